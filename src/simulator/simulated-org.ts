import type { SObjectDescribe } from '../api/types.ts';
import { errors } from './http/answers.ts';
import { answerAcrossOrigins, CorsAllowlist } from './http/cors.ts';
import { maintenancePage } from './http/page.ts';
import { type LoggedRequest, RequestLog } from './http/request-log.ts';
import { refuseOversize } from './http/request-size.ts';
import { Grants } from './oauth/grants.ts';
import { IdTokens } from './oauth/id-tokens.ts';
import { defaultOAuthSettings } from './oauth/oauth-settings.ts';
import { openSession, type Session } from './oauth/session.ts';
import { checkSites, defaultSites, siteAt } from './oauth/sites.ts';
import type { OAuthClient, OrgContext, Site } from './org-context.ts';
import { createResources } from './resources.ts';
import { createSchema } from './schema/schema.ts';
import { seedOrg } from './seed/seed.ts';
import { SqliteDatabase, type SqlJsLoader } from './store/database.ts';
import { makeId } from './store/ids.ts';
import { RecentRecords } from './store/recent-records.ts';
import { RecordStore } from './store/record-store.ts';
import { addMissingColumns, createIndexes, createTable } from './store/tables.ts';

export type { LoggedRequest } from './http/request-log.ts';
export { seedPassword } from './oauth/pages.ts';
export type { Session } from './oauth/session.ts';
export type { OAuthClient, Site } from './org-context.ts';

export interface SimulatedOrgOptions {
  /** The org's own base URL; it may carry a path. Default `http://localhost:4100`. */
  origin?: string;
  /** CORS allowlist: `https://*.example.com`, `http://localhost:4000`. Default none. */
  allowedOrigins?: readonly string[];
  /** Another seed, another set of records. Default 1. */
  seed?: number;
  /** `small`: 50 accounts, 200 contacts. `full` (default): 400 accounts, 5,200 contacts. */
  scale?: 'small' | 'full';
  now?: () => Date;
  /** Rows of a query page. Default 2,000. */
  pageSize?: number;
  /** Clients beside `simulated-client`, which may be answered at any http URL of localhost and 127.0.0.1. */
  clients?: readonly OAuthClient[];
  /** Experience Cloud sites to sign in at. Default one at `/customers`. */
  sites?: readonly Site[];
  /** How to load SQLite where the default import of sql.js does not suit. */
  sqlJs?: SqlJsLoader;
}

export const builtInClient: OAuthClient = {
  clientId: 'simulated-client',
  name: 'Simulated Client',
  redirectUris: ['http://localhost', 'http://127.0.0.1'],
};

/** Who signs in where nobody else is named: the administrator. Everybody's password is `seedPassword`. */
export const seedUsername = 'ada@northwind.example';

const defaultOrigin = 'http://localhost:4100';
/** A Salesforce org in memory: it answers what a browser would send to the real one. */
export class SimulatedOrg {
  readonly #context: OrgContext;
  readonly #resources = createResources();
  readonly #requestLog = new RequestLog();
  #origin: string;
  #down = false;
  #latency: { milliseconds: number; paths: RegExp | undefined } = { milliseconds: 0, paths: undefined };
  #schemaChanged: Date;

  private constructor(options: SimulatedOrgOptions, database: SqliteDatabase) {
    const now = options.now ?? (() => new Date());
    this.#origin = (options.origin ?? defaultOrigin).replace(/\/$/, '');
    this.#schemaChanged = now();
    const organizationId = makeId('00D', 1);
    const oauth = defaultOAuthSettings();
    this.#context = {
      origin: () => this.#origin,
      now,
      store: new RecordStore(database, createSchema(this.#origin), now),
      recentRecords: new RecentRecords(),
      sites: checkSites(options.sites ?? defaultSites),
      site: undefined,
      oauth,
      grants: new Grants(organizationId, now, oauth),
      idTokens: new IdTokens(),
      cors: new CorsAllowlist(options.allowedOrigins),
      clients: [builtInClient, ...(options.clients ?? [])],
      organizationId,
      pageSize: options.pageSize ?? 2_000,
      schemaChanged: () => this.#schemaChanged,
      bulk: { rowsPerPoll: 10_000_000 },
      apiUsage: { calls: 0 },
    };
  }

  /** Starts an org with its schema and seed data. */
  static async create(options: SimulatedOrgOptions): Promise<SimulatedOrg> {
    const database = await SqliteDatabase.open(options.sqlJs);
    const org = new SimulatedOrg(options, database);
    const { store, now } = org.#context;
    const describes = store.schema.names().flatMap((name) => store.schema.get(name) ?? []);
    database.transaction(() => {
      for (const describe of describes) createTable(database, describe);
      seedOrg(store, { seed: options.seed ?? 1, scale: options.scale ?? 'full', now: now() });
      for (const describe of describes) createIndexes(database, describe);
    });
    return org;
  }

  get origin(): string {
    return this.#origin;
  }

  /** For hosts that learn their address only once they listen. */
  setOrigin(origin: string): void {
    const before = this.#origin;
    this.#origin = origin.replace(/\/$/, '');
    const { schema } = this.#context.store;
    for (const name of schema.names()) {
      const urls = schema.get(name)?.urls ?? {};
      for (const [key, url] of Object.entries(urls)) urls[key] = url.replace(before, this.#origin);
    }
  }

  get requestLog(): readonly LoggedRequest[] {
    return this.#requestLog.entries;
  }

  /** Answers a request as the org would. Never rejects. */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const base = new URL(`${this.#origin}/`).pathname.slice(0, -1);
    const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : '';
    const { milliseconds, paths } = this.#latency;
    if (milliseconds > 0 && (!paths || paths.test(path))) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
    const response = await this.#answer(request, path);
    this.#requestLog.add(request, path + url.search, response.status);
    if (request.method !== 'HEAD') return response;
    return new Response(null, { status: response.status, headers: response.headers });
  }

  /** A session without the login page. @param username of a seed user, the administrator by default */
  signIn(username = seedUsername): Session {
    return openSession(this.#context, username, builtInClient);
  }

  /** Every access token stops working; refresh tokens go on. */
  expireAccessTokens(): void {
    this.#context.grants.expireAccessTokens();
  }

  /** Every refresh token stops working, and the access tokens that came with them. */
  revokeRefreshTokens(): void {
    this.#context.grants.revokeAll();
  }

  /** Ends access tokens issued from now on after so many seconds, and says so as `expires_in`. Default: no end. */
  setTokenLifetime(seconds: number | undefined): void {
    this.#context.oauth.tokenLifetime = seconds;
  }

  /** What answers with an access token name as `instance_url`, by default the org's own URL. */
  setInstanceUrl(url: string | undefined): void {
    this.#context.oauth.instanceUrl = url;
  }

  /** Sets `Cross-Origin-Opener-Policy` on the login and consent pages, which cuts a popup off from its opener. */
  setOpenerPolicy(policy: 'same-origin' | undefined): void {
    this.#context.oauth.openerPolicy = policy;
  }

  /** Adds `iss` to authorization answers, and says so in openid-configuration (RFC 9207). Default: off. */
  setIssuerInAnswers(on: boolean): void {
    this.#context.oauth.issuerInAnswers = on;
  }

  /** Sends the next authorization request back to its redirect URI with this OAuth error. */
  refuseNextAuthorization(error: string, description: string): void {
    this.#context.oauth.nextAuthorization = { error, error_description: description };
  }

  /** Answers the next token request with this OAuth error, before any code or refresh token is spent. */
  refuseNextToken(error: string, description: string, status = 400): void {
    this.#context.oauth.nextToken = { error, error_description: description, status };
  }

  allowOrigin(origin: string): void {
    this.#context.cors.add(origin);
  }

  disallowOrigin(origin: string): void {
    this.#context.cors.remove(origin);
  }

  /** While down, the org answers everything with a maintenance page, without CORS headers. */
  setDown(down: boolean): void {
    this.#down = down;
  }

  /** Delays answers. @param paths only those whose path matches; a string is the source of a pattern */
  setLatency(milliseconds: number, paths?: RegExp | string): void {
    this.#latency = { milliseconds, paths: paths === undefined ? undefined : new RegExp(paths) };
  }

  /** Processes so many rows of a bulk job with each poll. Default: all of them, with the second poll. */
  setBulkPace(rowsPerPoll: number): void {
    this.#context.bulk.rowsPerPoll = rowsPerPoll;
  }

  /** Changes an object's metadata as an administrator would; new fields get a column. */
  editDescribe(objectName: string, edit: (describe: SObjectDescribe) => void): void {
    const { store, now } = this.#context;
    const describe = store.schema.get(objectName);
    if (!describe) throw new TypeError(`The simulated org has no object "${objectName}".`);
    edit(describe);
    addMissingColumns(store.database, describe);
    store.forgetColumns(describe.name);
    // Clients know the time of the last change to the second, so each change needs one of its own.
    this.#schemaChanged = new Date(Math.max(now().getTime(), this.#schemaChanged.getTime() + 1_000));
  }

  close(): void {
    this.#context.store.database.close();
  }

  async #answer(request: Request, wholePath: string): Promise<Response> {
    if (this.#down) return maintenancePage();
    const oversize = refuseOversize(request);
    if (oversize) return oversize;
    const { site, path } = siteAt(wholePath, this.#context.sites);
    const org = { ...this.#context, site };
    return answerAcrossOrigins(request, path, this.#origin, org.cors, () =>
      this.#resourceOrFailure(request, path, org),
    );
  }

  async #resourceOrFailure(request: Request, path: string, org: OrgContext): Promise<Response> {
    try {
      return await this.#resources(request, path, org);
    } catch (error) {
      console.warn('The simulated org failed on', request.method, path, error);
      return errors(500, [{ message: 'An unexpected error occurred.', errorCode: 'UNKNOWN_EXCEPTION' }]);
    }
  }
}

/** A Salesforce org in memory, as a `fetch`-shaped handler. */
export function createSimulatedOrg(options: SimulatedOrgOptions = {}): Promise<SimulatedOrg> {
  return SimulatedOrg.create(options);
}
