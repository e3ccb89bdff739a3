import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readIdentity } from '../../src/auth/session.ts';

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
