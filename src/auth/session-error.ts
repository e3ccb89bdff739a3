import { SfError, type SfErrorCode } from '../errors/sf-error.ts';

/** Visitors end these themselves: the page goes back to where it was. */
const visitorCodes: ReadonlySet<string> = new Set(['SIGN_IN_DENIED', 'POPUP_BLOCKED', 'POPUP_CLOSED']);

/** True for an end that the visitor chose or can mend alone. */
export function isVisitorsChoice(error: SfError): boolean {
  return visitorCodes.has(error.code);
}

export function signInError(code: SfErrorCode, problem: string, remedy: string, cause?: unknown): SfError {
  return new SfError({ code, operation: 'Sign in', problem, remedy, cause });
}

export function popupBlocked(): SfError {
  return signInError(
    'POPUP_BLOCKED',
    'The browser blocked the sign-in window.',
    'Allow popups for this page and try again, or sign in without one: you leave this page and come back to it.',
  );
}

export function sessionExpired(cause?: unknown): SfError {
  return new SfError({
    code: 'SESSION_EXPIRED',
    operation: 'Renew the session',
    problem: 'Your Salesforce session has ended.',
    remedy: 'Connect again; what you typed is kept.',
    cause,
  });
}

export function notConnected(): SfError {
  return new SfError({
    code: 'NOT_CONNECTED',
    operation: 'Use the connection',
    problem: 'You are not connected to Salesforce.',
    remedy: 'Connect first.',
  });
}

/** The failure of loading the OAuth engine, a module beside this one. */
export function engineMissing(cause: unknown): SfError {
  return signInError(
    'NETWORK',
    'A part of this page that signing in needs could not be loaded.',
    'Check the network and load the page again; its author can check that all files of the kit are on the server.',
    cause,
  );
}
