import { isSfError, SfError } from '../errors/sf-error.ts';

/**
 * A browser says only "failed" whether the org is down, the answer got lost, or the org does not list this site.
 * The list of API versions answers every listed origin without a session, the OpenID configuration any origin:
 * asking for both tells the cases apart.
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
  const base = instanceUrl.replace(/\/$/, '');
  const [answersListed, answersAny] = await Promise.all([
    answers(send, `${base}/services/data`),
    answers(send, `${base}/.well-known/openid-configuration`),
  ]);
  if (origin && answersAny && !answersListed) {
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
    problem: answersListed ? 'The answer of the org got lost.' : 'The org could not be reached.',
    remedy: 'Check the network connection and try again; the org may also be down for maintenance.',
    cause,
  });
}

async function answers(send: typeof fetch, url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(5000);
    const response = await send(url, { credentials: 'omit', redirect: 'error', signal });
    return response.ok;
  } catch {
    return false;
  }
}
