import type { AuthorizationRequest } from './authorization-request.ts';
import { randomText } from './grants.ts';

interface Ticket {
  readonly request: AuthorizationRequest;
  /** The browser session a consent form was shown to; undefined for a login form. */
  readonly sid: string | undefined;
}

interface PendingCode extends AuthorizationRequest {
  readonly userId: string;
  readonly expires: number;
}

const codeLifetime = 15 * 60_000;

/** Sign-ins on their way: tickets of open pages, authorization codes, and the browsers that are logged in. */
export class SignIns {
  readonly #tickets = new Map<string, Ticket>();
  readonly #codes = new Map<string, PendingCode>();
  readonly #browsers = new Map<string, string>();

  /** A ticket that the next form post must carry; it works once, and for consent only in the session it was shown to. */
  open(request: AuthorizationRequest, sid?: string): string {
    const ticket = randomText(32);
    this.#tickets.set(ticket, { request, sid });
    return ticket;
  }

  take(ticket: string, sid?: string): AuthorizationRequest | undefined {
    const pending = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return pending?.sid === sid ? pending?.request : undefined;
  }

  /** A code for a consent; like the real ones it ends in characters that need URL encoding. */
  grantCode(request: AuthorizationRequest, userId: string, now: Date): string {
    const code = `aPrx${randomText(72)}==`;
    this.#codes.set(code, { ...request, userId, expires: now.getTime() + codeLifetime });
    return code;
  }

  /** What a code stands for, once. */
  redeem(code: string, now: Date): PendingCode | undefined {
    const pending = this.#codes.get(code);
    this.#codes.delete(code);
    return pending && pending.expires > now.getTime() ? pending : undefined;
  }

  /** Remembers that a browser is logged in; the answer is its session cookie's value. */
  logIn(userId: string): string {
    const sid = randomText(48);
    this.#browsers.set(sid, userId);
    return sid;
  }

  userOf(sid: string | undefined): string | undefined {
    return sid === undefined ? undefined : this.#browsers.get(sid);
  }

  logOut(sid: string | undefined): void {
    if (sid !== undefined) this.#browsers.delete(sid);
  }
}
