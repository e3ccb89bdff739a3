import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection, RecordChange } from '../../connection/connection.ts';

interface Watched {
  readonly connection: () => Connection | undefined;
  /** API name of the object whose records matter, in any casing. */
  readonly objectApiName: () => string | undefined;
  readonly changed: () => void;
}

/** Hears of records of one object that are written elsewhere on the page, and remembers the new ones. */
export class RecordWatch implements ReactiveController {
  readonly #watched: Watched;
  readonly #created = new Set<string>();
  #connection: Connection | undefined;
  #leave: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, watched: Watched) {
    this.#watched = watched;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#follow(this.#watched.connection());
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  /** Which of these ids are new since the last time this was asked. */
  takeCreated(ids: readonly (string | undefined)[]): ReadonlySet<string> {
    const isNew = (id: string | undefined) => id !== undefined && this.#created.has(shortId(id));
    const taken = new Set(ids.filter(isNew).map(String));
    this.#created.clear();
    return taken;
  }

  #follow(connection: Connection | undefined): void {
    if (connection === this.#connection) return;
    this.#leave?.();
    this.#connection = connection;
    this.#leave = connection?.onRecordChange((change) => this.#hear(change));
  }

  #hear({ objectApiName, id, kind }: RecordChange): void {
    if (objectApiName.toLowerCase() !== this.#watched.objectApiName()?.toLowerCase()) return;
    if (kind === 'created') this.#created.add(shortId(id));
    this.#watched.changed();
  }
}

/** Ids have 15 or 18 characters; the last three only guard casing. */
function shortId(id: string): string {
  return id.slice(0, 15);
}
