import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readIdentity, trustedInstanceOrigin } from '../../src/auth/session.ts';

describe('trustedInstanceOrigin', () => {
  const acme = 'https://acme.my.salesforce.com';
  const local = 'http://localhost:4100';
  const trusted: [instanceUrl: string, loginUrl: string | undefined, origin: string][] = [
    [acme, acme, acme],
    [`${acme}/`, acme, acme],
    [local, local, local],
    ['http://127.0.0.1:4100', local, 'http://127.0.0.1:4100'],
    [local, undefined, local],
  ];
  for (const [instanceUrl, loginUrl, origin] of trusted) {
    it(`trusts ${instanceUrl} of ${loginUrl ?? 'the page'}`, () => {
      assert.equal(trustedInstanceOrigin(instanceUrl, loginUrl), origin);
    });
  }

  const refused: [instanceUrl: unknown, loginUrl: string][] = [
    [undefined, acme],
    ['', acme],
    [42, acme],
    ['acme.my.salesforce.com', acme],
    ['http://acme.my.salesforce.com', acme],
    [local, acme],
    ['http://localhost.evil.example', local],
    ['https://user@acme.my.salesforce.com', acme],
    ['https://acme.my.salesforce.com/path', acme],
    ['https://acme.my.salesforce.com?x', acme],
    ['javascript:alert(1)', acme],
  ];
  for (const [instanceUrl, loginUrl] of refused) {
    it(`refuses ${JSON.stringify(instanceUrl)} of ${loginUrl}`, () => {
      assert.throws(() => trustedInstanceOrigin(instanceUrl, loginUrl), { code: 'UNEXPECTED_ANSWER' });
    });
  }
});

describe('readIdentity', () => {
  it('finds both ids', () => {
    const id = 'https://login.salesforce.com/id/00D50000000IZ3ZEAW/00550000001fg5OAAQ';
    assert.deepEqual(readIdentity(id), {
      organizationId: '00D50000000IZ3ZEAW',
      userId: '00550000001fg5OAAQ',
    });
  });

  for (const id of [undefined, 7, '', 'https://x/id/00D/005', 'https://x/id/00D50000000IZ3ZEAW']) {
    it(`finds nobody in ${JSON.stringify(id)}`, () => assert.deepEqual(readIdentity(id), {}));
  }
});
