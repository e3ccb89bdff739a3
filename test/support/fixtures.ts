import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(process.env.SF_FIXTURES ?? resolve(import.meta.dirname, '../../../shared/fixtures'));

/** Why tests against genuine payloads cannot run here; for `{ skip: fixturesMissing }`. */
export const fixturesMissing: string | false = existsSync(resolve(folder, 'describe'))
  ? false
  : `no genuine payloads at ${folder} (set SF_FIXTURES)`;

/** A genuine payload, parsed. @param path below the folder, such as `describe/Account.json` */
export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(resolve(folder, path), 'utf8')) as T;
}

/** The bodies of the answers in a recording (YAML, each body a double-quoted scalar of JSON), in their order. */
// biome-ignore lint/suspicious/noExplicitAny: each recording has answers of its own.
export function recordedBodies(path: string): any[] {
  const recording = readFileSync(resolve(folder, path), 'utf8');
  const scalars = recording.matchAll(/\bstring:\s*("(?:[^"\\]|\\[\s\S])*")/g);
  return [...scalars].map(([, scalar = '']) => {
    const unfolded = scalar
      .replace(/\\\n\s*/g, '')
      .replace(/\s*\n\s*/g, ' ')
      .replaceAll('\\ ', ' ');
    return JSON.parse(JSON.parse(unfolded));
  });
}
