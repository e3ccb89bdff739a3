import { SfError } from '../errors/sf-error.ts';
import type { AuthConfig } from './types.ts';
import { isConfidential, parseUrl } from './web-address.ts';

/** A checked configuration with its defaults filled in. */
export interface OAuthSettings {
  /** Without a slash at its end: `${loginUrl}/services/oauth2/token` is the token endpoint. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly login: 'popup' | 'redirect';
}

const myDomainRemedy =
  "Use your org's My Domain URL, such as https://acme.my.salesforce.com; Setup > My Domain shows it.";

/**
 * What is wrong with the configuration, as an `SfError` with code `CONFIG` that names the attribute and the
 * remedy; nothing when it can be used. `pageUrl` is what relative redirect URIs stand on.
 */
export function validateAuthConfig(
  config: AuthConfig,
  pageUrl: string | undefined = globalThis.location?.href,
): SfError | undefined {
  const login: string | undefined = config.login;
  if (login !== undefined && login !== 'popup' && login !== 'redirect') {
    return configError(`login="${login}" is not known.`, 'Use login="popup" or login="redirect".');
  }
  if (config.tokenSource) return undefined;
  return (
    checkLoginUrl(config.loginUrl) ??
    checkClientId(config.clientId) ??
    checkRedirectUri(config.redirectUri, pageUrl)
  );
}

/** The settings of a configuration that `validateAuthConfig` found nothing wrong with. */
export function resolveOAuthSettings(config: AuthConfig, pageUrl: string): OAuthSettings {
  const page = new URL(pageUrl);
  return {
    loginUrl: new URL((config.loginUrl ?? '').trim()).href.replace(/\/+$/, ''),
    clientId: (config.clientId ?? '').trim(),
    redirectUri: config.redirectUri
      ? new URL(config.redirectUri, page).href
      : `${page.origin}${page.pathname}`,
    scope: config.scope?.trim() || 'api refresh_token',
    login: config.login ?? 'popup',
  };
}

function checkLoginUrl(loginUrl: string | undefined): SfError | undefined {
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
  if (url.username || url.password) {
    return configError(
      'login-url holds a user name or password.',
      'Leave only the address; visitors sign in with their own login.',
    );
  }
  // `?` and `#` alone leave search and hash empty, yet would swallow the path that is appended.
  if (/[?#]/.test(loginUrl)) {
    return configError('login-url has a query or a hash.', 'Leave out everything from the first ? or # on.');
  }
  const host = url.hostname.replace(/\.$/, '');
  if (host === 'login.salesforce.com' || host === 'test.salesforce.com') {
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

function checkRedirectUri(redirectUri: string | undefined, pageUrl: string | undefined): SfError | undefined {
  const page = pageUrl === undefined ? undefined : parseUrl(pageUrl);
  if (page && !/^https?:$/.test(page.protocol)) {
    return configError(
      'redirect-uri cannot be found: this page was not loaded from a web server.',
      'Serve the page over https, or over http on localhost.',
    );
  }
  if (!redirectUri) return undefined;
  const url = parseUrl(redirectUri, page?.href);
  if (!url) {
    return configError(
      `redirect-uri "${redirectUri}" is not an address.`,
      'Use the full address of a page of this site, exactly as the External Client App lists it.',
    );
  }
  if (page && url.origin !== page.origin) {
    return configError(
      `redirect-uri is on ${url.origin}, but this page is on ${page.origin}.`,
      'Use a page of this site, and list it as a callback URL in the External Client App.',
    );
  }
  if (redirectUri.includes('#')) {
    return configError('redirect-uri has a hash.', 'Leave out everything from the # on.');
  }
  return undefined;
}

function configError(problem: string, remedy: string): SfError {
  return new SfError({ code: 'CONFIG', operation: 'Set up the connection', problem, remedy });
}
