import type { OAuthClient } from '../org-context.ts';
import type { OAuthError } from './oauth-settings.ts';
import { scopesOf, scopeWords } from './pages.ts';

/** What a client asked for at the authorize endpoint. */
export interface AuthorizationRequest {
  /** `code` for the web server flow, `token` for the user-agent flow; anything else is refused. */
  readonly responseType: string | null;
  readonly clientId: string;
  readonly clientName: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string | null;
  /** To be repeated in the ID token. */
  readonly nonce: string | null;
  /** Empty in the user-agent flow, which knows none. */
  readonly codeChallenge: string;
}

/**
 * True where a client may be answered at `uri`. A bare local origin stands for all ports and paths of its host, a star
 * at the end for all paths that begin alike.
 */
export function acceptsRedirect(client: OAuthClient, uri: string): boolean {
  return client.redirectUris.some((registered) => {
    if (registered === uri) return true;
    const isLocal = /^http:\/\/(?:localhost|127\.0\.0\.1)$/.test(registered);
    if (!(isLocal || registered.endsWith('/*')) || !URL.canParse(uri)) return false;
    // It goes into a header as it is, and a browser must read it as it was read here.
    if (!/^[!-[\]-~]+$/.test(uri)) return false;
    const { protocol, hostname, username, href } = new URL(uri);
    if (username !== '' || uri.includes('#')) return false;
    return isLocal ? `${protocol}//${hostname}` === registered : href.startsWith(registered.slice(0, -1));
  });
}

export function readRequest(params: URLSearchParams, client: OAuthClient): AuthorizationRequest {
  return {
    responseType: params.get('response_type'),
    clientId: client.clientId,
    clientName: client.name,
    redirectUri: params.get('redirect_uri') ?? '',
    scope: params.get('scope')?.trim() || 'api',
    state: params.get('state'),
    nonce: params.get('nonce'),
    codeChallenge: params.get('code_challenge') ?? '',
  };
}

/** What the org refuses about a request; the client is told. */
export function problemOf(wanted: AuthorizationRequest, method: string): OAuthError | undefined {
  const { responseType, codeChallenge } = wanted;
  if (responseType !== 'code' && responseType !== 'token') {
    return { error: 'unsupported_response_type', error_description: 'response type not supported' };
  }
  if (scopesOf(wanted).some((scope) => !Object.hasOwn(scopeWords, scope))) {
    return { error: 'invalid_scope', error_description: 'the requested scope is not allowed' };
  }
  if (responseType === 'token') return undefined;
  if (codeChallenge === '') {
    return { error: 'invalid_request', error_description: 'missing required code challenge' };
  }
  if (method !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
    return { error: 'invalid_request', error_description: 'code challenge method must be S256' };
  }
  return undefined;
}
