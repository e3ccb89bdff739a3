import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RecordTypeInfo } from '../../src/api/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Item {
  editableForNew: boolean;
  editableForUpdate: boolean;
  label: string;
  layoutComponents: { type: string; value: string; components?: { value: string }[] }[];
  placeholder: boolean;
  required: boolean;
}

interface Section {
  columns: number;
  heading: string;
  layoutRows: { layoutItems: Item[]; numItems: number }[];
  parentLayoutId: string;
  rows: number;
}

describe('layouts of the simulated org', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const itemsOf = (sections: Section[]): Item[] =>
    sections.flatMap(({ layoutRows }) => layoutRows.flatMap(({ layoutItems }) => layoutItems));
  const itemOf = (sections: Section[], name: string): Item => {
    const found = itemsOf(sections).find(({ layoutComponents }) => layoutComponents[0]?.value === name);
    assert.ok(found, name);
    return found;
  };
  const recordTypes = async (): Promise<RecordTypeInfo[]> =>
    (await client.get('/sobjects/Showcase__c/describe')).body.recordTypeInfos;

  test('an object without record types has one layout, that of the master', async () => {
    const { body } = await client.get('/sobjects/Contact/describe/layouts');
    assert.deepEqual(body.recordTypeSelectorRequired, [false]);
    assert.equal(body.layouts.length, 1);
    const [mapping, ...others] = body.recordTypeMappings;
    assert.deepEqual(others, []);
    const { picklistsForRecordType, ...rest } = mapping;
    assert.deepEqual(rest, {
      active: true,
      available: true,
      defaultRecordTypeMapping: true,
      developerName: 'Master',
      layoutId: body.layouts[0].id,
      master: true,
      name: 'Master',
      recordTypeId: '012000000000000AAA',
      urls: { layout: `${dataPath}/sobjects/Contact/describe/layouts/012000000000000AAA` },
    });
    const leadSource = picklistsForRecordType.find(
      ({ picklistName }: { picklistName: string }) => picklistName === 'LeadSource',
    );
    assert.deepEqual(Object.keys(leadSource.picklistValues[0]).sort(), [
      'active',
      'defaultValue',
      'label',
      'validFor',
      'value',
    ]);
    const alone = await client.get('/sobjects/Contact/describe/layouts/012000000000000AAA');
    assert.deepEqual(alone.body, body.layouts[0]);
  });

  test('a layout is made of sections, rows and items', async () => {
    const { body } = await client.get('/sobjects/Contact/describe/layouts');
    const [layout] = body.layouts;
    assert.match(layout.id, /^00h\w{15}$/);
    const sections: Section[] = layout.detailLayoutSections;
    assert.deepEqual(
      sections.map(({ heading, columns }) => [heading, columns]),
      [
        ['Contact Information', 2],
        ['Address Information', 2],
        ['Description Information', 1],
        ['System Information', 2],
      ],
    );
    for (const { columns, layoutRows, rows, parentLayoutId } of sections) {
      assert.equal(rows, layoutRows.length);
      assert.equal(parentLayoutId, layout.id);
      for (const row of layoutRows)
        assert.deepEqual([row.numItems, row.layoutItems.length], [columns, columns]);
    }
    const [name] = itemOf(sections, 'Name').layoutComponents;
    assert.deepEqual(
      name?.components?.map(({ value }) => value),
      ['LastName', 'FirstName', 'Salutation'],
    );
    const [address] = itemOf(sections, 'MailingAddress').layoutComponents;
    assert.deepEqual(
      address?.components?.map(({ value }) => value),
      ['MailingStreet', 'MailingCity', 'MailingState', 'MailingPostalCode', 'MailingCountry'],
    );
    assert.deepEqual(
      itemOf(sections, 'CreatedById').layoutComponents.map(({ value }) => value),
      ['CreatedById', ', ', 'CreatedDate'],
    );
  });

  test('what is required and what can be edited follows the describe', async () => {
    for (const [objectName, required] of [
      ['Contact', ['Name']],
      ['Lead', ['Name', 'Company']],
      ['Opportunity', ['Name', 'StageName', 'CloseDate']],
      ['Case', []],
    ] as const) {
      const { body } = await client.get(`/sobjects/${objectName}/describe/layouts`);
      const { editLayoutSections, detailLayoutSections } = body.layouts[0];
      const items = itemsOf(editLayoutSections).filter(({ placeholder }) => !placeholder);
      const names = items.filter((item) => item.required).map((item) => item.layoutComponents[0]?.value);
      assert.deepEqual(names.sort(), [...required].sort(), objectName);
      assert.ok(items.every((item) => item.editableForNew || item.editableForUpdate));
      const owner = itemOf(detailLayoutSections, 'OwnerId');
      assert.deepEqual(
        [owner.editableForNew, owner.editableForUpdate, owner.required],
        [false, false, false],
      );
    }
  });

  test('with several record types each layout is fetched on its own', async () => {
    const { body } = await client.get('/sobjects/Showcase__c/describe/layouts');
    assert.equal(body.layouts, null);
    assert.deepEqual(body.recordTypeSelectorRequired, [true]);
    const infos = await recordTypes();
    assert.deepEqual(
      body.recordTypeMappings.map(({ name }: RecordTypeInfo) => name),
      ['Permanent', 'Travelling', 'Master'],
    );
    const ids = new Set<string>();
    for (const [index, { urls }] of infos.entries()) {
      const layout = (await client.get(urls.layout ?? '')).body;
      assert.equal(layout.id, body.recordTypeMappings[index].layoutId);
      ids.add(layout.id);
    }
    assert.equal(ids.size, 3);
    const [permanent] = body.recordTypeMappings;
    const colours = permanent.picklistsForRecordType.find(
      ({ picklistName }: { picklistName: string }) => picklistName === 'Colour__c',
    );
    assert.deepEqual(
      colours.picklistValues.map(({ value }: { value: string }) => value),
      ['Red', 'Green'],
    );
  });

  test('a new record has the default record type, or the one it is given', async () => {
    const [first, second] = await recordTypes();
    const id = await client.create('Showcase__c', { Code__c: 'default' });
    const other = { Code__c: 'other', RecordTypeId: second?.recordTypeId };
    const otherId = await client.create('Showcase__c', other);
    const { records } = await client.query(
      `SELECT RecordTypeId, RecordType.DeveloperName FROM Showcase__c WHERE Id IN ('${id}', '${otherId}') ORDER BY Code__c`,
    );
    assert.deepEqual(
      records.map((record: { RecordTypeId: string; RecordType: { DeveloperName: string } }) => [
        record.RecordTypeId,
        record.RecordType.DeveloperName,
      ]),
      [
        [first?.recordTypeId, 'Permanent'],
        [second?.recordTypeId, 'Travelling'],
      ],
    );
  });

  test('compact layouts', async () => {
    const { body } = await client.get('/sobjects/Account/describe/compactLayouts');
    const [layout, ...others] = body.compactLayouts;
    assert.deepEqual(others, []);
    assert.equal(body.defaultCompactLayoutId, layout.id);
    assert.equal(layout.objectType, 'Account');
    const names = layout.fieldItems.map(({ layoutComponents }: Item) => layoutComponents[0]?.value);
    assert.equal(names[0], 'Name');
    assert.ok(names.length > 2 && names.length <= 5);
    const [mapping] = body.recordTypeCompactLayoutMappings;
    assert.equal(mapping.compactLayoutId, layout.id);
    for (const url of [mapping.urls.compactLayout, body.urls.primary]) {
      assert.deepEqual((await client.get(url)).body, layout);
    }
    const many = (await client.get('/sobjects/Showcase__c/describe/compactLayouts')).body;
    assert.equal(many.recordTypeCompactLayoutMappings.length, 3);
  });

  test('304 for who has seen it, until it changes', async () => {
    for (const path of ['layouts', 'layouts/012000000000000AAA', 'compactLayouts']) {
      const url = `/sobjects/Lead/describe/${path}`;
      const seen = { 'if-modified-since': (await client.get(url)).headers.get('last-modified') ?? '' };
      assert.equal((await client.get(url, seen)).status, 304, path);
      org.org.editDescribe('Lead', (lead) => {
        lead.label = `${lead.label}!`;
      });
      assert.equal((await client.get(url, seen)).status, 200, path);
    }
  });

  test('objects and record types that have none', async () => {
    for (const path of [
      'Nothing/describe/layouts',
      'Group/describe/layouts',
      'Contact/describe/layouts/012000000000001AAA',
      'Contact/describe/compactLayouts/nonsense',
    ]) {
      const refusal = await client.refusal('GET', `/sobjects/${path}`);
      assert.deepEqual([refusal.status, refusal.errorCode], [404, 'NOT_FOUND'], path);
    }
  });
});
