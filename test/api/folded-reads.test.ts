import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient } from '../../src/api/client.ts';
import { describeSObject } from '../../src/api/describe.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

describe('folded reads', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  it('travel with those that come a task later, as where an element had to load a module first', async ({
    mock,
  }) => {
    const session = org.signIn();
    const client = createClient({ getAccessToken: async () => session });
    mock.timers.enable({ apis: ['setTimeout'] });
    const account = describeSObject(client, 'Account');
    mock.timers.tick(1);
    const contact = describeSObject(client, 'Contact');
    mock.timers.tick(100);
    assert.deepEqual([(await account).name, (await contact).name], ['Account', 'Contact']);
    assert.deepEqual(
      org.requests().map(({ path }) => path),
      ['/services/data/v66.0/composite'],
    );
  });
});
