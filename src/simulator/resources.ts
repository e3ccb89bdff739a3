import { notFoundPage, page } from './http/page.ts';
import { signInPages } from './oauth/authorize.ts';
import { authConfiguration, idTokenKeys, openidConfiguration, userInfo } from './oauth/identity.ts';
import { identity } from './oauth/identity-url.ts';
import { introspect, revoke, token } from './oauth/token.ts';
import type { OrgContext } from './org-context.ts';
import { createDataApi } from './rest/data-api.ts';
import { recordPage } from './rest/record-page.ts';

/** Answers whatever lies at a path of the org or of the site it is given, below that one's base URL. */
export type Resources = (request: Request, path: string, org: OrgContext) => Promise<Response>;

const home = {
  title: 'Home',
  body: '<h1>The org is running</h1><p>Point an application at this address.</p>',
};

/** Everything one org answers: its REST API, its OAuth endpoints and its pages. */
export function createResources(): Resources {
  const dataApi = createDataApi();

  /** What lies at the org's own URL and at no site's. */
  function ownResource(
    request: Request,
    path: string,
    org: OrgContext,
  ): Promise<Response> | Response | undefined {
    if (path === '/services/data' || path.startsWith('/services/data/')) return dataApi(request, path, org);
    return path.startsWith('/id/') ? identity(request, path, org) : recordPage(path, org);
  }

  return async (request, path, org) => {
    const own = org.site ? undefined : await ownResource(request, path, org);
    if (own) return own;
    const signIns = org.signIns.at(org.site);
    switch (path) {
      case '/services/oauth2/token':
        return token(request, org, signIns);
      case '/services/oauth2/revoke':
        return revoke(request, org);
      case '/services/oauth2/introspect':
        return introspect(request, org);
      case '/services/oauth2/userinfo':
        return userInfo(request, org);
      case '/services/oauth2/id/keys':
        return idTokenKeys(org);
      case '/.well-known/openid-configuration':
        return openidConfiguration(org);
      case '/.well-known/auth-configuration':
        return authConfiguration(org);
      case '/':
        return page(home);
      default:
        return (await signInPages(request, path, org, signIns)) ?? notFoundPage();
    }
  };
}
