import { createHash } from 'node:crypto';
import type { BrowserContext, Page, Request, Response } from 'playwright-core';
import { keepEvents, readPage } from './read-page.ts';

export type Kind = 'access token' | 'refresh token' | 'code' | 'verifier';

/** Names under which secrets travel, in addresses, forms and answers. */
const travelling: Readonly<Record<string, Kind>> = {
  access_token: 'access token',
  refresh_token: 'refresh token',
  code: 'code',
  code_verifier: 'verifier',
};

export interface Leak {
  readonly kind: Kind;
  readonly place: string;
}

/** Where a page's author lets the session be kept. */
export type TokenPlace = 'memory' | 'session' | 'local';

type Finding = readonly [place: string, text: string];

/**
 * Knows every code, token and verifier that a browser profile's traffic brought, and looks for them wherever a
 * page, its scripts, its server or its visitor could come upon them.
 */
export class SecretWatch {
  readonly #context: BrowserContext;
  readonly #siteUrl: string;
  readonly #secrets = new Map<string, Kind>();
  readonly #challenges = new Set<string>();
  /** Codes that were sent to the org's token endpoint. */
  readonly #spent = new Set<string>();
  readonly #heard: Finding[] = [];
  readonly #underWay = new Set<Promise<unknown>>();

  private constructor(page: Page) {
    this.#context = page.context();
    this.#siteUrl = new URL(page.url()).origin;
    this.#context.on('request', (request) => this.#hearRequest(request));
    this.#context.on('response', (response) => this.#await(this.#hearAnswer(response)));
    this.#context.on('console', (message) => this.#heard.push(['console', message.text()]));
    this.#context.on('weberror', (error) => {
      const { message, stack } = error.error();
      this.#heard.push(['uncaught error', `${message} ${stack}`]);
    });
  }

  /** From the page's next load on. */
  static async over(page: Page): Promise<SecretWatch> {
    await page.context().addInitScript(keepEvents);
    return new SecretWatch(page);
  }

  /** What kinds of secrets have occurred. */
  get kinds(): ReadonlySet<Kind> {
    return new Set(this.#secrets.values());
  }

  /** The latest secret of a kind. */
  latest(kind: Kind): string {
    const found = [...this.#secrets].findLast((entry) => entry[1] === kind)?.[0];
    if (found === undefined) throw new Error(`No ${kind} has occurred.`);
    return found;
  }

  /** What was found where it must not be, in all open pages of the site. */
  async scan(storage: TokenPlace = 'memory'): Promise<Leak[]> {
    await Promise.all(this.#underWay);
    const pages = this.#context.pages().filter((page) => page.url().startsWith(`${this.#siteUrl}/`));
    const read = await Promise.all(pages.map((page) => this.#readAll(page)));
    const leaks = [...this.#heard, ...read.flat()].flatMap((finding) => this.#leaksIn(finding));
    const unwanted = leaks.filter(
      ({ kind, place, secret }) => !this.#isAllowed(kind, place, secret, storage),
    );
    const named = new Map(unwanted.map(({ kind, place }) => [`${kind} in ${place}`, { kind, place }]));
    return [...named.values()];
  }

  /** True where the storage holds what its author let it hold: a scan that allows it sees it there too. */
  async isKept(page: Page): Promise<{ session: boolean; local: boolean }> {
    const kept = await page.evaluate(() => ({
      session: JSON.stringify({ ...sessionStorage }),
      local: JSON.stringify({ ...localStorage }),
    }));
    const token = this.latest('access token');
    return { session: kept.session.includes(token), local: kept.local.includes(token) };
  }

  async #readAll(page: Page): Promise<Finding[]> {
    const session = await this.#context.newCDPSession(page);
    const { entries } = await session.send('Page.getNavigationHistory');
    await session.detach();
    const history = entries.map(({ url, userTypedURL, title }) => `${url} ${userTypedURL} ${title}`);
    return [['history', history.join('\n')], ...(await page.evaluate(readPage))];
  }

  #leaksIn([place, text]: Finding): (Leak & { secret: string })[] {
    const plain = text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    const known = [...this.#secrets].filter(([secret]) => text.includes(secret) || plain.includes(secret));
    // One that was never sent is known only by what was told of it.
    const unsent = (text.match(/[\w.~-]{43,128}/g) ?? []).filter((run) => this.#challenges.has(sha256(run)));
    const found = [...known, ...unsent.map((secret) => [secret, 'verifier'] as const)];
    return found.map(([secret, kind]) => ({ kind, place, secret }));
  }

  #isAllowed(kind: Kind, place: string, secret: string, storage: TokenPlace): boolean {
    if (kind === 'code') {
      // The site's server was sent it with the page, and is told once more by what belongs to that page.
      const isOnArrival = place === 'navigation entry' || place === 'Referer to the site itself';
      return isOnArrival && this.#spent.has(secret);
    }
    return kind !== 'verifier' && place === `${storage}Storage`;
  }

  #hearRequest(request: Request): void {
    const url = new URL(request.url());
    const form = new URLSearchParams(request.postData() ?? '');
    const { searchParams } = url;
    for (const parameters of [searchParams, new URLSearchParams(url.hash.slice(1)), form])
      this.#learn(parameters);
    const challenge = searchParams.get('code_challenge');
    if (challenge) this.#challenges.add(challenge);
    const code = form.get('code');
    if (code) this.#spent.add(code);
    const isAnswer = request.isNavigationRequest() && request.redirectedFrom() !== null;
    if (!isAnswer) this.#heard.push(['address of a request', request.url()]);
    const receiver = url.origin === this.#siteUrl ? 'the site itself' : 'another site';
    this.#await(
      request
        .headerValue('referer')
        .then((referer) => this.#heard.push([`Referer to ${receiver}`, referer ?? ''])),
    );
  }

  async #hearAnswer(response: Response): Promise<void> {
    const location = response.headers().location;
    if (location) {
      const { searchParams, hash } = new URL(location, response.url());
      for (const parameters of [searchParams, new URLSearchParams(hash.slice(1))]) this.#learn(parameters);
    }
    if (!response.url().endsWith('/services/oauth2/token') || !response.ok()) return;
    this.#learn(new URLSearchParams((await response.json()) as Record<string, string>));
  }

  #learn(parameters: URLSearchParams): void {
    for (const [name, kind] of Object.entries(travelling)) {
      const value = parameters.get(name);
      if (value) this.#secrets.set(value, kind);
    }
  }

  /** A page may close while it is asked. */
  #await(work: Promise<unknown>): void {
    this.#underWay.add(work.catch(() => undefined));
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
