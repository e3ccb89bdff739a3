export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  readonly origin: string | null;
}

const keptEntries = 5_000;

/** The latest requests to an org, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  /** @param path as seen from the org's base URL, with its query */
  add({ method, headers }: Request, path: string, status: number): void {
    this.entries.push({ method, path, status, origin: headers.get('origin') });
    if (this.entries.length > keptEntries) this.entries.shift();
  }
}
