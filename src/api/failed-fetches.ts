import { authorizedFetch } from './authorized-fetch.ts';
import type { AccessGrant } from './client.ts';

/** Why there is no answer, as far as a browser lets it be known. */
export type FailureReason = 'timeout' | 'lost' | 'unreachable' | 'origin-not-allowed' | 'token-refused';

/** Milliseconds that a finding holds, so that a page whose requests all fail does not ask for each of them. */
const validity = 5_000;
const probeTimeout = 5_000;

/**
 * A browser says only "failed" whether the org is down, the answer got lost, the org does not list this site, or it
 * refused the token without CORS headers. The list of API versions answers every listed origin without a token, the
 * OpenID configuration any origin, the version's own resources only a token: asking for these tells the cases apart.
 * Source: Salesforce Help, "Enable CORS for OAuth Endpoints".
 */
export class FailedFetches {
  readonly #send: typeof fetch;
  readonly #now: () => number;
  readonly #apiVersion: string;
  #latest:
    | { readonly token: string; readonly until: number; readonly reason: Promise<FailureReason> }
    | undefined;

  constructor(send: typeof fetch, now: () => number, apiVersion: string) {
    this.#send = send;
    this.#now = now;
    this.#apiVersion = apiVersion;
  }

  reasonOf(grant: AccessGrant): Promise<FailureReason> {
    const now = this.#now();
    const latest = this.#latest;
    if (latest && latest.token === grant.accessToken && now < latest.until) return latest.reason;
    const reason = this.#find(grant);
    this.#latest = { token: grant.accessToken, until: now + validity, reason };
    return reason;
  }

  async #find(grant: AccessGrant): Promise<FailureReason> {
    const base = grant.instanceUrl.replace(/\/$/, '');
    const ask = (path: string) => (signal: AbortSignal) =>
      this.#send(base + path, { credentials: 'omit', redirect: 'error', signal });
    const [answersListed, answersAny] = await Promise.all([
      answers(ask('/services/data')),
      answers(ask('/.well-known/openid-configuration')),
    ]);
    if (!answersListed) return answersAny && globalThis.location ? 'origin-not-allowed' : 'unreachable';
    const probe = { operation: 'Check the session', path: '' };
    const failsWithToken = () =>
      fails((signal) => authorizedFetch(this.#send, grant, { ...probe, signal }, this.#apiVersion));
    // A create is repeated on this word, and one failure may be chance: it takes two, the org within reach between them.
    const isRefused =
      (await failsWithToken()) && (await answers(ask('/services/data'))) && (await failsWithToken());
    return isRefused ? 'token-refused' : 'lost';
  }
}

type Ask = (signal: AbortSignal) => Promise<Response>;

async function answers(ask: Ask): Promise<boolean> {
  try {
    return (await ask(AbortSignal.timeout(probeTimeout))).ok;
  } catch {
    return false;
  }
}

/** True where a browser shows no answer; one that does not come in time says nothing. */
async function fails(ask: Ask): Promise<boolean> {
  const signal = AbortSignal.timeout(probeTimeout);
  return ask(signal).then(
    () => false,
    () => !signal.aborted,
  );
}
