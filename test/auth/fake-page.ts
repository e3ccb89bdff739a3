import type { AuthEnvironment } from '../../src/auth/types.ts';

/** A window another one opened: what its opener can see of it. */
export class FakePopup {
  url = 'about:blank';
  closed = false;
  focused = 0;
  readonly location = {
    replace: (url: string) => {
      this.url = url;
    },
  };

  focus(): void {
    this.focused++;
  }

  close(): void {
    this.closed = true;
  }
}

/**
 * A page as far as signing in touches it: an address with a history, storage of its own, popups it may open, and a
 * `fetch` that, like a browser's, sends the origin and fails where the answer does not allow it.
 */
export class FakePage {
  readonly popups: FakePopup[] = [];
  /** Every address that was put in the history's current place, oldest first. */
  readonly replaced: string[] = [];
  /** Where the page was sent, so that another one was loaded. */
  readonly left: string[] = [];
  /** Resolves when that happens. */
  readonly hasLeft: Promise<void>;
  /** Addresses asked by fetch, with what was in the address bar at that moment. */
  readonly requests: { readonly url: string; readonly method: string; readonly addressThen: string }[] = [];
  readonly storage: Storage;
  /** Shared by all tabs of the site. */
  readonly localStorage: Storage;
  /** What the page's author was told. */
  readonly warnings: string[] = [];
  readonly window: EventTarget & { opener: unknown; top: unknown; self: unknown; close: () => void };
  closed = false;
  blocksPopups = false;
  /** Milliseconds by which this page's clock is ahead. */
  ahead = 0;
  #address: URL;
  #leave!: (url: string) => void;

  constructor(
    address: string,
    {
      storage = new MemoryStorage(),
      localStorage = new MemoryStorage(),
      opener = null,
    }: FakePageOptions = {},
  ) {
    this.#address = new URL(address);
    this.storage = storage;
    this.localStorage = localStorage;
    this.hasLeft = new Promise((resolve) => {
      this.#leave = (url) => {
        this.left.push(url);
        resolve();
      };
    });
    const close = () => {
      this.closed = true;
    };
    this.window = Object.assign(new EventTarget(), {
      opener,
      top: null as unknown,
      self: null as unknown,
      close,
    });
    this.window.top = this.window.self = this.window;
  }

  get address(): string {
    return this.#address.href;
  }

  get environment(): AuthEnvironment {
    const { environment } = this.#parts;
    return environment;
  }

  /** The popup opened last. */
  get popup(): FakePopup {
    const popup = this.popups.at(-1);
    if (!popup) throw new Error('no popup was opened');
    return popup;
  }

  /** What a popup of this page has for an opener: messages reach this page with the popup as their source. */
  openerOf(popup: FakePopup): { postMessage(data: unknown, targetOrigin: string): void } {
    return {
      postMessage: (data, targetOrigin) => {
        if (targetOrigin === this.#address.origin) this.receive(data, this.#address.origin, popup);
      },
    };
  }

  /** Delivers a message from another window, a task later as browsers do. */
  receive(data: unknown, origin: string, source: unknown): void {
    setTimeout(() =>
      this.window.dispatchEvent(Object.assign(new Event('message'), { data, origin, source })),
    );
  }

  tokenRequests(): number {
    return this.requests.filter(({ url }) => url.endsWith('/services/oauth2/token')).length;
  }

  get #parts(): { environment: AuthEnvironment } {
    const page = this;
    const location = {
      get href() {
        return page.#address.href;
      },
      get origin() {
        return page.#address.origin;
      },
      get search() {
        return page.#address.search;
      },
      get hash() {
        return page.#address.hash;
      },
      assign: (url: string) => this.#leave(url),
      replace: (url: string) => {
        const next = new URL(url);
        const isHere = next.href.replace(/#.*/, '') === this.#address.href.replace(/#.*/, '');
        if (!isHere || !next.href.includes('#')) this.#leave(url);
        else this.#address = next;
      },
    };
    const history = {
      state: null,
      replaceState: (_state: unknown, _title: string, url: string) => {
        const next = new URL(url, this.#address);
        if (next.origin !== this.#address.origin) throw new DOMException('other origin', 'SecurityError');
        this.#address = next;
        this.replaced.push(next.href);
      },
    };
    const environment = {
      fetch: (input: RequestInfo | URL, init?: RequestInit) => this.#fetch(input, init),
      sessionStorage: this.storage,
      localStorage: this.localStorage,
      locks: navigator.locks,
      warn: (message: string) => this.warnings.push(message),
      location,
      history,
      open: () => {
        if (this.blocksPopups) return null;
        const popup = new FakePopup();
        this.popups.push(popup);
        return popup;
      },
      BroadcastChannel: IdleChannel,
      window: this.window,
      now: () => Date.now() + this.ahead,
    };
    return { environment: environment as unknown as AuthEnvironment };
  }

  async #fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers);
    const { origin } = this.#address;
    headers.set('origin', origin);
    this.requests.push({ url: String(input), method: init?.method ?? 'GET', addressThen: this.address });
    const response = await fetch(input, { ...init, headers });
    const allowed = response.headers.get('access-control-allow-origin');
    if (allowed !== origin && allowed !== '*') throw new TypeError('Failed to fetch');
    return response;
  }
}

/** One that does not keep the process alive: a page that is left closes its channels, and no test leaves its pages. */
class IdleChannel extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    (this as unknown as { unref(): void }).unref();
  }
}

interface FakePageOptions {
  /** That of the tab, where the page is not its first. */
  readonly storage?: Storage;
  readonly localStorage?: Storage;
  readonly opener?: unknown;
}

export class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
  }
}
