/** How the visitor was sent to the login page. The `state` starts with it, so that a landing page knows. */
export type SignInMode = 'popup' | 'redirect';

/**
 * What an address holds of an OAuth answer (RFC 6749 section 4.1.2).
 * `none`: nothing of ours. `malformed`: addressed to us, but not an answer an org gives; never use any of it.
 */
export type CallbackAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly mode: SignInMode; readonly problem: string }
  | GenuineAnswer;

export type GenuineAnswer =
  | {
      readonly kind: 'code';
      readonly mode: SignInMode;
      readonly state: string;
      readonly code: string;
      readonly iss?: string;
    }
  | {
      readonly kind: 'refused';
      readonly mode: SignInMode;
      readonly state: string;
      readonly error: string;
      readonly description: string;
      readonly iss?: string;
    };

/** Query parameters that an authorization answer brings; the page's own query has the others. */
const answerParameters = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss'] as const;

const salesforceParameters = ['sfdc_community_url', 'sfdc_community_id'] as const;

const statePattern = /^(popup|redirect)\.([0-9a-f]{32})$/;

/** Reads a location's `search`, with or without its `?`. Never throws. */
export function parseCallbackAnswer(search: string): CallbackAnswer {
  const parameters = new URLSearchParams(search);
  const ours = parameters.getAll('state').find((state) => /^(popup|redirect)\./.test(state));
  if (ours === undefined) return { kind: 'none' };
  const mode: SignInMode = ours.startsWith('popup.') ? 'popup' : 'redirect';
  const malformed = (problem: string): CallbackAnswer => ({ kind: 'malformed', mode, problem });

  for (const name of answerParameters) {
    if (parameters.getAll(name).length > 1) return malformed(`it has ${name} twice`);
  }
  if (!statePattern.test(ours)) return malformed('its state was altered');
  if (/%(?![0-9a-f]{2})/i.test(search)) return malformed('it is not encoded as an address');

  const code = parameters.get('code');
  const error = parameters.get('error');
  const iss = parameters.get('iss');
  const issuer = iss === null ? {} : { iss };
  if (code !== null && error !== null) return malformed('it has both a code and an error');
  if (error !== null) {
    if (!/^[\x20-\x7e]{1,200}$/.test(error)) return malformed('its error is unreadable');
    const description = parameters.get('error_description') ?? '';
    return { kind: 'refused', mode, state: ours, error, description, ...issuer };
  }
  if (code === null) return malformed('it has neither a code nor an error');
  if (!/^[\x21-\x7e]{1,4096}$/.test(code)) return malformed('its code is unreadable');
  return { kind: 'code', mode, state: ours, code, ...issuer };
}

/** The address without the answer in it, its other query parameters and its hash untouched. */
export function withoutAnswer(address: string): string {
  const url = new URL(address);
  for (const name of [...answerParameters, ...salesforceParameters]) url.searchParams.delete(name);
  return url.href;
}

/** The random part of a genuine `state`, which the OAuth engine knows it by. */
export function stateId(state: string): string {
  return statePattern.exec(state)?.[2] ?? '';
}
