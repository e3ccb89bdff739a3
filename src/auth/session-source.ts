import type { Session } from './session.ts';
import type { ConnectOptions } from './types.ts';

/** One way to a session. `AuthController` holds the session and its state; a source only knows how to get one. */
export interface SessionSource {
  /**
   * What can be had without a click. Nothing when there is nothing to do; else the attempt, and whatever must
   * happen before any request (cleaning the address) has happened by the time this returns.
   */
  start(): Promise<Session | undefined> | undefined;
  /** Loads what `connect` will need. */
  preload(): void;
  /** Signs in. Opens its popup before it returns. Nothing if the wait ended without an outcome. */
  connect(options: ConnectOptions): Promise<Session | undefined>;
  /** Brings a running sign-in back to the visitor's eye. */
  focus(): void;
  /** The controller has taken a session that a sign-in brought: it may be kept and told to other tabs. */
  keep(session: Session): void;
  /**
   * A new session of the same user in place of one the org refused, what the answer left out taken over from it.
   * Rejects with `SESSION_EXPIRED` when there is none to be had.
   */
  refresh(session: Session): Promise<Session>;
  /** Ends whatever is under way. */
  cancel(): void;
  /** Makes a session's tokens worthless, as far as that can be done. Never rejects. */
  revoke(session: Session): Promise<void>;
  /** Ends a session that stood, in every tab. Never rejects. */
  end(session: Session | undefined): Promise<void>;
}

/** What a source tells its controller unasked. */
export interface SessionNews {
  /** The outcome of a sign-in whose visible wait has ended. */
  arriving(attempt: Promise<Session | undefined>): void;
  /** Another tab has signed in or renewed the session, or a renewal given up for lost has come after all. */
  changed(session: Session): void;
  /** Another tab has signed out, or found that the session cannot be renewed. */
  ended(as: 'disconnected' | 'expired'): void;
}
