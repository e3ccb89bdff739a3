export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** 0 where the client got no answer. */
  readonly status: number;
  readonly origin: string | null;
  /** Bytes of the body that came. */
  readonly requestBytes: number;
  /** Bytes of the body that went. */
  readonly responseBytes: number;
  /** When the request had come and when it was answered: milliseconds on the clock of `performance.now()`. */
  readonly started: number;
  readonly ended: number;
}

const keptEntries = 5_000;

async function bytesOf(message: Request | Response): Promise<number> {
  return message.body ? (await message.clone().arrayBuffer()).byteLength : 0;
}

/** The latest requests to an org, in the order in which they were answered. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  /**
   * Notes that a request has come. What it gives adds the entry once there is an answer.
   * Its `path` is as seen from the org's base URL, with its query.
   */
  open(request: Request): (path: string, response: Response) => Promise<void> {
    const { method, headers } = request;
    const started = performance.now();
    const requestBytes = bytesOf(request);
    return async (path, response) => {
      this.entries.push({
        method,
        path,
        status: response.status,
        origin: headers.get('origin'),
        requestBytes: await requestBytes,
        responseBytes: await bytesOf(response),
        started,
        ended: performance.now(),
      });
      if (this.entries.length > keptEntries) this.entries.shift();
    };
  }
}
