import { authorizedFetch } from './authorized-fetch.ts';
import type { AccessGrant } from './client.ts';

/** Why a fetch failed outright, as far as a browser lets it be known. */
export type FailureReason = 'lost' | 'unreachable' | 'origin-not-allowed' | 'token-refused';

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
    const open = { credentials: 'omit', redirect: 'error' } as const;
    const [answersListed, answersAny] = await Promise.all([
      answers((signal) => this.#send(`${base}/services/data`, { ...open, signal })),
      answers((signal) => this.#send(`${base}/.well-known/openid-configuration`, { ...open, signal })),
    ]);
    if (!answersListed) return answersAny && globalThis.location ? 'origin-not-allowed' : 'unreachable';
    const probe = { operation: 'Check the session', path: '' };
    const answersToken = await answers((signal) =>
      authorizedFetch(this.#send, grant, { ...probe, signal }, this.#apiVersion),
    );
    return answersToken ? 'lost' : 'token-refused';
  }
}

async function answers(ask: (signal: AbortSignal) => Promise<Response>): Promise<boolean> {
  try {
    return (await ask(AbortSignal.timeout(probeTimeout))).ok;
  } catch {
    return false;
  }
}
