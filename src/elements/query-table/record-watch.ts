import type { ReactiveControllerHost } from 'lit';
import type { RecordChange } from '../../connection/connection.ts';
import type { ConnectionController } from '../../connection/connection-controller.ts';
import { ConnectionWatch } from '../../connection/connection-watch.ts';
import { shortId } from '../changed-record.ts';
import type { SentValues } from './changed-rows.ts';

export interface WatchOptions {
  readonly link: ConnectionController;
  /** API name of the object whose records matter, in any casing. */
  readonly objectApiName: () => string | undefined;
  /** Takes the values that were sent to the rows that show them; true where there are any. */
  readonly apply: (sent: SentValues) => boolean;
  /** Asks the org again. */
  readonly refresh: () => Promise<void>;
  /** An object's describe is another than it was. */
  readonly describeChanged: () => void;
}

/** Hears of records that are written elsewhere on the page, and remembers the new ones of the table's object. */
export class RecordWatch {
  readonly #options: WatchOptions;
  readonly #created = new Set<string>();
  #changes: RecordChange[] = [];
  #isDue = false;
  #isRefreshing = false;

  constructor(host: ReactiveControllerHost, options: WatchOptions) {
    this.#options = options;
    new ConnectionWatch(host, options.link, {
      recordChanged: (change) => this.#hear(change),
      describeChanged: () => options.describeChanged(),
    });
  }

  /** Which of these ids are new since the last time this was asked. */
  takeCreated(ids: readonly (string | undefined)[]): ReadonlySet<string> {
    const isNew = (id: string | undefined) => id !== undefined && this.#created.has(shortId(id));
    const taken = new Set(ids.filter(isNew).map(String));
    this.#created.clear();
    return taken;
  }

  #hear(change: RecordChange): void {
    if (this.#isOwn(change) && change.kind === 'created') this.#created.add(shortId(change.id));
    this.#changes.push(change);
    if (this.#changes.length === 1) queueMicrotask(() => this.#apply());
  }

  /** Those of one moment together: a collection of them can be written at once. */
  #apply(): void {
    const changes = this.#changes;
    this.#changes = [];
    const sent = new Map<string, Readonly<Record<string, unknown>>>();
    for (const { id, fields } of changes) sent.set(shortId(id), { ...sent.get(shortId(id)), ...fields });
    const isShown = this.#options.apply(sent);
    if (isShown || changes.some((change) => this.#isOwn(change))) void this.#refresh();
  }

  /** One query for the changes of a moment, and one more for those that come while it is under way. */
  async #refresh(): Promise<void> {
    this.#isDue = true;
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    // What is told of in one task is one moment.
    await new Promise((resolve) => setTimeout(resolve));
    while (this.#isDue) {
      this.#isDue = false;
      await this.#options.refresh();
    }
    this.#isRefreshing = false;
  }

  #isOwn({ objectApiName }: RecordChange): boolean {
    return objectApiName.toLowerCase() === this.#options.objectApiName()?.toLowerCase();
  }
}
