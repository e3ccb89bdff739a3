import { answerParameters, ourState } from './answer-text.ts';

/** How the visitor was sent to the login page. The `state` starts with it, so that a landing page knows. */
export type SignInMode = 'popup' | 'redirect';

/**
 * What an address holds of an OAuth answer (RFC 6749 sections 4.1.2 and 4.2.2).
 * `none`: nothing of ours. `malformed`: addressed to us, but not an answer an org gives; never use any of it.
 */
export type CallbackAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly mode: SignInMode; readonly problem: string }
  | GenuineAnswer;

interface Addressed {
  readonly mode: SignInMode;
  readonly state: string;
  readonly iss?: string;
}

export type GenuineAnswer =
  | (Addressed & { readonly kind: 'code'; readonly code: string })
  /** The user-agent flow's: all that a token answer has. */
  | (Addressed & { readonly kind: 'token'; readonly fields: Readonly<Record<string, string>> })
  | (Addressed & { readonly kind: 'refused'; readonly error: string; readonly description: string });

const statePattern = /^(popup|redirect)\.([0-9a-f]{32})$/;

/** Reads an answer's parameters. Never throws. */
export function parseCallbackAnswer(text: string): CallbackAnswer {
  const parameters = new URLSearchParams(text);
  const state = ourState(parameters);
  if (state === undefined) return { kind: 'none' };
  const mode: SignInMode = state.startsWith('popup.') ? 'popup' : 'redirect';
  const malformed = (problem: string): CallbackAnswer => ({ kind: 'malformed', mode, problem });

  const isToken = parameters.has('access_token');
  for (const name of isToken ? parameters.keys() : answerParameters) {
    if (parameters.getAll(name).length > 1) return malformed(`it has ${name} twice`);
  }
  if (!statePattern.test(state)) return malformed('its state was altered');
  if (/%(?![0-9a-f]{2})/i.test(text)) return malformed('it is not encoded as an address');

  const code = parameters.get('code');
  const error = parameters.get('error');
  const iss = parameters.get('iss');
  const addressed = { mode, state, ...(iss === null ? {} : { iss }) };
  if (Number(code !== null) + Number(error !== null) + Number(isToken) > 1)
    return malformed('it is two answers in one');
  if (error !== null) {
    if (!/^[\x20-\x7e]{1,200}$/.test(error)) return malformed('its error is unreadable');
    return {
      ...addressed,
      kind: 'refused',
      error,
      description: parameters.get('error_description') ?? '',
    };
  }
  if (isToken) return { ...addressed, kind: 'token', fields: Object.fromEntries(parameters) };
  if (code === null) return malformed('it has neither a code nor an error');
  if (!/^[\x21-\x7e]{1,4096}$/.test(code)) return malformed('its code is unreadable');
  return { ...addressed, kind: 'code', code };
}

/** The random part of a genuine `state`, which the OAuth engine knows it by. */
export function stateId(state: string): string {
  return statePattern.exec(state)?.[2] ?? '';
}
