import { SfError } from '../errors/sf-error.ts';
import type { OAuthSettings } from './auth-config.ts';

/** An error as OAuth spells it (RFC 6749 sections 4.1.2.1 and 5.2). */
export interface OAuthRefusal {
  readonly error: string;
  readonly description: string;
  readonly status?: number;
}

const unexplained = {
  problem: 'Salesforce did not complete the sign-in.',
  remedy: 'Connect again.',
};

/** The error for an org's refusal. What it means to a visitor is loaded with the first; the org's words are in `details`. */
export async function refusalError(refusal: OAuthRefusal, settings: OAuthSettings): Promise<SfError> {
  const { error, description, status } = refusal;
  const explaining = await import('./oauth-error.ts').catch(() => undefined);
  return new SfError({
    code: /^access[_-]denied$/.test(error) ? 'SIGN_IN_DENIED' : 'SIGN_IN_FAILED',
    operation: 'Sign in',
    ...(explaining?.explainRefusal(refusal, settings) ?? unexplained),
    details: [{ message: description || error, errorCode: error, fields: [] }],
    ...(status === undefined ? {} : { status }),
  });
}
