import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest } from './client.ts';
import { jsonBody } from './json-body.ts';
import { apiPath } from './request-url.ts';

/**
 * A part of a composite request. In its path and body `@{account.id}` stands for the `id` in the answer to the part
 * `account` before it.
 */
export interface CompositePart {
  /** Letters, digits and underscores; one of its own for each part. */
  readonly referenceId: string;
  /** Default `GET`. */
  readonly method?: ApiRequest['method'];
  /** Below `/services/data/vNN.N/`, its query included, e.g. `sobjects/Contact/@{contact.id}?fields=Name`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const reference = /@\{([^{}.[\]]*)[^{}]*\}/g;

/**
 * The parts as the org reads them. Throws an `SfError` for a path that leaves the REST API of the version, and for a
 * reference to anything but a part before: text of a visitor that looks like one would be replaced, not saved.
 */
export function subrequests(
  parts: readonly CompositePart[],
  operation: string,
  apiVersion: string,
): Record<string, unknown>[] {
  const before = new Set<string>();
  return parts.map(({ referenceId, method = 'GET', path, body, headers }) => {
    const own = `${operation}, part ${String(referenceId).slice(0, 80)}`;
    if (!/^[A-Za-z0-9]\w*$/.test(referenceId) || before.has(referenceId)) {
      throw invalid(own, 'Its referenceId is used twice or has other characters than letters, digits and _.');
    }
    const url = partUrl(path, own, apiVersion);
    const text = body === undefined ? '' : jsonBody(body, own);
    for (const [, name = ''] of `${url}${text}`.matchAll(reference)) {
      if (!before.has(name))
        throw invalid(own, 'A reference in it, such as @{account.id}, names no part before it.');
    }
    before.add(referenceId);
    return { method, url, referenceId, ...(headers && { httpHeaders: headers }), ...(text && { body }) };
  });
}

/** A reference in a path is to reach the org as it is written. */
function partUrl(path: string, operation: string, apiVersion: string): string {
  const url = apiPath({ operation, path }, apiVersion).replace(/@%7B([^{}%]*)%7D/g, '@{$1}');
  if (url.startsWith(`/services/data/v${apiVersion}/`)) return url;
  throw invalid(operation, `Its path is not below version ${apiVersion} of the REST API.`);
}

/** Throws an `SfError` where there are more than one request may hold. */
export function checkMost(count: number, most: number, what: string, operation: string): void {
  if (count <= most) return;
  throw new SfError({
    code: 'LIMIT_EXCEEDED',
    operation,
    problem: `There are ${count} ${what}; one request holds ${most}.`,
    remedy: 'Send them in several requests.',
  });
}

function invalid(operation: string, problem: string): SfError {
  return new SfError({ code: 'INVALID_VALUE', operation, problem, remedy: 'Check how it was put together.' });
}
