import { readFile } from 'node:fs/promises';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { licenses } from './scripts/licenses.ts';
import { minify, minifyStyles } from './scripts/minify.ts';

const { name, version, license } = JSON.parse(await readFile('package.json', 'utf8'));

/** @type {import('rollup').Plugin} */
const keepSimulatorOut = {
  name: 'keep-simulator-out',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      const stray = chunk.type === 'chunk' && chunk.moduleIds.find((id) => id.includes('/dist/simulator/'));
      if (stray) this.error(`${chunk.fileName} contains the simulated org: ${stray}`);
    }
  },
};

/**
 * What a page loads, from what tsc emitted: the script-tag bundle, the REST client by itself, the OAuth callback's script.
 * @type {(import('rollup').RollupOptions & { output: import('rollup').OutputOptions })[]}
 */
export default [
  bundle('cdn.js', 'sf-elements.js', 'chunks'),
  bundle('api/index.js', 'sf-elements-api.js', 'api-chunks'),
  // The callback runs in a popup of its own, so it must not pull in chunks of the other bundle.
  bundle('auth/callback.js', 'callback.js', 'callback-chunks'),
];

/**
 * @param {string} input
 * @param {string} fileName
 * @param {string} chunks folder for what loads on demand
 */
function bundle(input, fileName, chunks) {
  const licensesFile = fileName.replace('.js', '.licenses.txt');
  const banner = `/*! ${name} ${version}, ${license}. Packages it includes: ${licensesFile} */`;
  return {
    input: `dist/${input}`,
    context: 'globalThis',
    plugins: [
      nodeResolve({ browser: true }),
      // The one package that is no ES module.
      commonjs({ include: /\/papaparse\// }),
      keepSimulatorOut,
      minifyStyles(),
      minify(banner),
      licenses(licensesFile),
    ],
    output: {
      dir: 'dist',
      entryFileNames: fileName,
      chunkFileNames: `${chunks}/[name]-[hash].js`,
      format: 'es',
      sourcemap: true,
    },
    onwarn(warning) {
      throw new Error(`Bundling ${fileName}: ${warning.message}`);
    },
  };
}
