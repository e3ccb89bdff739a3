import type { OAuthSettings } from './auth-config.ts';
import type { SignInMode } from './callback-answer.ts';
import type { ConnectOptions } from './types.ts';

/** The org's login page with what every flow asks of it, and what this one adds (RFC 6749 section 4.1.1). */
export function authorizeUrl(
  { loginUrl, clientId, redirectUri, scope }: OAuthSettings,
  mode: SignInMode,
  { prompt, loginHint }: ConnectOptions,
  added: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({
    ...added,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    ...(prompt ? { prompt } : {}),
    ...(loginHint ? { login_hint: loginHint } : {}),
    ...(mode === 'popup' ? { display: 'popup' } : {}),
  });
  return `${loginUrl}/services/oauth2/authorize?${query}`;
}
