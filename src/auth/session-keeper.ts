import { isSfError, SfError } from '../errors/sf-error.ts';
import type { OAuthContext } from './oauth-flow.ts';
import { pause } from './pause.ts';
import { isSameIdentity, type Session } from './session.ts';
import { sessionExpired } from './session-error.ts';
import { sessionKey, storageOf } from './session-key.ts';
import type { SessionNews } from './session-source.ts';
import { SessionStore } from './session-store.ts';
import { claimForThisPage, exclusively } from './tab-lock.ts';
import { listenToTabs, type TabListener, type TabMessage } from './tab-news.ts';
import { renewSession, revokeSession } from './token-requests.ts';
import type { AuthEnvironment } from './types.ts';
import { untilAborted } from './until-aborted.ts';

/** Milliseconds that a renewal may take to the last byte of its answer. */
const renewalTimeout = 30_000;

/**
 * Keeps a connection's session where its author chose, and at one in all tabs: `local` is shared by them all,
 * `session` belongs to one, `memory` to one page. Renews it, never twice at a time.
 */
export class SessionKeeper implements TabListener {
  readonly #context: OAuthContext;
  readonly #environment: AuthEnvironment;
  readonly #news: SessionNews;
  readonly #key: string;
  readonly #store: SessionStore | undefined;
  readonly #channel: BroadcastChannel | undefined;
  #current: Session | undefined;
  /** True while what is current is also stored. */
  #isStored = false;
  #claim: string | undefined;
  /** Renewals whose answer is still to come, also those given up for lost, by the access token they replace. */
  readonly #sent = new Map<string, Promise<Session>>();

  constructor(context: OAuthContext, environment: AuthEnvironment, news: SessionNews) {
    const { settings } = context;
    this.#context = context;
    this.#environment = environment;
    this.#news = news;
    this.#key = sessionKey(settings);
    this.#store = createStore(this.#key, context, environment);
    this.#channel = listenToTabs(environment, this.#key, this);
  }

  /** The session of an earlier page or another tab, where this one may use it. */
  async restore(): Promise<Session | undefined> {
    const { session, claim } = this.#store?.read() ?? {};
    if (!session) return undefined;
    if (!this.#isShared && !(claim && (await this.#take(claim)))) {
      // A duplicated tab: the tokens are the other one's, and a copy of them only a danger.
      const { top, self } = this.#environment.window;
      // A frame shares its storage with the page around it.
      if (top === self) this.#store?.clear();
      return undefined;
    }
    if (!this.#store?.read().session) return undefined;
    this.#current = session;
    this.#isStored = true;
    return session;
  }

  /** Takes a session that a sign-in or a renewal brought. */
  keep(session: Session): void {
    if (session === this.#current) return;
    this.#current = session;
    if (!this.#store) return;
    if (this.#context.settings.storage === 'session' && !this.#claim) void this.#take(crypto.randomUUID());
    this.#isStored = this.#store.write({ session, claim: this.#claim });
    // What stood there is spent now, and must not be tried by another tab.
    if (!this.#isStored && !this.#store.write({ isExpired: true })) this.#store.clear();
    this.#tell('kept', session);
  }

  /** A session in place of one that the org refused or that is about to end. */
  async renew(session: Session): Promise<Session> {
    if (!this.#isStored) return this.#send(session);
    return exclusively(this.#environment, this.#key, async () => {
      const kept = this.#kept();
      if (kept && !isSameGrant(kept, session)) return this.#takeOver(kept, session);
      if (kept || !this.#isShared) return this.#send(session);
      this.compare();
      throw sessionExpired();
    });
  }

  /** Forgets the session, here and in every tab, and ends its tokens. */
  async end(session = this.#kept()): Promise<void> {
    this.#forget();
    this.#store?.clear();
    this.#tell('ended', session);
    if (session) await this.revoke(session);
  }

  async revoke(session: Session): Promise<void> {
    if (this.#holds(session)) return;
    // The tokens are forgotten here either way; the org ends them by itself in time.
    await revokeSession(this.#context, session).catch(() => {});
  }

  async #send(session: Session): Promise<Session> {
    const { accessToken } = session.grant;
    // A second one beside it would spend the same refresh token twice.
    const sent =
      this.#sent.get(accessToken) ??
      renewSession(this.#context, session).finally(() => this.#sent.delete(accessToken));
    this.#sent.set(accessToken, sent);
    try {
      const renewed = await untilAborted(sent, AbortSignal.timeout(renewalTimeout));
      // Stored before anyone uses it; ended meanwhile, it is for the controller to revoke.
      if (this.#holds(session)) this.keep(renewed);
      return renewed;
    } catch (error) {
      if (!isSfError(error) || error.code !== 'SESSION_EXPIRED') {
        sent.then(
          (late) => this.#arriveLate(late, session),
          () => {},
        );
        throw isSfError(error) ? error : lost();
      }
      // Another tab may have been first; what it stored takes a moment to be seen here.
      if (this.#isStored) await pause(200);
      const kept = this.#kept();
      if (kept && !isSameGrant(kept, session)) return this.#takeOver(kept, session);
      if (this.#holds(session)) this.#expire(session);
      throw error;
    }
  }

  /** What the org did answer in the end is the only session it still knows. */
  #arriveLate(late: Session, before: Session): void {
    if (!this.#holds(before)) return;
    this.keep(late);
    this.#news.changed(late);
  }

  /** Uses what another tab stored; but never in place of another user's session. */
  #takeOver(kept: Session, session: Session): Session {
    this.#current = kept;
    if (isSameIdentity(kept, session)) return kept;
    this.#news.changed(kept);
    throw sessionExpired();
  }

  #expire(session: Session): void {
    this.#forget();
    this.#store?.write({ isExpired: true });
    this.#tell('kept', session);
  }

  /** By its token: each reading of the storage makes another object of the same session. */
  #holds(session: Session): boolean {
    return this.#current !== undefined && isSameGrant(this.#current, session);
  }

  #forget(): void {
    this.#current = undefined;
    this.#isStored = false;
  }

  #tell(type: TabMessage['type'], session: Session | undefined): void {
    const { userId, organizationId } = session ?? {};
    this.#channel?.postMessage({ type, userId, organizationId } satisfies TabMessage);
  }

  /** What another tab says. */
  heed(message: Partial<TabMessage> | null): void {
    const { type, userId, organizationId } = message ?? {};
    const mine = this.#current;
    if (this.#isShared) this.compare();
    else if (type === 'ended' && mine?.userId === userId && mine?.organizationId === organizationId)
      this.#leave(mine);
  }

  /** The same person signed out on this site; this tab's tokens are its own to end. */
  #leave(mine: Session | undefined): void {
    if (!mine?.userId) return;
    this.#forget();
    this.#store?.clear();
    this.#news.ended('disconnected');
    void this.revoke(mine);
  }

  /** Brings this tab to where the storage says that all are. */
  compare(): void {
    if (!this.#isShared) return;
    const { session, isExpired } = this.#store?.read() ?? {};
    if (session) {
      if (this.#holds(session)) return;
      this.#current = session;
      this.#isStored = true;
      this.#news.changed(session);
    } else if (this.#isStored || !this.#current) {
      this.#forget();
      this.#news.ended(isExpired ? 'expired' : 'disconnected');
    }
  }

  get #isShared(): boolean {
    return this.#context.settings.storage === 'local';
  }

  /** What is stored, unless another connection of this tab has put its own there. */
  #kept(): Session | undefined {
    const { session, claim } = this.#store?.read() ?? {};
    return claim === this.#claim ? session : undefined;
  }

  /** Makes the session this tab's own. False where it is another's. */
  async #take(claim: string): Promise<boolean> {
    this.#claim = claim;
    const { locks } = this.#environment;
    const isMine = locks !== undefined && (await claimForThisPage(locks, `${this.#key}:${claim}`));
    if (!isMine) this.#claim = undefined;
    return isMine;
  }
}

/** Without locks nobody can tell a tab from its duplicate, so its session ends with the page. */
function createStore(
  key: string,
  { settings }: OAuthContext,
  environment: AuthEnvironment,
): SessionStore | undefined {
  if (settings.storage === 'session' && !environment.locks) return undefined;
  if (settings.storage === 'memory') return undefined;
  return new SessionStore(() => storageOf(settings, environment), key, settings);
}

function isSameGrant(a: Session, b: Session): boolean {
  return a.grant.accessToken === b.grant.accessToken;
}

function lost(): SfError {
  return new SfError({
    code: 'NETWORK',
    operation: 'Renew the session',
    problem: 'The org did not answer in time.',
    remedy: 'Check the network and try again.',
  });
}
