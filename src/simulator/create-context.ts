import { DailyCount } from './daily-count.ts';
import { noCookies } from './http/cookies.ts';
import { CorsAllowlist } from './http/cors.ts';
import { Faults } from './http/faults.ts';
import { Grants } from './oauth/grants.ts';
import { IdTokens } from './oauth/id-tokens.ts';
import { defaultOAuthSettings } from './oauth/oauth-settings.ts';
import { SignInPlaces } from './oauth/sign-ins.ts';
import { checkSites, defaultSites } from './oauth/sites.ts';
import { clientsOf, type SimulatedOrgOptions } from './options.ts';
import type { OrgContext } from './org-context.ts';
import { Permissions } from './permissions/permissions.ts';
import { bulkSettings } from './rest/bulk/bulk-settings.ts';
import { Cursors } from './rest/cursors.ts';
import { createSchema } from './schema/schema.ts';
import type { SqliteDatabase } from './store/database.ts';
import { makeId } from './store/ids.ts';
import { RecentRecords } from './store/recent-records.ts';
import { RecordStore } from './store/record-store.ts';

/** What an org holds that is not the same for all of its life. */
interface Changing {
  /** The time without the skew that a switch may add. */
  clock(): Date;
  origin(): string;
  schemaChanged(): Date;
}

/** What the parts of a new org work with: its store, who is signed in, and its settings as they are first. */
export function createContext(
  options: SimulatedOrgOptions,
  database: SqliteDatabase,
  { clock, origin, schemaChanged }: Changing,
): OrgContext {
  const network: OrgContext['network'] = {
    down: false,
    latency: { milliseconds: 0, paths: undefined },
    faults: new Faults(),
    faultHeader: options.faultHeader ?? false,
    clockSkew: 0,
  };
  const now = () => new Date(clock().getTime() + network.clockSkew);
  const organizationId = makeId('00D', options.organization ?? 1);
  const oauth = defaultOAuthSettings();
  const store = new RecordStore(database, createSchema(origin(), options), now);
  return {
    origin,
    now,
    store,
    permissions: new Permissions(),
    labels: undefined,
    recentRecords: new RecentRecords(),
    sites: checkSites(options.sites ?? defaultSites),
    site: undefined,
    cookies: noCookies,
    oauth,
    grants: new Grants(organizationId, store, now, oauth),
    signIns: new SignInPlaces(),
    idTokens: new IdTokens(),
    cors: {
      allowlist: new CorsAllowlist(options.allowedOrigins),
      exposedHeaders: [],
      forbiddenHeaders: [],
    },
    clients: clientsOf(options),
    organizationId,
    cursors: new Cursors(),
    pageSize: options.pageSize ?? 2_000,
    schemaChanged,
    bulk: bulkSettings(now),
    duplicateRules: { active: false, resultKey: 'duplicateResult' },
    apiUsage: new DailyCount(15_000, now),
    network,
  };
}
