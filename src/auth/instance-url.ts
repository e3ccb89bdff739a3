import { signInError } from './session-error.ts';
import { isLoopback, parseUrl } from './web-address.ts';

/** Where, beside Salesforce's own domains, a token may be sent. */
export interface TrustedHosts {
  /** The org's API may be where its login page is. */
  readonly loginUrl?: string | undefined;
  /** Hosts the page's author listed, lower case, with their port if it is not 443. */
  readonly instanceHosts: readonly string[];
}

/**
 * Domains under which only Salesforce hands out names. Source: Salesforce Help, "My Domain URL Formats" and
 * "Allow the Required Domains".
 */
const salesforceDomain =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:salesforce\.com|my\.site\.com|salesforce\.mil|sfcrmproducts\.cn)$/;

/**
 * An `instance_url` that a token may be sent to, without a slash at its end: https on a Salesforce domain, on the login
 * URL's own host, or on one the author listed; http only on this machine. It has no path, unless it is the login URL
 * itself: an org that shares its origin lies below one. Throws `SfError` `UNEXPECTED_ANSWER` for the rest.
 */
export function trustedInstanceUrl(instanceUrl: unknown, trusted: TrustedHosts): string {
  const url = typeof instanceUrl === 'string' ? parseUrl(instanceUrl) : undefined;
  const login = parseUrl(trusted.loginUrl ?? '');
  const places = [url?.origin, login && `${login.origin}${login.pathname}`.replace(/\/+$/, '')];
  // As it is written: parsing drops control characters and spaces around it.
  const place = places.find((named) => instanceUrl === named || instanceUrl === `${named}/`);
  if (place !== undefined && url && isTrusted(url, trusted)) return place;
  throw signInError(
    'UNEXPECTED_ANSWER',
    'The answer names no org address that a token may be sent to.',
    'instance_url must be the https origin of your org; if it is on a domain of your own, list its host in instance-hosts.',
  );
}

/** True where a token, or a visitor who follows a link, may be sent. */
export function isTrusted(url: URL, { loginUrl, instanceHosts }: TrustedHosts): boolean {
  const login = loginUrl === undefined ? undefined : parseUrl(loginUrl);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) return false;
  if (url.origin === login?.origin || instanceHosts.includes(url.host)) return true;
  // Without a login URL the page itself names the org; on this machine that is a page under development.
  if (url.protocol === 'http:') return login === undefined;
  return url.port === '' && salesforceDomain.test(url.host) && !/(?:^|\.)xn--/.test(url.host);
}
