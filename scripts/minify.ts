import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

/** Minifies each chunk; property names are left alone, since markup and the org's JSON name them. */
export function minify(): Plugin {
  return {
    name: 'minify',
    async renderChunk(code) {
      const minified = await transform(code, {
        minify: true,
        target: 'es2022',
        format: 'esm',
        charset: 'utf8',
        legalComments: 'none',
        sourcemap: true,
      });
      return { code: minified.code, map: minified.map };
    },
  };
}
