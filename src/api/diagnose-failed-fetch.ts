import { isSfError, SfError } from '../errors/sf-error.ts';

/**
 * A browser says only "failed" whether the org is down or does not list this site. The org's OpenID
 * configuration answers every origin, so asking for it tells the two apart.
 * Source: Salesforce Help, "Enable CORS for OAuth Endpoints".
 */
export async function diagnoseFailedFetch(
  send: typeof fetch,
  instanceUrl: string,
  operation: string,
  cause: unknown,
): Promise<SfError> {
  if (isSfError(cause)) return cause;
  const origin = globalThis.location?.origin;
  if (origin && (await answersEveryOrigin(send, instanceUrl))) {
    return new SfError({
      code: 'ORIGIN_NOT_ALLOWED',
      operation,
      problem: `The org does not answer requests from this site (${origin}).`,
      remedy: `In the org, an administrator adds ${origin} under Setup > CORS > Allowed Origins List.`,
      cause,
    });
  }
  return new SfError({
    code: 'NETWORK',
    operation,
    problem: 'The org could not be reached.',
    remedy: 'Check the network connection and try again; the org may also be down for maintenance.',
    cause,
  });
}

async function answersEveryOrigin(send: typeof fetch, instanceUrl: string): Promise<boolean> {
  try {
    const url = `${instanceUrl.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await send(url, { credentials: 'omit', signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}
