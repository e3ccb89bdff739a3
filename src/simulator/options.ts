import type { OAuthClient, Site } from './org-context.ts';
import type { OrgState } from './org-state.ts';
import type { OrgFeatures } from './schema/features.ts';
import type { GivenDescribe } from './schema/given-describe.ts';
import type { Scale } from './seed/seed.ts';
import type { SqlJsLoader } from './store/database.ts';

export interface SimulatedOrgOptions extends OrgFeatures {
  /** The org's own base URL; it may carry a path. Default `http://localhost:4100`. */
  origin?: string;
  /** CORS allowlist: `https://*.example.com`, `http://localhost:4000`. Default none. */
  allowedOrigins?: readonly string[];
  /** Makes the organization id; two orgs that one browser meets need different ones, as real orgs have. Default 1. */
  organization?: number;
  /** Another seed, another set of records. Default 1. */
  seed?: number;
  /**
   * `small`: 50 accounts, 200 contacts. `full` (default): 400 accounts, 5,200 contacts. `large`: 50,000 records, 36,000
   * of them contacts.
   */
  scale?: Scale;
  /** What `exportData()` of an org gave, to go on with; `seed` and `scale` count for nothing then. */
  data?: Uint8Array;
  /** What `exportState()` gave of the org that `data` is of. Default: nobody has signed in yet. */
  state?: OrgState;
  /**
   * Describes saved from a real org. One of an object that the org has takes its place or, without the Id among its
   * fields, adds fields to it; any other adds an object, which has no records yet.
   */
  schema?: readonly GivenDescribe[];
  now?: () => Date;
  /** Rows of a query page. Default 2,000. */
  pageSize?: number;
  /** Lets a request ask for what shall go wrong with it by the header `X-Simulate-Fault`, as JSON. Default false. */
  faultHeader?: boolean;
  /**
   * Clients beside `simulated-client`, which may be answered at any http URL of localhost and 127.0.0.1, or in its place.
   */
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

/** The clients of an org. Throws a TypeError for one that could not be answered: every redirect URI is a whole URL. */
export function clientsOf({ clients = [] }: SimulatedOrgOptions): OAuthClient[] {
  for (const { clientId, redirectUris } of clients) {
    const wrong = redirectUris.find((uri) => !URL.canParse(uri));
    if (wrong !== undefined) throw new TypeError(`"${wrong}", a redirect URI of ${clientId}, is no URL.`);
  }
  return [...clients, builtInClient];
}

/** Who signs in where nobody else is named: the administrator. Everybody's password is `seedPassword`. */
export const seedUsername = 'ada@northwind.example';

export const defaultOrigin = 'http://localhost:4100';
