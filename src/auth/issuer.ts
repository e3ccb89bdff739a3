import type { OAuthContext } from './oauth-flow.ts';

/**
 * Whether the org says that its answers name their issuer (RFC 9207), so that one without it is not the org's.
 * False where it does not tell. Every origin may ask.
 */
export async function announcesIssuer({ settings, fetch }: OAuthContext): Promise<boolean> {
  try {
    const response = await fetch(`${settings.loginUrl}/.well-known/openid-configuration`, {
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(5000),
    });
    const metadata: { authorization_response_iss_parameter_supported?: unknown } = await response.json();
    return metadata.authorization_response_iss_parameter_supported === true;
  } catch {
    return false;
  }
}
