import { isSfError, type SfError } from '../errors/sf-error.ts';
import { hostsOf } from './auth-config.ts';
import { trustedInstanceUrl } from './instance-url.ts';
import { readIdentity, type Session } from './session.ts';
import { signInError } from './session-error.ts';
import type { AuthConfig, AuthEnvironment, TokenSource } from './types.ts';

type TokenRequest = Parameters<TokenSource>[0];
type Answer = Awaited<ReturnType<TokenSource>>;

/** Milliseconds for a relay to answer in, body included. */
const relayTimeout = 30_000;

/** A session from the page's own `tokenSource`, else its `relay`. */
export async function askPage(
  config: AuthConfig,
  environment: AuthEnvironment,
  request: TokenRequest,
): Promise<Session> {
  const { tokenSource, relay = '', loginUrl } = config;
  request.signal.throwIfAborted();
  const answer: Partial<Answer> | null | undefined = await (tokenSource
    ? tokenSource(request)
    : askRelay(relay, request, environment)
  ).catch((cause: unknown) => {
    throw isPassing(cause) ? unreachable(cause) : isSfError(cause) ? cause : unusable(config, cause);
  });
  const { accessToken, instanceUrl, id } = answer ?? {};
  try {
    if (typeof accessToken !== 'string' || !accessToken) throw new Error('accessToken is missing');
    const trusted = { loginUrl, instanceHosts: hostsOf(config.instanceHosts) };
    return {
      grant: { accessToken, instanceUrl: trustedInstanceUrl(instanceUrl, trusted) },
      ...readIdentity(id),
    };
  } catch (cause) {
    throw unusable(config, cause);
  }
}

/** A failed fetch is a TypeError, one that took too long a TimeoutError: they say nothing about the session. */
function isPassing(cause: unknown): boolean {
  return cause instanceof RelayDown || (cause instanceof Error && /^(?:Type|Timeout)Error$/.test(cause.name));
}

/**
 * Asks a URL of the page's own site, which knows the visitor by its cookies. The site keeps its secrets and refreshes
 * on its side; `?expired=true` tells that the org refused the last token.
 */
async function askRelay(
  relay: string,
  { expired, signal }: TokenRequest,
  { fetch, location }: AuthEnvironment,
): Promise<Answer> {
  const address = new URL(relay, location.href);
  if (expired) address.searchParams.set('expired', 'true');
  const response = await fetch(address, {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(relayTimeout)]),
  });
  const said = `${address.pathname} answered ${response.status}.`;
  if (response.status >= 500) throw new RelayDown(said);
  if (response.status === 401 || response.status === 403) throw notKnown(said);
  if (!response.ok) throw new Error(said);
  return response.json();
}

class RelayDown extends Error {}

function notKnown(said: string): SfError {
  return signInError(
    'SIGN_IN_FAILED',
    'This site does not know who you are.',
    'Sign in to the site first.',
    new Error(said),
  );
}

function unusable({ tokenSource }: AuthConfig, cause: unknown): SfError {
  return signInError(
    'SIGN_IN_FAILED',
    `The page's own ${tokenSource ? 'tokenSource' : 'relay'} gave no token that can be used.`,
    'It must give { accessToken, instanceUrl }, with instanceUrl the https origin of the org; a domain of your own is listed in instance-hosts.',
    cause,
  );
}

function unreachable(cause: unknown): SfError {
  return signInError(
    'NETWORK',
    'This site could not be asked for your session.',
    'Check the network and try again.',
    cause,
  );
}
