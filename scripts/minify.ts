import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

/**
 * Minifies each chunk; property names are left alone, since markup and the org's JSON name them. The banner, a
 * comment, heads every entry.
 */
export function minify(banner = ''): Plugin {
  return {
    name: 'minify',
    async renderChunk(source, { isEntry }) {
      const { code, map } = await transform(source, {
        minify: true,
        target: 'es2022',
        format: 'esm',
        charset: 'utf8',
        legalComments: 'none',
        sourcemap: true,
        ...(isEntry && banner && { banner }),
      });
      return { code, map };
    },
  };
}
