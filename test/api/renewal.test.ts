import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createClient } from '../../src/api/client.ts';
import { query } from '../../src/api/query.ts';
import { createRecord, getRecord, updateRecord } from '../../src/api/records.ts';
import { AuthController } from '../../src/auth/auth-controller.ts';
import { restClient } from '../simulator/rest-client.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { failureOf } from './org-client.ts';
import { pacedClient } from './paced-client.ts';

const objectApiName = 'Contact';
const marco = 'marco@northwind.example';

describe('a token that the org refuses', () => {
  let org: TestOrg;
  let admin: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => {
    org.clearFaults();
    org.setLatency(0);
  });

  const rowsNamed = async (name: string): Promise<number> => {
    admin = restClient(org);
    return (await admin.query(`SELECT COUNT() FROM Contact WHERE LastName = '${name}'`)).totalSize;
  };
  const renewals = (asked: readonly { refused?: string }[]) => asked.filter(({ refused }) => refused).length;
  const refusal = (message: string, times = Number.POSITIVE_INFINITY) =>
    org.addFault({
      path: '/services/data',
      status: 401,
      times,
      errors: [{ message, errorCode: 'INVALID_SESSION_ID' }],
    });

  it('is renewed and the request sent once more, a create too, which was not carried out', async () => {
    const { client, asked, sent, delays } = pacedClient(org);
    await query(client, 'SELECT Id FROM Contact LIMIT 1');
    org.expireAccessTokens();
    await createRecord(client, { objectApiName, fields: { LastName: 'Renewed' } });
    assert.deepEqual([renewals(asked), sent().length, delays], [1, 3, []]);
    assert.equal(await rowsNamed('Renewed'), 1);
  });

  it('is asked for no other where none can help', async () => {
    for (const message of [
      'This session is not valid for use with the REST API',
      'Connected app is not attached to Agent',
    ]) {
      refusal(message, 1);
      const { client, asked, sent } = pacedClient(org);
      const error = await failureOf(client.request({ operation: 'Test', path: 'limits' }));
      assert.deepEqual([error.code, error.status], ['INVALID_SESSION_ID', 401]);
      assert.deepEqual([renewals(asked), sent().length], [0, 1]);
    }
  });

  it('is not renewed again and again while the org refuses each', async () => {
    refusal('Session expired or invalid');
    const { client, asked, sent, pass } = pacedClient(org);
    const ask = (path: string) => failureOf(client.request({ operation: 'Test', path }));
    assert.equal((await ask('limits')).code, 'INVALID_SESSION_ID');
    for (let index = 0; index < 20; index++) await ask(`limits${index}`);
    assert.deepEqual([renewals(asked), sent().length], [1, 22]);
    pass(60_001);
    await ask('limits');
    assert.equal(renewals(asked), 2);
    org.clearFaults();
    pass(1);
    await client.request({ operation: 'Test', path: 'limits' });
  });

  /** A page's sign-in as one user, and its client. */
  async function signIn(onWait = async () => {}) {
    let username: string | undefined;
    const auth = new AuthController({ tokenSource: async () => org.signIn(username) });
    await auth.connect();
    const client = createClient({
      getAccessToken: (request) => auth.getAccessToken(request),
      random: () => 0,
      wait: onWait,
    });
    const switchUser = async () => {
      await auth.disconnect();
      username = marco;
      await auth.connect();
    };
    return { client, switchUser };
  }

  it('is not replaced by that of the next user', async () => {
    const { client, switchUser } = await signIn();
    org.expireAccessTokens();
    org.setLatency(100, '/sobjects');
    const creating = failureOf(createRecord(client, { objectApiName, fields: { LastName: 'Crossed' } }));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await switchUser();
    assert.equal((await creating).code, 'SESSION_EXPIRED');
    org.setLatency(0);
    assert.equal(await rowsNamed('Crossed'), 0);
  });

  it('never gives way to that of the next user between two tries', async () => {
    const { client, switchUser } = await signIn(() => switchUser());
    const id = await createRecord(client, { objectApiName, fields: { LastName: 'Repeated' } });
    org.addFault({ path: '/sobjects', method: 'PATCH', status: 503 });
    await updateRecord(client, { objectApiName, id, fields: { Title: 'Repeated' } });
    const record = await getRecord(client, { objectApiName, id });
    assert.equal(record.Title, 'Repeated');
    assert.equal(record.LastModifiedById, record.CreatedById);
  });
});
