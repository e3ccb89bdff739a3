import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/**
 * Bundles what a page loads straight from the sources into a folder, under the names `npm run build` gives: in a
 * tenth of its time, but with no types checked, no declarations and no licenses, so not for passing on.
 */
export async function buildPages(outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  const options: BuildOptions = {
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: true,
    logLevel: 'silent',
  };
  await Promise.all([
    build({ ...options, entryPoints: { 'sf-elements': 'src/cdn.ts' } }),
    // The callback runs in a popup of its own, so it must not pull in chunks of the other bundle.
    build({ ...options, entryPoints: { callback: 'src/auth/callback.ts' } }),
  ]);
  await copyFile('src/auth/callback.html', join(outdir, 'callback.html'));
}
