import type { DailyCount } from './daily-count.ts';
import type { Cookies } from './http/cookies.ts';
import type { CorsSettings } from './http/cors.ts';
import type { Faults } from './http/faults.ts';
import type { Grants } from './oauth/grants.ts';
import type { IdTokens } from './oauth/id-tokens.ts';
import type { OAuthSettings } from './oauth/oauth-settings.ts';
import type { SignInPlaces } from './oauth/sign-ins.ts';
import type { Permissions } from './permissions/permissions.ts';
import type { DuplicateResultKey } from './records/duplicates.ts';
import type { Cursors } from './rest/cursors.ts';
import type { Catalogue } from './schema/labels/catalogue.ts';
import type { RecentRecords } from './store/recent-records.ts';
import type { RecordStore } from './store/record-store.ts';

/** An application that may ask the org's users for access. */
export interface OAuthClient {
  readonly clientId: string;
  readonly name: string;
  /** Exact URIs; `http://localhost` and `http://127.0.0.1` stand for every port and path there, `/*` for what follows. */
  readonly redirectUris: readonly string[];
}

/** An Experience Cloud site of the org, where people sign in under a path of its own. */
export interface Site {
  /** One segment, as `/customers`. */
  readonly path: string;
  /** The community's 18-character id, `0DB…`. */
  readonly id: string;
}

export interface BulkSettings {
  /** Rows that a bulk job processes between two polls. */
  rowsPerPoll: number;
  /** Rows of a page of a query job's results, where a client asks for no other number. */
  rowsPerPage: number;
  readonly queryJobs: DailyCount;
  /** Up to 10,000 rows that an ingest job saves. */
  readonly batches: DailyCount;
}

/** The way between the org and its clients. */
export interface Network {
  /** Whether everything is answered with a maintenance page. */
  down: boolean;
  /** How long answers take, and at which paths. Default all. */
  latency: { readonly milliseconds: number; readonly paths: RegExp | undefined };
  readonly faults: Faults;
  /** Whether a request may ask for a fault by a header. */
  readonly faultHeader: boolean;
  /** Milliseconds that the org's clock is ahead. */
  clockSkew: number;
}

/** Whether duplicate rules are active, and how their errors name what they found. */
export interface DuplicateRuleSettings {
  active: boolean;
  resultKey: DuplicateResultKey;
}

/** What every resource of the org works with. */
export interface OrgContext {
  /** The org's own base URL, without a slash at the end. */
  readonly origin: () => string;
  readonly now: () => Date;
  readonly store: RecordStore;
  readonly permissions: Permissions;
  /** Labels in another language than English, where a caller wants them. */
  readonly labels: Catalogue | undefined;
  readonly recentRecords: RecentRecords;
  readonly sites: readonly Site[];
  /** The site that a request came to; undefined for the org's own URL. */
  readonly site: Site | undefined;
  readonly cookies: Cookies;
  readonly oauth: OAuthSettings;
  readonly grants: Grants;
  readonly signIns: SignInPlaces;
  readonly idTokens: IdTokens;
  readonly cors: CorsSettings;
  readonly clients: readonly OAuthClient[];
  readonly organizationId: string;
  readonly cursors: Cursors;
  /** Rows of a query page. */
  readonly pageSize: number;
  /** When the describes last changed. */
  readonly schemaChanged: () => Date;
  readonly bulk: BulkSettings;
  readonly duplicateRules: DuplicateRuleSettings;
  /** The calls of the data API. */
  readonly apiUsage: DailyCount;
  readonly network: Network;
}

/** Who is asking. */
export interface Caller {
  readonly userId: string;
}
