import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const mei = 'mei@northwind.example';
/** Nothing else in the org has it. */
const secret = 'Zirkonpfeil';

describe('what is hidden is told by no answer', () => {
  let org: RestOrg;
  let ada: ReturnType<typeof restClient>;
  let lead: ReturnType<typeof restClient>;
  const ids: Record<string, string> = {};

  before(async () => {
    org = await openOrg();
    ada = restClient(org);
    lead = restClient(org, mei);
    ids.account = await ada.create('Account', {
      Name: 'Open Ltd',
      Description: `${secret} account`,
      BillingCity: secret,
      External_Id__c: secret,
    });
    ids.contact = await ada.create('Contact', {
      LastName: 'Open',
      AccountId: ids.account,
      Title: `${secret} title`,
      Email: 'open@open.example',
      Department: secret,
    });
    ids.deal = await ada.create('Opportunity', {
      Name: `${secret} deal`,
      AccountId: ids.account,
      StageName: 'Prospecting',
      CloseDate: '2030-01-01',
    });
    ids.task = await ada.create('Task', { Subject: 'Open', WhatId: ids.deal, WhoId: ids.contact });
    // All that Mei has seen while she could.
    for (const [name, id] of [
      ['Account', ids.account],
      ['Contact', ids.contact],
      ['Opportunity', ids.deal],
    ]) {
      await lead.get(`/sobjects/${name}/${id}`);
    }
    await org.setPermissions(mei, {
      objects: { Opportunity: { allowRead: false } },
      fields: {
        'Account.BillingAddress': { readable: false },
        'Account.Description': { readable: false },
        'Account.External_Id__c': { readable: false },
        'Contact.Department': { readable: false },
        'Contact.Title': { readable: false },
      },
    });
  });
  after(() => org.close());

  const soql = (text: string) => `/query?q=${encodeURIComponent(text)}`;
  const sosl = (text: string) => `/search?q=${encodeURIComponent(text)}`;
  const listView = async (client: typeof ada, name: string) =>
    `${(await client.get(`/sobjects/${name}/listviews`)).body.listviews[0].url}/results?limit=2000`;

  /** Requests whose answers name the secret to who may see everything. */
  function telling(): [method: string, path: string, body?: object][] {
    const { account, contact, deal } = ids;
    const part = `${dataPath}/sobjects/Account/${account}`;
    return [
      ['GET', `/sobjects/Account/${account}`],
      ['GET', `/sobjects/Account/${account}?fields=Name,Description`],
      ['GET', `/sobjects/Account/External_Id__c/${secret}`],
      ['GET', `/sobjects/Contact/${contact}`],
      ['GET', `/sobjects/Contact/${contact}?fields=Account.BillingCity`],
      ['GET', `/sobjects/Opportunity/${deal}`],
      ['GET', `/composite/sobjects/Account?ids=${account}&fields=BillingAddress`],
      ['POST', '/composite/sobjects/Opportunity', { ids: [deal], fields: ['Name'] }],
      ['POST', '/composite', { compositeRequest: [{ method: 'GET', url: part, referenceId: 'a' }] }],
      ['POST', '/composite/batch', { batchRequests: [{ method: 'GET', url: part.slice(15) }] }],
      [
        'POST',
        '/composite/graph',
        { graphs: [{ graphId: 'g', compositeRequest: [{ method: 'GET', url: part, referenceId: 'a' }] }] },
      ],
      ['GET', '/recent'],
      ['GET', '/sobjects/Opportunity'],
      ['GET', soql(`SELECT FIELDS(ALL) FROM Account WHERE Id = '${account}' LIMIT 1`)],
      ['GET', soql(`SELECT BillingAddress FROM Account WHERE Id = '${account}'`)],
      ['GET', soql(`SELECT Account.BillingCity FROM Contact WHERE Id = '${contact}'`)],
      ['GET', soql(`SELECT toLabel(Department) d FROM Contact WHERE Id = '${contact}'`)],
      ['GET', soql(`SELECT MAX(Department) FROM Contact WHERE AccountId = '${account}'`)],
      ['GET', soql(`SELECT Title, COUNT(Id) FROM Contact WHERE Id = '${contact}' GROUP BY Title`)],
      ['GET', soql(`SELECT (SELECT Name FROM Opportunities) FROM Account WHERE Id = '${account}'`)],
      ['GET', soql(`SELECT (SELECT Title FROM Contacts) FROM Account WHERE Id = '${account}'`)],
      ['GET', soql(`SELECT What.Name, Who.Title FROM Task WHERE Id = '${ids.task}'`)],
      ['GET', soql(`SELECT TYPEOF What WHEN Opportunity THEN Name END FROM Task WHERE Id = '${ids.task}'`)],
      ['GET', soql(`SELECT TYPEOF Who WHEN Contact THEN Title END FROM Task WHERE Id = '${ids.task}'`)],
      ['GET', sosl(`FIND {Open} RETURNING Contact(Title)`)],
      ['GET', sosl(`FIND {${secret}} RETURNING Opportunity(Name)`)],
      [
        'POST',
        '/parameterizedSearch',
        { q: 'Open', fields: ['Description'], sobjects: [{ name: 'Account' }] },
      ],
    ];
  }

  test('to whatever is asked', async () => {
    for (const [method, path, body] of telling()) {
      const open = await ada.call(method, path, body);
      assert.match(JSON.stringify(open.body), new RegExp(secret), `${method} ${path}`);
      const answer = await lead.call(method, path, body);
      const told = JSON.stringify(answer.body).replaceAll(/"message":"(?:[^"\\]|\\.)*"/g, '');
      assert.doesNotMatch(told, new RegExp(secret), `${method} ${path}`);
      assert.ok(answer.status < 500, `${method} ${path}`);
    }
  });

  test('nor in list views', async () => {
    assert.match(JSON.stringify((await ada.get(await listView(ada, 'Contact'))).body), new RegExp(secret));
    const { status, body } = await lead.get(await listView(lead, 'Contact'));
    assert.equal(status, 200);
    assert.doesNotMatch(JSON.stringify(body), new RegExp(secret));
  });

  test('nor is a record found by what is hidden of it', async () => {
    const found = async (client: typeof ada) =>
      (await client.get(sosl(`FIND {${secret}}`))).body.searchRecords
        .map(({ Id }: { Id: string }) => Id)
        .sort();
    assert.deepEqual(await found(ada), [ids.account, ids.contact, ids.deal].sort());
    assert.deepEqual(await found(lead), []);
  });

  test('nor by what keeps a record from being deleted', async () => {
    const account = await ada.create('Account', { Name: 'Held Ltd' });
    const held = await ada.create('Case', { AccountId: account, Subject: 'Holds' });
    const number = (await ada.get(`/sobjects/Case/${held}`)).body.CaseNumber;
    const jonas = restClient(org, 'jonas@northwind.example');
    await org.setPermissions('jonas@northwind.example', { objects: { Case: { allowRead: false } } });
    const refusalTo = (client: typeof ada) => client.refusal('DELETE', `/sobjects/Account/${account}`);
    assert.match((await refusalTo(ada)).message, new RegExp(number));
    const refusal = await refusalTo(jonas);
    assert.equal(refusal.errorCode, 'DELETE_FAILED');
    assert.doesNotMatch(refusal.message, new RegExp(number));
  });

  test('nor by the details of duplicates', async () => {
    await org.setDuplicateRules(true);
    const header = { 'sforce-duplicate-rule-header': 'includeRecordDetails=true' };
    const twin = { LastName: 'Open', Email: 'open@open.example' };
    const open = await ada.call('POST', '/sobjects/Contact', twin, header);
    assert.match(JSON.stringify(open.body), new RegExp(secret));
    const { body } = await lead.call('POST', '/sobjects/Contact', twin, header);
    assert.equal(body[0].errorCode, 'DUPLICATES_DETECTED');
    assert.match(JSON.stringify(body), new RegExp(String(ids.contact)));
    assert.doesNotMatch(JSON.stringify(body), new RegExp(secret));
    await org.setDuplicateRules(false);
  });

  test('nor by a job', async () => {
    const query = `SELECT Name, Description FROM Account WHERE Id = '${ids.account}'`;
    const open = await ada.call('POST', '/jobs/query', { operation: 'query', query });
    const path = `/jobs/query/${open.body.id}`;
    while ((await ada.get(path)).body.state !== 'JobComplete');
    assert.match((await ada.get(`${path}/results`)).body, new RegExp(secret));
    assert.equal((await lead.call('POST', '/jobs/query', { operation: 'query', query })).status, 400);
    assert.notEqual((await lead.get(`${path}/results`)).status, 200);
  });

  test('nor by the lists of jobs', async () => {
    for (const [path, job] of [
      ['/jobs/ingest', { object: 'Opportunity', operation: 'insert' }],
      ['/jobs/query', { operation: 'query', query: 'SELECT Name FROM Opportunity' }],
    ] as const) {
      const { id } = (await ada.call('POST', path, job)).body;
      const listed = async (client: typeof ada) =>
        (await client.get(path)).body.records.map((record: { id: string }) => record.id);
      assert.ok((await listed(ada)).includes(id));
      assert.deepEqual(await listed(lead), []);
    }
  });
});
