import type { OrgContext, Site } from '../org-context.ts';
import { makeId } from '../store/ids.ts';

/** What an org has unless told otherwise. */
export const defaultSites: readonly Site[] = [{ path: '/customers', id: makeId('0DB', 1) }];

/** Throws a TypeError for a path at which no site could be answered. */
export function checkSites(sites: readonly Site[]): readonly Site[] {
  for (const { path } of sites) {
    if (!/^\/[\w-]+$/.test(path))
      throw new TypeError(`"${path}" is no site path: one segment, as /customers.`);
  }
  return sites;
}

/** The site that a path lies below, if any, and the path as seen from there. */
export function siteAt(path: string, sites: readonly Site[]): { site: Site | undefined; path: string } {
  const site = sites.find((candidate) => path.startsWith(`${candidate.path}/`));
  return { site, path: site ? path.slice(site.path.length) : path };
}

/** The base URL under which people sign in, and so the issuer: the org's own, or that of the site they came to. */
export function issuerOf(org: OrgContext): string {
  return org.origin() + (org.site?.path ?? '');
}
