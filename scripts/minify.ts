import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

interface MinifyOptions {
  /** A comment that heads every entry. */
  readonly banner?: string;
  /** Whether the chunks are classic scripts, not modules. */
  readonly scripts?: boolean;
}

/** Minifies each chunk; property names are left alone, since markup and the org's JSON name them. */
export function minify({ banner = '', scripts = false }: MinifyOptions = {}): Plugin {
  return {
    name: 'minify',
    async renderChunk(source, { isEntry }) {
      const { code, map } = await transform(source, {
        minify: true,
        target: 'es2022',
        charset: 'utf8',
        legalComments: 'none',
        sourcemap: true,
        ...(!scripts && { format: 'esm' }),
        ...(isEntry && banner && { banner }),
      });
      return { code, map };
    },
  };
}

/** Minifies the style sheets that stand in the code as `css` templates; one with a placeholder stays as it is. */
export function minifyStyles(): Plugin {
  return {
    name: 'minify-styles',
    async transform(code) {
      const sheets = [...code.matchAll(/\bcss\s*`([^`$\\]*)`/g)];
      if (sheets.length === 0) return undefined;
      let minified = code;
      for (const [template, sheet = ''] of sheets) {
        const { code: small } = await transform(sheet, { loader: 'css', minify: true });
        minified = minified.replace(template, () => `css\`${small.trim()}\``);
      }
      return { code: minified, map: null };
    },
  };
}
