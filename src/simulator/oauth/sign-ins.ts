import type { Site } from '../org-context.ts';
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

/** Sign-ins on their way, as JSON can hold them. */
export interface KeptSignIns {
  readonly tickets: readonly (readonly [ticket: string, Ticket])[];
  readonly codes: readonly (readonly [code: string, PendingCode])[];
  readonly browsers: readonly (readonly [sid: string, userId: string])[];
}

/** Pages that wait for their form at once; the oldest is forgotten first. */
const openPages = 200;
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
    const [oldest] = this.#tickets.keys();
    if (this.#tickets.size > openPages && oldest !== undefined) this.#tickets.delete(oldest);
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

  kept(): KeptSignIns {
    return { tickets: [...this.#tickets], codes: [...this.#codes], browsers: [...this.#browsers] };
  }

  /** Takes up what `kept` gave. */
  restore({ tickets, codes, browsers }: KeptSignIns): void {
    for (const [ticket, pending] of tickets) this.#tickets.set(ticket, pending);
    for (const [code, pending] of codes) this.#codes.set(code, pending);
    for (const [sid, userId] of browsers) this.#browsers.set(sid, userId);
  }
}

/** A code, a ticket or a login counts only where it was given: at the org, or at one site. */
export class SignInPlaces {
  readonly #places = new Map<string, SignIns>();

  at(site: Site | undefined): SignIns {
    return this.#atPath(site?.path ?? '');
  }

  kept(): [path: string, KeptSignIns][] {
    return [...this.#places].map(([path, signIns]) => [path, signIns.kept()]);
  }

  /** Takes up what `kept` gave. */
  restore(places: readonly (readonly [path: string, KeptSignIns])[]): void {
    for (const [path, kept] of places) this.#atPath(path).restore(kept);
  }

  #atPath(path: string): SignIns {
    const signIns = this.#places.get(path) ?? new SignIns();
    this.#places.set(path, signIns);
    return signIns;
  }
}
