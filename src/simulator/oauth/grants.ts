import type { Site } from '../org-context.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { OAuthSettings } from './oauth-settings.ts';
import { scopesOf } from './pages.ts';

/** Access that a user has given to a client. */
export interface Grant {
  readonly userId: string;
  readonly clientId: string;
  readonly scope: string;
  /** Where the user signed in; undefined for the org itself. */
  readonly site: Site | undefined;
}

/** The tokens of one grant, which live and die together. */
interface Family {
  readonly grant: Grant;
  /** The one refresh token that still works. */
  refreshToken: string | undefined;
  readonly accessTokens: Set<string>;
  revoked: boolean;
}

export interface IssuedTokens extends Grant {
  readonly accessToken: string;
  /** Only where the scope asks for it. */
  readonly refreshToken: string | undefined;
  /** Seconds; undefined for an access token without an end. */
  readonly lifetime: number | undefined;
}

/** A grant and its tokens, as JSON can hold them. */
export interface KeptGrant extends Omit<Grant, 'site'> {
  readonly sitePath: string | undefined;
  readonly refreshToken: string | undefined;
  /** Refresh tokens that were used: whoever comes with one of them ends the grant. */
  readonly spentTokens: string[];
  /** Access tokens, and in milliseconds when they end, for which JSON has null for never, were issued and used last. */
  readonly accessTokens: [token: string, expires: number | null, issued: number, used: number][];
}

interface Access {
  readonly family: Family;
  /** When it was issued, in milliseconds. */
  readonly issued: number;
  /** When it ends whether it is used or not, in milliseconds. */
  readonly expires: number;
  /** When it was used last, in milliseconds. */
  used: number;
}

/** What can be told about a token that works. */
export interface TokenState extends Grant {
  readonly kind: 'access_token' | 'refresh_token';
  /** In milliseconds; undefined where that is not known. */
  readonly issued: number | undefined;
  /** In milliseconds; undefined for a token without an end. */
  readonly expires: number | undefined;
}

/** Why a refresh token brings no new tokens, in the org's words. */
export type RefreshProblem = 'expired access/refresh token' | 'inactive user';

/** Random text of URL-safe characters. */
export function randomText(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return [...bytes].map((byte) => alphabet.charAt(byte & 63)).join('');
}

/** Tokens of the org. Refresh tokens rotate; one that is used twice takes its whole family with it. */
export class Grants {
  readonly #organizationId: string;
  readonly #store: RecordStore;
  readonly #now: () => Date;
  readonly #settings: OAuthSettings;
  readonly #access = new Map<string, Access>();
  readonly #refresh = new Map<string, Family>();

  constructor(organizationId: string, store: RecordStore, now: () => Date, settings: OAuthSettings) {
    this.#organizationId = organizationId;
    this.#store = store;
    this.#now = now;
    this.#settings = settings;
  }

  /** @param lasting false withholds the refresh token that the scope asks for */
  issue(grant: Grant, lasting = true): IssuedTokens {
    const family: Family = { grant, refreshToken: undefined, accessTokens: new Set(), revoked: false };
    // Not even `full` brings a refresh token.
    return this.#tokens(family, lasting && /\b(?:refresh_token|offline_access)\b/.test(grant.scope));
  }

  /** New tokens for a refresh token, which stops working; or why there are none. */
  refresh(refreshToken: string, clientId: string, site: Site | undefined): IssuedTokens | RefreshProblem {
    const expired = 'expired access/refresh token';
    const family = this.#refresh.get(refreshToken);
    if (!family || family.revoked) return expired;
    const { grant } = family;
    if (grant.clientId !== clientId || grant.site !== site) return expired;
    if (family.refreshToken !== refreshToken) {
      this.#end(family);
      return expired;
    }
    return this.isActive(grant.userId) ? this.#tokens(family, true) : 'inactive user';
  }

  /** Whether a user may sign in, and stay so. */
  isActive(userId: string): boolean {
    const user = this.#store.find(userId);
    return user !== undefined && user.IsActive !== 0;
  }

  /** What an access token that is used stands for, while it is valid and its user active. */
  grantOf(accessToken: string): Grant | undefined {
    const access = this.#valid(accessToken);
    if (!access || !this.isActive(access.family.grant.userId)) return undefined;
    access.used = this.#now().getTime();
    return access.family.grant;
  }

  /** What can be told about a token, which is not used by that; undefined where it does not work. */
  stateOf(token: string): TokenState | undefined {
    const access = this.#valid(token);
    const family = access?.family ?? this.#refresh.get(token);
    if (!family || family.revoked || !this.isActive(family.grant.userId)) return undefined;
    if (access) {
      const end = this.#endOf(access);
      const expires = end === Number.POSITIVE_INFINITY ? undefined : end;
      return { ...family.grant, kind: 'access_token', issued: access.issued, expires };
    }
    if (family.refreshToken !== token) return undefined;
    return { ...family.grant, kind: 'refresh_token', issued: undefined, expires: undefined };
  }

  /** Whether a user has given a client at least this before, by a grant that has not ended. */
  isApproved({ userId, clientId, scope, site }: Grant): boolean {
    const families = new Set(this.#refresh.values());
    for (const { family } of this.#access.values()) families.add(family);
    return [...families].some(({ grant, revoked }) => {
      if (revoked || grant.userId !== userId || grant.clientId !== clientId || grant.site !== site)
        return false;
      const approved = scopesOf(grant);
      return scopesOf({ scope }).every((wish) => approved.includes(wish));
    });
  }

  /** Ends an access token, or a refresh token with all its access tokens; false where the token is unknown. */
  revoke(token: string): boolean {
    if (this.#valid(token)) return this.#access.delete(token);
    const family = this.#refresh.get(token);
    if (!family || family.revoked) return false;
    this.#end(family);
    return true;
  }

  expireAccessTokens(): void {
    this.#access.clear();
  }

  revokeAll(): void {
    for (const family of this.#refresh.values()) this.#end(family);
  }

  /** All grants that are not revoked. */
  kept(): KeptGrant[] {
    const kept = new Map<Family, KeptGrant>();
    const entry = (family: Family): KeptGrant => {
      const { site, ...grant } = family.grant;
      const { refreshToken } = family;
      const fresh = { ...grant, sitePath: site?.path, refreshToken, spentTokens: [], accessTokens: [] };
      const known = kept.get(family) ?? fresh;
      kept.set(family, known);
      return known;
    };
    for (const [token, family] of this.#refresh) {
      if (family.revoked) continue;
      const { refreshToken, spentTokens } = entry(family);
      if (token !== refreshToken) spentTokens.push(token);
    }
    for (const [token, { family, expires, issued, used }] of this.#access)
      entry(family).accessTokens.push([token, expires, issued, used]);
    return [...kept.values()];
  }

  /** Takes up what `kept` gave. */
  restore(kept: readonly KeptGrant[], sites: readonly Site[]): void {
    for (const { sitePath, refreshToken, spentTokens, accessTokens, ...grant } of kept) {
      const family: Family = {
        grant: { ...grant, site: sites.find(({ path }) => path === sitePath) },
        refreshToken,
        accessTokens: new Set(accessTokens.map(([token]) => token)),
        revoked: false,
      };
      for (const token of spentTokens) this.#refresh.set(token, family);
      if (refreshToken !== undefined) this.#refresh.set(refreshToken, family);
      for (const [token, expires, issued, used] of accessTokens) {
        this.#access.set(token, { family, expires: expires ?? Number.POSITIVE_INFINITY, issued, used });
      }
    }
  }

  #valid(accessToken: string): Access | undefined {
    const access = this.#access.get(accessToken);
    return access && this.#endOf(access) > this.#now().getTime() ? access : undefined;
  }

  #endOf({ expires, used }: Access): number {
    return Math.min(expires, used + (this.#settings.sessionTimeout ?? Number.POSITIVE_INFINITY) * 1_000);
  }

  #tokens(family: Family, lasting: boolean): IssuedTokens {
    const accessToken = `${this.#organizationId.slice(0, 15)}!${randomText(94)}`;
    family.accessTokens.add(accessToken);
    const { tokenLifetime: lifetime } = this.#settings;
    const issued = this.#now().getTime();
    const expires = issued + (lifetime ?? Number.POSITIVE_INFINITY) * 1_000;
    this.#access.set(accessToken, { family, issued, expires, used: issued });
    family.refreshToken = lasting ? `5Aep861${randomText(80)}` : undefined;
    if (family.refreshToken !== undefined) this.#refresh.set(family.refreshToken, family);
    return { ...family.grant, accessToken, refreshToken: family.refreshToken, lifetime };
  }

  #end(family: Family): void {
    family.revoked = true;
    for (const token of family.accessTokens) this.#access.delete(token);
  }
}
