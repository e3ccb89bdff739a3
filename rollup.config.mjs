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

const modules = () => [
  nodeResolve({ browser: true }),
  // The packages that are no ES modules. In Node one of them asks for more.
  commonjs({ include: /\/(?:papaparse|sql\.js)\//, ignore: (id) => id.startsWith('node:') }),
];

/**
 * What a page loads, from what tsc emitted: the script-tag bundle, the REST client by itself, the OAuth callback's
 * script, the simulated org's service worker.
 * @type {(import('rollup').RollupOptions & { output: import('rollup').OutputOptions })[]}
 */
export default [
  bundle('cdn.js', 'sf-elements.js', 'chunks'),
  bundle('api/index.js', 'sf-elements-api.js', 'api-chunks'),
  // The callback runs in a popup of its own, so it must not pull in chunks of the other bundle.
  bundle('auth/callback.js', 'callback.js', 'callback-chunks'),
  simulatorWorker(),
];

/**
 * @param {string} input
 * @param {string} fileName
 * @param {string} chunks folder for what loads on demand
 */
function bundle(input, fileName, chunks) {
  const licensesFile = fileName.replace('.js', '.licenses.txt');
  return {
    input: `dist/${input}`,
    context: 'globalThis',
    plugins: [
      ...modules(),
      keepSimulatorOut,
      minifyStyles(),
      minify({ banner: banner(licensesFile) }),
      licenses(licensesFile),
    ],
    output: {
      dir: 'dist',
      entryFileNames: fileName,
      chunkFileNames: `${chunks}/[name]-[hash].js`,
      format: 'es',
      sourcemap: true,
    },
    onwarn: refuse(fileName),
  };
}

/**
 * The simulated org in a service worker, in one piece: a worker that is installed loads no further module, and not
 * every browser takes one that is a module itself.
 * @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }}
 */
function simulatorWorker() {
  const fileName = 'sf-simulated-org-worker.js';
  const licensesFile = fileName.replace('.js', '.licenses.txt');
  return {
    input: 'dist/simulator/worker/worker.js',
    context: 'globalThis',
    plugins: [...modules(), minify({ banner: banner(licensesFile), scripts: true }), licenses(licensesFile)],
    output: { file: `dist/${fileName}`, format: 'iife', inlineDynamicImports: true },
    onwarn: refuse(fileName),
  };
}

/** @param {string} licensesFile */
function banner(licensesFile) {
  return `/*! ${name} ${version}, ${license}. Packages it includes: ${licensesFile} */`;
}

/** @param {string} fileName */
function refuse(fileName) {
  return (/** @type {import('rollup').RollupLog} */ warning) => {
    throw new Error(`Bundling ${fileName}: ${warning.message}`);
  };
}
