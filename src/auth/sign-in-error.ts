import type { SfError } from '../errors/sf-error.ts';
import { signInError } from './session-error.ts';

export function popupClosed(): SfError {
  return signInError(
    'POPUP_CLOSED',
    'The sign-in window was closed before the sign-in was finished.',
    'Connect again, or finish in that window if it is still open.',
  );
}

export function answerRefused(problem: string): SfError {
  return signInError(
    'SIGN_IN_FAILED',
    `The sign-in answer was not used: ${problem}.`,
    'Connect again; an answer counts once, and for ten minutes.',
  );
}
