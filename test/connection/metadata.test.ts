import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createClient } from '../../src/api/client.ts';
import type { ConnectionState } from '../../src/connection/connection-state.ts';
import { Metadata, type MetadataChange } from '../../src/connection/metadata/metadata.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

const nobody: ConnectionState = {
  status: 'connected',
  userId: undefined,
  user: undefined,
  org: undefined,
  error: undefined,
};

describe('Metadata', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => org.clearFaults());

  /** Metadata in memory alone, whose clock the test moves. */
  function setup() {
    const session = org.signIn();
    const client = createClient({ getAccessToken: async () => session, wait: async () => {} });
    const changes: MetadataChange[] = [];
    const clock = { now: 0 };
    const metadata = new Metadata(
      client,
      nobody,
      (change) => changes.push(change),
      () => clock.now,
    );
    const first = org.requests().length;
    const asked = () => org.requests().length - first;
    return { metadata, changes, clock, asked };
  }

  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const minutes = 60_000;

  it('reads an object once for all who ask, in whatever casing', async () => {
    const { metadata, asked } = setup();
    const [one, other] = await Promise.all([metadata.describe('Account'), metadata.describe('account')]);
    assert.equal(one, other);
    assert.equal(await metadata.describe('Account'), one);
    assert.equal(asked(), 1);
  });

  it('reads the org’s objects once', async () => {
    const { metadata, asked } = setup();
    const { sobjects } = await metadata.describeGlobal();
    assert.ok(sobjects.length > 0);
    await metadata.describeGlobal();
    assert.equal(asked(), 1);
  });

  it('reads layouts and picklists once, by object and record type', async () => {
    const { metadata, asked } = setup();
    const { recordTypeInfos } = await metadata.describe('Showcase__c');
    const ids = recordTypeInfos.filter(({ master }) => !master).map(({ recordTypeId }) => recordTypeId);
    const [first = '', second = ''] = ids;
    const read = () =>
      Promise.all([
        metadata.layouts('Showcase__c'),
        metadata.layout('Showcase__c', first),
        metadata.layout('Showcase__c', second),
        metadata.compactLayouts('Showcase__c'),
        metadata.picklistValues('Showcase__c', first),
      ]);
    const answers = await read();
    const count = asked();
    assert.equal(count, 3);
    const again = await read();
    assert.ok(answers.every((answer, index) => answer === again[index]));
    assert.notEqual(answers[1].id, answers[2].id);
    assert.equal(asked(), count);
  });

  it('reliability 17: ends the wait of who gives up, and of nobody else', async () => {
    const { metadata } = setup();
    const giving = new AbortController();
    const given = metadata.describe('Account', { signal: giving.signal });
    const kept = metadata.describe('Account');
    giving.abort();
    await assert.rejects(given, { name: 'AbortError' });
    assert.equal((await kept).name, 'Account');
    await assert.rejects(metadata.describe('Account', { signal: giving.signal }), { name: 'AbortError' });
  });

  it('keeps no failure', async () => {
    const { metadata } = setup();
    org.addFault({ path: 'describe', status: 500, body: '<p>no</p>' });
    await assert.rejects(metadata.describe('Account'), { status: 500 });
    assert.equal((await metadata.describe('Account')).name, 'Account');
  });

  it('gives what it has, and asks again after a while whether it has changed', async () => {
    const { metadata, clock, changes, asked } = setup();
    const before = await metadata.describe('Account');
    clock.now = 4 * minutes;
    await metadata.describe('Account');
    assert.equal(asked(), 1);
    org.editField('Account', 'Phone', { label: 'Call' });
    clock.now = 5 * minutes;
    assert.equal(await metadata.describe('Account'), before);
    await until(() => changes.length > 0);
    assert.deepEqual(changes, [{ kind: 'describe', objectApiName: 'Account' }]);
    const { fields } = await metadata.describe('Account');
    assert.equal(fields.find(({ name }) => name === 'Phone')?.label, 'Call');
    assert.equal(asked(), 2);
  });

  it('tells of nothing where the answer is the same', async () => {
    const { metadata, changes } = setup();
    const before = await metadata.describe('Account');
    await metadata.refresh('Account');
    assert.equal(await metadata.describe('Account'), before);
    // The org dates any change of metadata.
    org.editField('Contact', 'Email', { label: 'Mail' });
    await metadata.refresh('Account');
    assert.deepEqual(changes, []);
  });

  it('reliability 18: a field that was taken away is told of, and gone', async () => {
    const { metadata, changes } = setup();
    await metadata.describe('Lead');
    org.editField('Lead', 'Title', null);
    await metadata.refresh('Lead');
    assert.equal(changes.length, 1);
    const { fields } = await metadata.describe('Lead');
    assert.ok(!fields.some(({ name }) => name === 'Title'));
  });

  it('tries again after a check that failed, and gives what it has meanwhile', async () => {
    const { metadata, asked } = setup();
    const before = await metadata.describe('Account');
    org.addFault({ path: 'composite', status: 500, body: '<p>no</p>' });
    await metadata.refresh('Account');
    assert.equal(await metadata.describe('Account'), before);
    await until(() => asked() >= 3);
  });

  it('reads anew what is in another language than the user’s', async () => {
    const { metadata, changes, asked } = setup();
    await metadata.describe('Account');
    metadata.setLanguage('de');
    await metadata.describe('Account');
    assert.equal(asked(), 1);
    metadata.setLanguage('fr');
    assert.deepEqual(changes, [{ kind: 'describe', objectApiName: 'Account' }]);
    await metadata.describe('Account');
    assert.equal(asked(), 2);
  });
});
