import { notFoundPage, page } from './http/page.ts';
import { signInPages } from './oauth/authorize.ts';
import { authConfiguration, idTokenKeys, openidConfiguration, userInfo } from './oauth/identity.ts';
import { SignIns } from './oauth/sign-ins.ts';
import { revoke, token } from './oauth/token.ts';
import type { OrgContext } from './org-context.ts';
import { createDataApi } from './rest/data-api.ts';
import { recordPage } from './rest/record-page.ts';

/** Answers whatever lies at a path of the org, below its base URL. */
export type Resources = (request: Request, path: string, org: OrgContext) => Promise<Response>;

const home = {
  title: 'Home',
  body: '<h1>The org is running</h1><p>Point an application at this address.</p>',
};

/** Everything one org answers: its REST API, its OAuth endpoints and its pages. */
export function createResources(): Resources {
  const signIns = new SignIns();
  const dataApi = createDataApi();
  return async (request, path, org) => {
    if (path === '/services/data' || path.startsWith('/services/data/')) return dataApi(request, path, org);
    if (path.startsWith('/id/')) return userInfo(request, org);
    switch (path) {
      case '/services/oauth2/token':
        return token(request, org, signIns);
      case '/services/oauth2/revoke':
        return revoke(request, org);
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
      default: {
        const signInPage = await signInPages(request, path, org, signIns);
        return signInPage ?? recordPage(path, org) ?? notFoundPage();
      }
    }
  };
}
