import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest } from './client.ts';
import { isBrokenText } from './json-body.ts';

/**
 * Bytes that an address and the headers may have together; the headers of a request get 2,000 of them.
 * Source: REST API Developer Guide, "Status Codes and Error Responses", 414 and 431.
 */
const longestAddress = 16_384 - 2_000;
/** What is left of it, whichever host and root the API of an org has. */
const longestRest = longestAddress - 300;

/** The address of a request. Throws an `SfError` where it would not be the REST API of the org. */
export function apiUrl(instanceUrl: string, request: ApiRequest, apiVersion: string): URL {
  const { path, query = {}, operation } = request;
  const instance = new URL(instanceUrl);
  const place = instance.pathname.replace(/\/$/, '');
  const base = `${place}/services/data/`;
  const root = `${instance.origin}${base}v${apiVersion}/`;
  // What an answer names is seen from where the org lies.
  const asked = path.startsWith('/services/data/') ? place + path : path;
  const url = URL.canParse(asked, root) ? new URL(asked, root) : undefined;
  if (url?.origin !== instance.origin || !url.pathname.startsWith(base) || url.username || url.password) {
    throw new SfError({
      code: 'UNEXPECTED_ANSWER',
      operation,
      problem: 'The request would have left the REST API of the connected org, so it was not sent.',
      remedy: 'Check what asked for this address.',
    });
  }
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (isBrokenText(value)) throw brokenText(operation);
    url.searchParams.set(name, value);
  }
  return url;
}

/** Path and query of a request as a part of a composite one names them. */
export function apiPath(request: ApiRequest, apiVersion: string): string {
  const { pathname, search } = apiUrl('https://org', request, apiVersion);
  return pathname + search;
}

/** True where a request may have more text for its address than the org takes. */
export function isTooLong({ path, query = {} }: ApiRequest): boolean {
  const texts = Object.entries(query).map(([name, value = '']) => `${name}${value}`);
  const length = path.length + texts.join('').length;
  // Each character becomes twelve bytes at most, so most requests need no closer look.
  if (length * 12 < longestRest) return false;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  return path.length + parameters.toString().length > longestRest;
}

/** Throws an `SfError` where no form of the request fits what the org takes. */
export function checkLength({ href }: URL, operation: string): void {
  if (href.length <= longestAddress) return;
  throw new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: 'The request has more text in its address than the org takes.',
    remedy: 'Ask for less at once.',
  });
}

function brokenText(operation: string): SfError {
  return new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: 'The text to ask for holds half of a character, a lone surrogate.',
    remedy: 'Leave it out.',
  });
}
