/** Compiles src/ to dist/, describes the elements, and bundles what a page loads. */
import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { rollup } from 'rollup';
import bundles from '../rollup.config.mjs';
import { writeManifest } from './manifest/elements.ts';
import { brotliSize, kibibytes } from './sizes.ts';

const dist = 'dist';

await rm(dist, { recursive: true, force: true });
const manifest = writeManifest();
await compile();
await Promise.all(
  bundles.map(async ({ output, ...input }) => {
    const bundle = await rollup(input);
    await bundle.write(output);
    await bundle.close();
  }),
);
await copyFile('src/auth/callback.html', join(dist, 'callback.html'));
await manifest;
await printSizes();

async function compile(): Promise<void> {
  try {
    await promisify(execFile)('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json']);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    console.error(`${stdout}${stderr}`.trim());
    process.exit(1);
  }
}

async function printSizes(): Promise<void> {
  for (const file of [
    'sf-elements.js',
    ...(await chunksIn('chunks')),
    'sf-elements-api.js',
    ...(await chunksIn('api-chunks')),
    'callback.js',
    'sf-simulated-org-worker.js',
  ]) {
    const code = await readFile(join(dist, file));
    const depth = file === basename(file) ? '' : '  ';
    console.log(
      `${`${depth}dist/${file}`.padEnd(48)} ${kibibytes(code.length)}, ${kibibytes(brotliSize(code))} brotli`,
    );
  }
}

async function chunksIn(folder: string): Promise<string[]> {
  const names = await readdir(join(dist, folder)).catch(() => []);
  return names
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => `${folder}/${name}`);
}
