import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection, RecordChange } from './connection.ts';
import type { ConnectionController } from './connection-controller.ts';

/** What an element wants to hear of. */
export interface ConnectionNews {
  /** A record was written on this page. */
  recordChanged?(change: RecordChange): void;
  /** An object's describe is another than it was. The name is in small letters. */
  describeChanged?(objectApiName: string): void;
}

/** Tells an element the news of its connection while it is in the page. */
export class ConnectionWatch implements ReactiveController {
  readonly #link: ConnectionController;
  readonly #news: ConnectionNews;
  #connection: Connection | undefined;
  #leave: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, link: ConnectionController, news: ConnectionNews) {
    this.#link = link;
    this.#news = news;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#follow(this.#link.connection);
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  #follow(connection: Connection | undefined): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    for (const leave of this.#leave) leave();
    this.#leave = connection ? this.#listen(connection) : [];
  }

  #listen(connection: Connection): (() => void)[] {
    return [
      connection.onRecordChange((change) => this.#news.recordChanged?.(change)),
      connection.onMetadataChange(({ kind, objectApiName = '' }) => {
        if (kind === 'describe') this.#news.describeChanged?.(objectApiName.toLowerCase());
      }),
    ];
  }
}
