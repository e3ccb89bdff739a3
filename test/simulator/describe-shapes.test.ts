import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, SObjectDescribe } from '../../src/api/types.ts';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { compareShape } from '../support/payload-shape.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

/** Differences by their reason. */
type Differences = Readonly<Record<string, readonly string[]>>;

const laterVersion = [
  'associateEntityType: added',
  'associateParentEntity: added',
  'sobjectDescribeOption: added',
  'supportedScopes[scopingRule]: added',
];

const whole: Readonly<Record<string, Differences>> = {
  Account: {
    'the genuine payload is of version 48': laterVersion,
    'custom fields of the genuine org': [
      'fields[Primary_Contact__c]: missing',
      'fields[ns__Description__c]: missing',
      'fields[History__c]: missing',
      'fields[ns__LinkedAccount__c]: missing',
    ],
    'record types of the genuine org; here accounts have only the master': [
      'fields[RecordTypeId]: missing',
      'recordTypeInfos[Household]: missing',
      'urls.defaultValues: missing',
    ],
    'fields of products that this org does not have': [
      'fields[ChannelProgramName]: missing',
      'fields[ChannelProgramLevelName]: missing',
      'fields[DandbCompanyId]: missing',
      'fields[OperatingHoursId]: missing',
    ],
    'a custom field of this org': ['fields[External_Id__c]: added'],
  },
  Contact: {
    'a field of a product that this org does not have': ['fields[IndividualId]: missing'],
    'a custom field of this org': ['fields[External_Id__c]: added'],
  },
  Case: {
    'the genuine payload is of version 48': laterVersion,
    'fields and scopes of products that this org does not have': [
      'fields[AssetId]: missing',
      'supportedScopes[genericteam]: missing',
      'supportedScopes[team_by_role]: missing',
    ],
    'resources that this org does not have': [
      'urls.caseArticleSuggestions: missing',
      'urls.caseRowArticleSuggestions: missing',
      'urls.defaultValues: missing',
    ],
  },
  Opportunity: {
    'lookups to objects that this org does not have': [
      'fields[CampaignId]: missing',
      'fields[Pricebook2Id]: missing',
      'fields[LastAmountChangedHistoryId]: missing',
      'fields[LastCloseDateChangedHistoryId]: missing',
    ],
  },
};

const global: Differences = {
  'resources that this org does not have': [
    'sobjects[Case].urls.caseArticleSuggestions: missing',
    'sobjects[Case].urls.caseRowArticleSuggestions: missing',
    'sobjects[User].urls.namedLayouts: missing',
    'sobjects[User].urls.passwordUtilities: missing',
  ],
  'URLs that this org gives every object': [
    'sobjects[User].urls.approvalLayouts: added',
    'sobjects[User].urls.listviews: added',
  ],
};

/** Genuine describes of objects that this org does not have; the last is of version 23, which knew fewer keys. */
const foreign: Readonly<Record<string, Differences>> = {
  OpportunityContactRole: {},
  Event: {},
  Custom__c: {},
  Whizbang__c: { 'no text here has a default value': ['string[].defaultValue: null instead of string'] },
};

describe('describes beside genuine ones', { skip: fixturesMissing }, () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const described = async (name: string): Promise<SObjectDescribe> =>
    (await client.get(`/sobjects/${name}/describe`)).body;

  function assertDifferences(found: readonly string[], expected: Differences = {}): void {
    assert.deepEqual([...found].sort(), Object.values(expected).flat().sort());
  }

  for (const [name, expected] of Object.entries(whole)) {
    test(`${name}: every key and every type of value`, async () => {
      assertDifferences(compareShape(fixture(`describe/${name}.json`), await described(name)), expected);
    });
  }

  test('Global: every key and every type of value of the objects that both have', async () => {
    const genuine = fixture<{ sobjects: { name: string }[] }>('describe/Global.json');
    const simulated = (await client.get('/sobjects')).body;
    const names = new Set(simulated.sobjects.map(({ name }: { name: string }) => name));
    const shared = genuine.sobjects.filter(({ name }) => names.has(name));
    assert.ok(shared.length >= 6, `only ${shared.length} shared objects`);
    const sharedNames = new Set(shared.map(({ name }) => name));
    simulated.sobjects = simulated.sobjects.filter(({ name }: { name: string }) => sharedNames.has(name));
    assertDifferences(compareShape({ ...genuine, sobjects: shared }, simulated), global);
  });

  /** Fields of one type, without the names by which they would be compared one by one. */
  function byType(fields: readonly FieldDescribe[]): Record<string, object[]> {
    const found: Record<string, object[]> = {};
    for (const { name: _, ...field } of fields) found[field.type] = [...(found[field.type] ?? []), field];
    return found;
  }

  for (const [name, expected] of Object.entries(foreign)) {
    test(`${name}, which is not there: its fields beside those of the same types`, async () => {
      const genuine = byType(fixture<SObjectDescribe>(`describe/${name}.json`).fields);
      const objects = ['Account', 'Contact', 'Opportunity', 'Task', 'User', 'Showcase__c'];
      const ours = byType((await Promise.all(objects.map(described))).flatMap(({ fields }) => fields));
      const shared = Object.fromEntries(Object.keys(genuine).map((type) => [type, ours[type]]));
      const found = compareShape(genuine, shared);
      const isNew = (difference: string) => name === 'Whizbang__c' && difference.endsWith(': added');
      assertDifferences(
        found.filter((difference) => !isNew(difference)),
        expected,
      );
    });
  }
});
