import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SimulatedOrg } from '../../src/simulator/simulated-org.ts';
import { createSimulatedOrg, UnusableData } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

let org: TestOrg;
let client: ReturnType<typeof restClient>;

before(async () => {
  org = await startOrg();
  client = restClient(org);
});
after(() => org.close());

/** What an org answers to a query of its administrator. */
async function ask(of: SimulatedOrg, path: string) {
  const { accessToken } = of.signIn();
  const url = `${of.origin}/services/data/v66.0${path}`;
  const response = await of.handle(new Request(url, { headers: { authorization: `Bearer ${accessToken}` } }));
  return response.json();
}

const rowsOf = async (of: SimulatedOrg, soql: string) =>
  (await ask(of, `/queryAll?q=${encodeURIComponent(soql)}`)).records;

async function goneOn(seed = 1): Promise<SimulatedOrg> {
  return createSimulatedOrg({ data: org.org.exportData(), seed });
}

describe('the data of a simulated org', () => {
  it('goes on in another org with all records, deleted ones too, whatever the seed', async () => {
    const id = await client.create('Account', { Name: 'Kept', External_Id__c: 'kept' });
    const gone = await client.create('Account', { Name: 'Gone' });
    await client.call('DELETE', `/sobjects/Account/${gone}`);
    const other = await goneOn(7);
    for (const soql of [
      'SELECT FIELDS(ALL) FROM Account ORDER BY Id LIMIT 200',
      'SELECT Id, Name, IsDeleted, SystemModstamp, Owner.Name FROM Contact ORDER BY Id',
    ]) {
      assert.deepEqual(await rowsOf(other, soql), await rowsOf(org.org, soql));
    }
    const [kept] = await rowsOf(other, `SELECT Name, IsDeleted FROM Account WHERE Id = '${id}'`);
    assert.deepEqual([kept.Name, kept.IsDeleted], ['Kept', false]);
    const [deleted] = await rowsOf(other, `SELECT IsDeleted FROM Account WHERE Id = '${gone}'`);
    assert.equal(deleted.IsDeleted, true);
    other.close();
  });

  it('gives no id twice', async () => {
    const id = await client.create('Lead', { LastName: 'Before', Company: 'Before' });
    const other = await goneOn();
    const { accessToken } = other.signIn();
    const response = await other.handle(
      new Request(`${other.origin}/services/data/v66.0/sobjects/Lead`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ LastName: 'After', Company: 'After' }),
      }),
    );
    const created = await response.json();
    assert.equal(response.status, 201);
    assert.equal((await client.create('Lead', { LastName: 'Same', Company: 'Same' })) === created.id, true);
    assert.notEqual(created.id, id);
    other.close();
  });

  it('keeps what was changed about the schema, under the address of the org that goes on', async () => {
    org.editField('Account', 'Site', { label: 'Branch' });
    org.editField('Account', 'Tradestyle', null);
    const other = await createSimulatedOrg({
      data: org.org.exportData(),
      origin: 'https://other.example/crm',
    });
    const { fields, urls } = await ask(other, '/sobjects/Account/describe');
    const names = fields.map(({ name }: { name: string }) => name);
    assert.equal(fields[names.indexOf('Site')].label, 'Branch');
    assert.equal(names.includes('Tradestyle'), false);
    assert.equal(urls.uiNewRecord, 'https://other.example/crm/001/e');
    other.close();
  });

  it('tells that it has changed when it has, and only then', async () => {
    org.org.exportData();
    const version = org.org.dataVersion;
    await client.query('SELECT Id FROM Account');
    org.org.exportData();
    assert.equal(org.org.dataVersion, version);
    await client.create('Account', { Name: 'New' });
    assert.ok(org.org.dataVersion > version);
  });

  it('can be exported while the org answers', async () => {
    const wait = () => new Promise((resolve) => setImmediate(resolve));
    let ended = false;
    const exporting = (async () => {
      while (!ended) {
        if (!org.org.busy) org.org.exportData();
        await wait();
      }
    })();
    for (let run = 0; run < 10; run++) {
      const parts = ['A', 'B'].map((name) => ({
        method: 'POST',
        url: '/services/data/v66.0/sobjects/Account',
        referenceId: name,
        body: { Name: `${name} ${run}` },
      }));
      const { body } = await client.call('POST', '/composite', { allOrNone: true, compositeRequest: parts });
      const codes = body.compositeResponse.map((part: { httpStatusCode: number }) => part.httpStatusCode);
      assert.deepEqual(codes, [201, 201]);
    }
    ended = true;
    await exporting;
  });

  it('is refused where it is no database, damaged, or of something else', async () => {
    const whole = org.org.exportData();
    const foreign = whole.slice();
    foreign.set([0, 0, 0, 0], 68);
    const newer = whole.slice();
    newer.set([0, 0, 0, 9], 60);
    const cases: [Uint8Array, RegExp][] = [
      [new TextEncoder().encode('Name,Phone\nAcme,1\n'), /no SQLite database/],
      [new Uint8Array(), /no SQLite database/],
      [whole.slice(0, whole.length / 2), /damaged/],
      [foreign, /not that of a simulated org/],
      [newer, /format 9/],
    ];
    for (const [data, message] of cases) {
      await assert.rejects(createSimulatedOrg({ data }), (error) => {
        assert.ok(error instanceof UnusableData, String(error));
        assert.match(error.message, message);
        return true;
      });
    }
  });
});
