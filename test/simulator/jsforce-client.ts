import { Connection } from 'jsforce';
import type { TestOrg } from '../support/start-org.ts';

/** jsforce, signed in to an org as its administrator. */
export function connectJsforce(org: TestOrg): Connection {
  return new Connection({ instanceUrl: org.url, accessToken: org.signIn().accessToken, version: '66.0' });
}

/** For `assert.rejects`: what a call of jsforce rejects with where the org refuses it. */
export const refused =
  (errorCode: string) =>
  (error: Error & { errorCode?: string }): boolean =>
    error.errorCode === errorCode;

/** A value of the showcases that jsforce writes. */
export const code = (name: string): string => `jsforce-${name}`;
