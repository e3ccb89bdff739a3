import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes after brotli 11, what a CDN sends. */
export function brotliSize(code: Uint8Array | string): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** `12.3 KiB`, right-aligned for columns. */
export function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).padStart(6)} KiB`;
}
