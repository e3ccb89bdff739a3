import type { FieldDescribe, SObjectDescribe } from '../api/types.ts';
import { createContext } from './create-context.ts';
import type { Fault } from './http/faults.ts';
import { openSession, type Session } from './oauth/session.ts';
import { builtInClient, defaultOrigin, type SimulatedOrgOptions, seedUsername } from './options.ts';
import type { OrgContext } from './org-context.ts';
import { keptState, type OrgState } from './org-state.ts';
import type { Profile } from './permissions/profile.ts';
import type { DuplicateResultKey } from './records/duplicates.ts';
import type { SqliteDatabase } from './store/database.ts';
import { keepDescribe } from './store/kept.ts';
import { addMissingColumns } from './store/tables.ts';
import type { WriteLog } from './store/write-log.ts';

/** What can be changed about a simulated org while it runs. */
export abstract class OrgSwitches {
  protected readonly context: OrgContext;
  #origin: string;
  #schemaChanged: Date;
  #closed = false;

  protected constructor(options: SimulatedOrgOptions, database: SqliteDatabase) {
    const clock = options.now ?? (() => new Date());
    this.#origin = (options.origin ?? defaultOrigin).replace(/\/$/, '');
    this.#schemaChanged = clock();
    this.context = createContext(options, database, {
      clock,
      origin: () => this.#origin,
      schemaChanged: () => this.#schemaChanged,
    });
  }

  get origin(): string {
    return this.#origin;
  }

  /** For hosts that learn their address only once they listen. */
  setOrigin(origin: string): void {
    const before = this.#origin;
    this.#origin = origin.replace(/\/$/, '');
    const { schema } = this.context.store;
    for (const name of schema.names()) {
      const urls = schema.get(name)?.urls ?? {};
      for (const [key, url] of Object.entries(urls)) urls[key] = url.replace(before, this.#origin);
    }
  }

  /** A session without the login page. @param username of a seed user, the administrator by default */
  signIn(username = seedUsername): Session {
    return openSession(this.context, username, builtInClient);
  }

  /** Every access token stops working; refresh tokens go on. */
  expireAccessTokens(): void {
    this.context.grants.expireAccessTokens();
  }

  /** Every refresh token stops working, and the access tokens that came with them. */
  revokeRefreshTokens(): void {
    this.context.grants.revokeAll();
  }

  /** Ends access tokens issued from now on after so many seconds, and says so as `expires_in`. Default: no end. */
  setTokenLifetime(seconds: number | undefined): void {
    this.context.oauth.tokenLifetime = seconds;
  }

  /** Ends access tokens that were not used for so many seconds, as Setup > Session Settings does. Default: never. */
  setSessionTimeout(seconds: number | undefined): void {
    this.context.oauth.sessionTimeout = seconds;
  }

  /** What answers with an access token name as `instance_url`, by default the org's own URL. */
  setInstanceUrl(url: string | undefined): void {
    this.context.oauth.instanceUrl = url;
  }

  /** Sets `Cross-Origin-Opener-Policy` on the login and consent pages, which cuts a popup off from its opener. */
  setOpenerPolicy(policy: 'same-origin' | undefined): void {
    this.context.oauth.openerPolicy = policy;
  }

  /** Adds `iss` to authorization answers, and says so in openid-configuration (RFC 9207). Default: off. */
  setIssuerInAnswers(on: boolean): void {
    this.context.oauth.issuerInAnswers = on;
  }

  /** Sends the next authorization request back to its redirect URI with this OAuth error. */
  refuseNextAuthorization(error: string, description: string): void {
    this.context.oauth.nextAuthorization = { error, error_description: description };
  }

  /** Answers the next token request with this OAuth error, before any code or refresh token is spent. */
  refuseNextToken(error: string, description: string, status = 400): void {
    this.context.oauth.nextToken = { error, error_description: description, status };
  }

  allowOrigin(origin: string): void {
    this.context.cors.allowlist.add(origin);
  }

  disallowOrigin(origin: string): void {
    this.context.cors.allowlist.remove(origin);
  }

  /** Lets pages of other origins read these headers of answers. Default none, as nothing shows that the org does. */
  setExposedHeaders(names: readonly string[]): void {
    this.context.cors.exposedHeaders = names;
  }

  /** Refuses preflights that ask for one of these headers. Default none. */
  setForbiddenHeaders(names: readonly string[]): void {
    this.context.cors.forbiddenHeaders = names.map((name) => name.toLowerCase());
  }

  /** While down, the org answers everything with a maintenance page, without CORS headers. */
  setDown(down: boolean): void {
    this.context.network.down = down;
  }

  /** Delays answers. @param paths only those whose path and query match; a string is the source of a pattern */
  setLatency(milliseconds: number, paths?: RegExp | string): void {
    this.context.network.latency = {
      milliseconds,
      paths: paths === undefined ? undefined : new RegExp(paths),
    };
  }

  /** Limits the API calls of a day. Default 15,000. @param used how many of them are gone; by default those made so far */
  setDailyLimit(max: number, used = this.context.apiUsage.used): void {
    Object.assign(this.context.apiUsage, { max, used });
  }

  /** No query has a next page any more. */
  expireCursors(): void {
    this.context.cursors.clear();
  }

  /** Sets the org's clock ahead, or back where negative: of all that it dates, and of the lives of tokens and cursors. */
  setClockSkew(milliseconds: number): void {
    this.context.network.clockSkew = milliseconds;
  }

  /** Processes so many rows of a bulk job with each poll but the first. Default 10,000, a batch of the real service. */
  setBulkPace(rowsPerPoll: number): void {
    this.context.bulk.rowsPerPoll = rowsPerPoll;
  }

  /** Gives the results of bulk query jobs in pages of so many rows. Default 100,000. */
  setBulkPageSize(rowsPerPage: number): void {
    this.context.bulk.rowsPerPage = rowsPerPage;
  }

  /**
   * Switches the duplicate rules of contacts and leads. Default: off.
   * @param resultKey how an error names the duplicates; several versions of the REST API misspell it
   */
  setDuplicateRules(active: boolean, resultKey: DuplicateResultKey = 'duplicateResult'): void {
    Object.assign(this.context.duplicateRules, { active, resultKey });
  }

  /**
   * Lets something go wrong with the requests to come: with the next one, unless the fault says otherwise. Where
   * several would meet a request, the one that was added first does.
   * Throws a TypeError where the fault has no effect or several.
   */
  addFault(fault: Fault): void {
    this.context.network.faults.add(fault);
  }

  /** Takes back all faults that wait for a request. */
  clearFaults(): void {
    this.context.network.faults.clear();
  }

  /** Changes an object's metadata as an administrator would; new fields get a column. */
  editDescribe(objectName: string, edit: (describe: SObjectDescribe) => void): void {
    const { store } = this.context;
    const describe = store.schema.get(objectName);
    if (!describe) throw new TypeError(`The simulated org has no object "${objectName}".`);
    edit(describe);
    addMissingColumns(store.database, describe);
    store.forgetColumns(describe.name);
    keepDescribe(store.database, describe);
    this.#changeMetadata();
  }

  /**
   * Gives a user another profile: the objects and fields it takes away are no longer there for that user, and what
   * it does not allow is refused. `{}` lets the user do everything. Of the seed users only Claire has a profile that
   * takes something away.
   * Throws a TypeError where there is no such user, object or field, or field-level security does not apply to it.
   */
  setPermissions(username: string, profile: Profile): void {
    this.context.permissions.set(username, profile, this.context.store);
    this.#changeMetadata();
  }

  #changeMetadata(): void {
    // Clients know the time of the last change to the second, so each change needs one of its own.
    const next = Math.max(this.context.now().getTime(), this.#schemaChanged.getTime() + 1_000);
    this.#schemaChanged = new Date(next);
  }

  /** Changes one field's metadata as an administrator would, or takes the field away. */
  editField(objectName: string, fieldName: string, change: Partial<FieldDescribe> | null): void {
    this.editDescribe(objectName, (describe) => {
      const index = describe.fields.findIndex(({ name }) => name === fieldName);
      if (index < 0) throw new TypeError(`${objectName} has no field "${fieldName}".`);
      if (change) Object.assign(describe.fields[index] ?? {}, change);
      else describe.fields.splice(index, 1);
    });
  }

  /**
   * All records, deleted ones too, and what was changed about the schema, as an SQLite database file: the option
   * `data` of an org that goes on with them. Sessions and settings are not among them. Throws while it is `busy`.
   */
  exportData(): Uint8Array {
    const { store } = this.context;
    store.keepSerials();
    return store.database.export();
  }

  /** Who is signed in, sign-ins on their way, recent records, calls: the option `state` of an org that goes on. */
  exportState(): OrgState {
    return keptState(this.context);
  }

  /** Begins to note the statements by which what `exportData` gives is changed. */
  recordWrites(): WriteLog {
    return this.context.store.database.recordWrites();
  }

  /** Rises with each change of what `exportData` gives. */
  get dataVersion(): number {
    return this.context.store.database.changes;
  }

  /** Whether a request that is all or nothing is half done. */
  get busy(): boolean {
    return this.context.store.database.busy;
  }

  /** Gives the memory back. Whatever is asked from now on gets no answer. */
  close(): void {
    this.#closed = true;
    this.context.store.database.close();
  }

  protected get closed(): boolean {
    return this.#closed;
  }
}
