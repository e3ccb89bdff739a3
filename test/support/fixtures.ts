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
