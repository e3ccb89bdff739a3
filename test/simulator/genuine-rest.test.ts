import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { compareShape } from '../support/payload-shape.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

/** Names in the genuine payloads, to those of the fields that are asked for here in their stead. */
const names = {
  Checkbox_Label: 'Active__c',
  Text_Label: 'Code__c',
  DateTime_Label: 'Opens_At__c',
  Date_Label: 'Launch_Date__c',
  Picklist_Multiselect_Label: 'Channels__c',
  ParentWhizbang__r: 'Parent__r',
  Whizbangs__r: 'Children__r',
  CampaignId: 'AccountId',
};

function genuine(path: string): unknown {
  const text = JSON.stringify(fixture(path));
  return JSON.parse(
    Object.entries(names).reduce(
      (given, [theirs, ours]) => given.replaceAll(`"${theirs}"`, `"${ours}"`),
      text,
    ),
  );
}

/** Each genuine payload, what is asked for here, and where the answer differs, with the reason. */
const compared: Record<string, { soql?: string; listView?: string; differences?: Record<string, string> }> = {
  'rest/query.json': {
    soql: `SELECT Active__c, Code__c, Launch_Date__c, Opens_At__c, Channels__c, Parent__r.Name, Parent__r.Code__c,
      (SELECT Name FROM Children__r) FROM Showcase__c WHERE Code__c = 'both'`,
  },
  'rest/query-aggregate.json': {
    soql: 'SELECT AccountId, SUM(Amount) FROM Opportunity GROUP BY AccountId',
  },
  'rest/list-view-results.json': {
    listView: 'MyAccounts',
    differences: {},
  },
};

describe('answers of the REST API beside genuine ones', { skip: fixturesMissing }, () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    const create = (values: object) => client.create('Showcase__c', values);
    const parent = await create({ Name: 'Parent', Code__c: 'parent' });
    const both = await create({
      Code__c: 'both',
      Active__c: false,
      Launch_Date__c: '2010-01-01',
      Opens_At__c: '2011-07-07T00:37:00.000+0000',
      Channels__c: 'Email;Post',
      Parent__c: parent,
    });
    await create({ Name: 'Child', Code__c: 'child', Parent__c: both });
  });
  after(() => org.close());

  async function listViewResults(developerName: string) {
    const { listviews } = (await client.get('/sobjects/Account/listviews')).body;
    const view = listviews.find((each: { developerName: string }) => each.developerName === developerName);
    return (await client.get(`/sobjects/Account/listviews/${view.id}/results`)).body;
  }

  for (const [path, { soql, listView, differences = {} }] of Object.entries(compared)) {
    test(path, async () => {
      const simulated = soql ? await client.query(soql) : await listViewResults(listView ?? '');
      assert.deepEqual(compareShape(genuine(path), simulated), Object.keys(differences));
    });
  }
});
