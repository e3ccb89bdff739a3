import type { FieldValue } from '../api/types.ts';
import { completeEnvironment } from '../auth/environment.ts';
import type { AuthConfig, AuthEnvironment } from '../auth/types.ts';
import type { ConnectionState } from './connection-state.ts';

/** Where the drafts of a connection are kept: the session storage of this tab, under a prefix of their own. */
export interface DraftShelf {
  readonly prefix: string;
  readonly environment: Pick<AuthEnvironment, 'sessionStorage' | 'now'>;
}

/** What is typed in one form. */
export interface StoredDraft {
  readonly fields: readonly DraftField[];
  /** True where a save was sent and its answer is unknown. */
  readonly isUncertain: boolean;
}

/** What is typed in one field, and how it was understood then: a wire value, or why it is none. */
export interface DraftField {
  /** API name. */
  readonly name: string;
  /** As it stood in the control. */
  readonly text: string;
  readonly value?: FieldValue | undefined;
  readonly error?: string | undefined;
}

/** The part of a `Connection` that drafts belong to. */
export interface DraftOwner {
  readonly drafts: DraftShelf;
  readonly state: ConnectionState;
}

/** Milliseconds in which a draft is handed out. */
export const draftLifetime = 24 * 60 * 60_000;

/** The shelf of all connections to this login URL with this client id. */
export function draftShelf(
  { loginUrl, clientId }: AuthConfig,
  environment: Partial<AuthEnvironment>,
): DraftShelf {
  return {
    prefix: `sf-elements:draft:${JSON.stringify([loginUrl, clientId])}`,
    environment: completeEnvironment(environment),
  };
}

/** Drops every draft on the shelf, of whichever form, or those whose stored text calls for it. */
export function clearDrafts(
  { prefix, environment }: DraftShelf,
  isDue: (stored: string | null) => boolean = () => true,
): void {
  quietly(() => {
    const { sessionStorage } = environment;
    for (let index = sessionStorage.length; index--; ) {
      const key = sessionStorage.key(index);
      if (key?.startsWith(prefix) && isDue(sessionStorage.getItem(key))) sessionStorage.removeItem(key);
    }
  });
}

/**
 * Keeps the draft of a form, which has a name of its own in this site, for the connected user. Where the user is
 * not known, or the storage is blocked or full, nothing is kept.
 */
export function keepDraft({ drafts, state }: DraftOwner, form: string, draft: StoredDraft): void {
  const owner = ownerOf(state);
  if (!owner) return;
  const { environment } = drafts;
  const stored = JSON.stringify({ ...draft, owner, time: environment.now() });
  quietly(() => environment.sessionStorage.setItem(drafts.prefix + form, stored));
}

/** The draft of a form, if the connected user typed it within the last day. One of somebody else is dropped. */
export function findDraft({ drafts, state }: DraftOwner, form: string): StoredDraft | undefined {
  const owner = ownerOf(state);
  if (!owner) return undefined;
  const { environment } = drafts;
  const oldest = environment.now() - draftLifetime;
  clearDrafts(drafts, (stored) => !(Number(parse(stored)?.time) > oldest));
  return quietly(() => {
    const found = parse(environment.sessionStorage.getItem(drafts.prefix + form));
    if (found?.owner === owner) return readDraft(found);
    dropDraft(drafts, form);
    return undefined;
  });
}

export function dropDraft({ prefix, environment }: DraftShelf, form: string): void {
  quietly(() => environment.sessionStorage.removeItem(prefix + form));
}

/** Both ids: a user who is not known cannot be told from the next. */
function ownerOf({ userId, org }: ConnectionState): string | undefined {
  return userId && org?.id && `${org.id}/${userId}`;
}

/** Storage may be blocked or full at any time: then it goes without. */
function quietly<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

type Stored = Partial<Record<keyof StoredDraft | 'owner' | 'time', unknown>>;

function parse(stored: string | null): Stored | undefined {
  // What is no JSON throws; `null` has no properties to ask for.
  return quietly(() => JSON.parse(stored ?? '') ?? undefined);
}

function readDraft({ fields, isUncertain }: Stored): StoredDraft {
  const known = (Array.isArray(fields) ? fields : []).filter(isDraftField);
  return { fields: known, isUncertain: isUncertain === true };
}

function isDraftField(field: Partial<DraftField> | null): field is DraftField {
  const { name, text, value, error } = field ?? {};
  const isReading = error === undefined ? !isObject(value) : typeof error === 'string';
  return typeof name === 'string' && typeof text === 'string' && isReading;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
