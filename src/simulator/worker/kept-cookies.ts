import type { Cookies } from '../http/cookies.ts';

/** The browser's cookies for the org, which a service worker keeps itself: no request shows it any. */
export class KeptCookies implements Cookies {
  readonly #values: Map<string, string>;

  constructor(kept: readonly (readonly [name: string, value: string])[]) {
    this.#values = new Map(kept);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  kept(): [name: string, value: string][] {
    return [...this.#values];
  }
}
