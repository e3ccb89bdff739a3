/**
 * Compiles src/ to dist/, describes the elements, and bundles what a page loads. With `--quick` it makes only what
 * pages need, and checks no types.
 */
import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { rollup } from 'rollup';
import bundles from '../rollup.config.mjs';
import { writeManifest } from './manifest/elements.ts';
import { brotliSize, kibibytes } from './sizes.ts';

const dist = 'dist';
const isQuick = process.argv.includes('--quick');

await rm(dist, { recursive: true, force: true });
const manifest = isQuick ? undefined : writeManifest();
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
if (!isQuick) await printSizes();

async function compile(): Promise<void> {
  const quickly = isQuick ? ['--noCheck', '--declaration', 'false'] : [];
  try {
    await promisify(execFile)('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json', ...quickly]);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    console.error(`${stdout}${stderr}`.trim());
    process.exit(1);
  }
}

async function printSizes(): Promise<void> {
  const chunks = (await readdir(join(dist, 'chunks')).catch(() => [])).sort();
  const files = ['sf-elements.js', ...chunks.map((name) => `chunks/${name}`), 'callback.js'];
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const code = await readFile(join(dist, file));
    const depth = file === basename(file) ? '' : '  ';
    console.log(
      `${`${depth}dist/${file}`.padEnd(48)} ${kibibytes(code.length)}, ${kibibytes(brotliSize(code))} brotli`,
    );
  }
}
