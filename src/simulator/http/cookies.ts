/** The cookies that the asking browser keeps for the org. */
export interface Cookies {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

/** What is asked for outside of a request comes from no browser. */
export const noCookies: Cookies = { get: () => undefined, set: () => undefined };

/** Cookies as HTTP carries them, for as long as the browser runs. */
export class HeaderCookies implements Cookies {
  readonly #sent: readonly string[];
  readonly #path: string;
  readonly #set: string[] = [];

  /** @param path that of the org's base URL, with a slash at the end */
  constructor(request: Request, path: string) {
    this.#sent = (request.headers.get('cookie') ?? '').split(/;\s*/);
    this.#path = path;
  }

  get(name: string): string | undefined {
    const prefix = `${name}=`;
    return this.#sent.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  }

  set(name: string, value: string): void {
    this.#set.push(`${name}=${value}; Path=${this.#path}; HttpOnly; SameSite=Lax`);
  }

  /** Sends along what was set. */
  addTo(response: Response): Response {
    for (const cookie of this.#set) response.headers.append('set-cookie', cookie);
    return response;
  }
}
