import { SfError } from '../errors/sf-error.ts';
import type { AuthConfig } from './types.ts';
import { isConfidential, isHost, parseUrl } from './web-address.ts';

/** A checked configuration with its defaults filled in. */
export interface OAuthSettings {
  /** Without a slash at its end: `${loginUrl}/services/oauth2/token` is the token endpoint. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly flow: 'pkce' | 'user-agent';
  readonly login: 'popup' | 'redirect';
  readonly storage: 'memory' | 'session' | 'local';
  readonly returnTo: string | undefined;
  readonly prompt: string | undefined;
  readonly loginHint: string | undefined;
  readonly instanceHosts: readonly string[];
}

const choices = {
  flow: ['pkce', 'user-agent'],
  login: ['popup', 'redirect'],
  storage: ['memory', 'session', 'local'],
} as const;

const myDomainRemedy =
  "Use your org's My Domain URL, such as https://acme.my.salesforce.com; Setup > My Domain shows it.";

/**
 * What is wrong with the configuration, as an `SfError` with code `CONFIG` that names the attribute and the
 * remedy; nothing when it can be used. `pageUrl` is what relative addresses stand on.
 */
export function validateAuthConfig(
  config: AuthConfig,
  pageUrl: string | undefined = globalThis.location?.href,
): SfError | undefined {
  const page = pageUrl === undefined ? undefined : parseUrl(pageUrl);
  return (
    checkSecrets(config) ??
    checkChoices(config) ??
    checkInstanceHosts(config.instanceHosts) ??
    checkOwnAddress('relay', config.relay, page) ??
    (config.tokenSource || config.relay
      ? undefined
      : (checkLoginUrl(config.loginUrl, config.flow) ??
        checkClientId(config.clientId) ??
        checkRedirectUri(config.redirectUri, page) ??
        checkOwnAddress('return-to', config.returnTo, page)))
  );
}

/** The settings of a configuration that `validateAuthConfig` found nothing wrong with. */
export function resolveOAuthSettings(config: AuthConfig, pageUrl: string): OAuthSettings {
  const page = new URL(pageUrl);
  const { flow = 'pkce', login = 'popup', storage = 'memory', prompt, loginHint, returnTo } = config;
  return {
    loginUrl: new URL((config.loginUrl ?? '').trim()).href.replace(/\/+$/, ''),
    clientId: (config.clientId ?? '').trim(),
    redirectUri: config.redirectUri
      ? new URL(config.redirectUri, page).href
      : `${page.origin}${page.pathname}`,
    // A fragment is no place for a refresh token.
    scope: config.scope?.trim() || (flow === 'pkce' ? 'api refresh_token' : 'api'),
    flow,
    login,
    storage,
    returnTo: returnTo ? new URL(returnTo, page).href : undefined,
    prompt,
    loginHint,
    instanceHosts: hostsOf(config.instanceHosts),
  };
}

/** The hosts of a space-separated list. */
export function hostsOf(list: string | undefined): readonly string[] {
  return list?.toLowerCase().match(/\S+/g) ?? [];
}

/** Whatever a page holds, each of its visitors can read. */
function checkSecrets(config: AuthConfig): SfError | undefined {
  const name = Object.keys(config).find((key) => /secret|password/i.test(key));
  const inClientId = /^(?:[0-9a-f]{64}|\d{16,20})$/i.test(config.clientId?.trim() ?? '');
  if (!name && !inClientId) return undefined;
  return configError(
    name
      ? `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} does not belong in a page: every visitor can read it.`
      : 'client-id holds what looks like the consumer secret, which every visitor can read.',
    'Take it out and have the org make a new one. Signing in here needs the consumer key alone.',
  );
}

function checkChoices(config: AuthConfig): SfError | undefined {
  for (const [name, allowed] of Object.entries(choices) as [keyof typeof choices, readonly string[]][]) {
    const value = config[name];
    if (value !== undefined && !allowed.includes(value)) {
      const ways = allowed.map((way) => `${name}="${way}"`).join(' or ');
      return configError(`${name}="${value}" is not known.`, `Use ${ways}.`);
    }
  }
  return undefined;
}

function checkInstanceHosts(list: string | undefined): SfError | undefined {
  const wrong = hostsOf(list).find((host) => !isHost(host));
  if (wrong === undefined) return undefined;
  return configError(
    `instance-hosts has "${wrong}", which is not a host name.`,
    'List whole host names, separated by spaces, without https:// and without *.',
  );
}

function checkLoginUrl(loginUrl: string | undefined, flow: AuthConfig['flow']): SfError | undefined {
  if (!loginUrl?.trim()) return configError('login-url is missing.', myDomainRemedy);
  const url = parseUrl(loginUrl.trim());
  if (!url || !/^https?:$/.test(url.protocol)) {
    return configError(`login-url "${loginUrl}" is not a web address.`, myDomainRemedy);
  }
  if (!isConfidential(url)) {
    return configError(
      `login-url "${url.origin}" is http, which would send the sign-in unprotected.`,
      'Write it with https; http is only for localhost, 127.0.0.1 and [::1].',
    );
  }
  // `?` and `#` alone leave search and hash empty, yet would swallow the path that is appended.
  if (url.username || url.password || /[?#]/.test(loginUrl)) {
    return configError('login-url has a user name, a query or a hash.', 'Leave only the address of the org.');
  }
  const host = url.hostname.replace(/\.$/, '');
  if (/\.(?:lightning\.force|salesforce-setup)\.com$/.test(host)) {
    return configError(`login-url "${host}" is where people work, not where apps sign in.`, myDomainRemedy);
  }
  if (flow !== 'user-agent' && /^(?:login|test)\.salesforce\.com$/.test(host)) {
    return configError(
      `login-url "${host}" cannot work: a browser cannot finish signing in there, since that host never answers a page of another origin.`,
      myDomainRemedy,
    );
  }
  return undefined;
}

function checkClientId(clientId: string | undefined): SfError | undefined {
  if (clientId?.trim()) return undefined;
  return configError(
    'client-id is missing.',
    "Set it to your External Client App's consumer key; Setup > External Client App Manager shows it.",
  );
}

function checkRedirectUri(redirectUri: string | undefined, page: URL | undefined): SfError | undefined {
  if (page && !isConfidential(page)) {
    return configError(
      'redirect-uri cannot be used: this page is neither on https nor on localhost.',
      'Serve the page over https, or over http on localhost.',
    );
  }
  if (redirectUri?.includes('#')) {
    return configError('redirect-uri has a hash.', 'Leave only the address of a page.');
  }
  return checkOwnAddress('redirect-uri', redirectUri, page);
}

/** An address of the page's own site; anything else could carry a visitor or an answer away. */
function checkOwnAddress(
  name: string,
  address: string | undefined,
  page: URL | undefined,
): SfError | undefined {
  if (!address) return undefined;
  const url = parseUrl(address, page?.href);
  if (!url) {
    return configError(`${name} "${address}" is not an address.`, 'Use the address of a page of this site.');
  }
  if (!page || url.origin === page.origin) return undefined;
  return configError(
    `${name} is on ${url.origin}, but this page is on ${page.origin}.`,
    `Use an address of this site${name === 'redirect-uri' ? ', exactly as the External Client App lists it' : ''}.`,
  );
}

function configError(problem: string, remedy: string): SfError {
  return new SfError({ code: 'CONFIG', operation: 'Set up the connection', problem, remedy });
}
