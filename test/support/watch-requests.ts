import type { Page, Request } from 'playwright-core';
import type { Site } from './open-site.ts';

export interface Ask {
  /** With its query. */
  readonly path: string;
  /** Of the answer. */
  readonly bytes: number;
}

/** What a page asked of its org from one moment on. */
export interface Traffic {
  /** Requests, without preflights. */
  readonly calls: number;
  readonly preflights: number;
  /** What was asked for, the parts of composite requests each by itself. */
  readonly asks: readonly Ask[];
  /** How many of the calls waited for one another, at the longest. */
  readonly roundTrips: number;
}

/** Milliseconds without a request after which a page has asked all that it asks by itself. */
const quiet = 700;

/** Counts what a page asks of its org from now on, until it is quiet. */
export class RequestWatch {
  readonly #page: Page;
  readonly #site: Site;
  readonly #paths: RegExp;
  readonly #firstLogged: number;
  readonly #requests: Request[] = [];
  readonly #underWay = new Set<Request>();
  #answers = 0;
  #latest = performance.now();

  /** @param paths which requests count; by default those to the REST API */
  constructor(page: Page, site: Site, paths = /^\/services\/data\//) {
    this.#page = page;
    this.#site = site;
    this.#paths = paths;
    this.#firstLogged = site.org.requests().length;
    page.on('request', this.#begin);
    page.on('requestfinished', this.#end);
    page.on('requestfailed', this.#end);
  }

  /** Requests so far, without preflights. */
  get calls(): number {
    return this.#requests.length;
  }

  /** How many of them are through, well or not. */
  get answers(): number {
    return this.#answers;
  }

  /** Resolves once the page has asked something and asks nothing more, with all that it asked. */
  async whenQuiet(): Promise<Traffic> {
    while (this.calls === 0 || this.#underWay.size > 0 || performance.now() - this.#latest < quiet) {
      await this.#page.waitForTimeout(50);
    }
    this.#page.off('request', this.#begin);
    const logged = this.#site.org.requests().slice(this.#firstLogged);
    const asks = await Promise.all(this.#requests.map(asksOf));
    return {
      calls: this.calls,
      preflights: logged.filter(({ method, path }) => method === 'OPTIONS' && this.#paths.test(path)).length,
      asks: asks.flat(),
      roundTrips: longestChain(await this.#spans()),
    };
  }

  readonly #begin = (request: Request): void => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== this.#site.org.url || !this.#paths.test(pathname)) return;
    this.#requests.push(request);
    this.#underWay.add(request);
    this.#latest = performance.now();
  };

  readonly #end = (request: Request): void => {
    if (!this.#underWay.delete(request)) return;
    this.#answers += 1;
    this.#latest = performance.now();
  };

  /** By the page's own clock, on which a request begins with its preflight. */
  #spans(): Promise<Span[]> {
    const urls = this.#requests.map((request) => request.url());
    return this.#page.evaluate((counted) => {
      const entries = performance.getEntriesByType('resource').filter(({ name }) => counted.includes(name));
      return entries.map(({ startTime, duration }) => ({ started: startTime, ended: startTime + duration }));
    }, urls);
  }
}

interface Span {
  readonly started: number;
  readonly ended: number;
}

/** How many spans the longest row has in which each began when the one before was over. */
function longestChain(spans: readonly Span[]): number {
  let length = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const { started, ended } of spans.toSorted((one, other) => one.ended - other.ended)) {
    if (started < free) continue;
    length += 1;
    free = ended;
  }
  return length;
}

/** What was asked for by one request, and the size of each answer. */
async function asksOf(request: Request): Promise<Ask[]> {
  const { pathname, search } = new URL(request.url());
  const response = await request.response();
  const body = response?.ok() ? await response.body() : Buffer.of();
  if (!pathname.endsWith('/composite')) return [{ path: pathname + search, bytes: body.length }];
  const asked = request.postDataJSON() as { compositeRequest: { url: string }[] };
  const answered = JSON.parse(body.toString() || '{}') as { compositeResponse?: { body: unknown }[] };
  return asked.compositeRequest.map(({ url }, index) => {
    const body = answered.compositeResponse?.[index]?.body;
    return { path: url, bytes: body ? Buffer.byteLength(JSON.stringify(body)) : 0 };
  });
}

/** Bytes of answers, before any compression. */
export function bytesOf(asks: readonly Ask[]): number {
  return asks.reduce((total, { bytes }) => total + bytes, 0);
}

export function isDescribe({ path }: Ask): boolean {
  return path.endsWith('/describe');
}
