import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const folder = resolve(process.env.SF_FIXTURES ?? resolve(import.meta.dirname, '../../../shared/fixtures'));

/** Why tests against genuine payloads cannot run here; for `{ skip: fixturesMissing }`. */
export const fixturesMissing: string | false = existsSync(resolve(folder, 'describe'))
  ? false
  : `no genuine payloads at ${folder} (set SF_FIXTURES)`;

/** A genuine payload, parsed. @param path below the folder, such as `describe/Account.json` */
export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(resolve(folder, path), 'utf8')) as T;
}

/** A request and its answer, as they were recorded at an org. */
export interface RecordedExchange {
  readonly method: string;
  /** Path and query, with the version that was asked for; `vxx.0` where it was taken out. */
  readonly path: string;
  /** As sent, where there was one. */
  readonly requestBody: string | null;
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each recording has answers of its own.
  readonly body: any;
}

interface Recording {
  readonly interactions: readonly {
    readonly request?: { method: string; uri: string; body: string | null };
    readonly response?: { status: { code: number }; body: { string: string } };
  }[];
}

/** The exchanges of a recording, in their order, without those that only refer to another file. */
export function recordedExchanges(path: string): RecordedExchange[] {
  const { interactions } = parse(readFileSync(resolve(folder, path), 'utf8')) as Recording;
  return interactions.flatMap(({ request, response }) => {
    if (!request || !response) return [];
    const { pathname, search } = new URL(request.uri);
    return {
      method: request.method,
      path: pathname + search,
      requestBody: request.body,
      status: response.status.code,
      body: JSON.parse(response.body.string),
    };
  });
}

/** The bodies of the answers in a recording. */
export function recordedBodies(path: string): RecordedExchange['body'][] {
  return recordedExchanges(path).map(({ body }) => body);
}
