import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../../support/start-org.ts';
import { dataPath, restClient } from '../rest-client.ts';

const master = '012000000000000AAA';

interface Item {
  label: string;
  lookupIdApiName: string | null;
  required: boolean;
  editableForNew: boolean;
  uiBehavior: string | null;
  layoutComponents: { apiName: string | null; componentType: string }[];
}

interface Layout {
  sections: { columns: number; rows: number; layoutRows: { layoutItems: Item[] }[] }[];
}

const itemsOf = ({ sections }: Layout): Item[] =>
  sections.flatMap(({ layoutRows }) => layoutRows.flatMap(({ layoutItems }) => layoutItems));
const namesOf = (item: Item | undefined) => item?.layoutComponents.map(({ apiName }) => apiName);

describe('metadata of the UI API', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const get = async (path: string) => {
    const { status, body } = await client.get(`/ui-api${path}`);
    assert.equal(status, 200, path);
    return body;
  };

  test('the directory has every object that the UI API supports', async () => {
    const { objects } = await get('/object-info');
    assert.deepEqual(objects.Contact, {
      apiName: 'Contact',
      keyPrefix: '003',
      label: 'Contact',
      labelPlural: 'Contacts',
      nameFields: ['FirstName', 'LastName', 'Name'],
      objectInfoUrl: `${dataPath}/ui-api/object-info/Contact`,
    });
    assert.equal('Group' in objects, false);
  });

  test('an object has its record types, its theme and what depends on what', async () => {
    const info = await get('/object-info/Showcase__c');
    assert.deepEqual(info.dependentFields, {
      Region__c: { Country__c: { Office__c: {} } },
      Express_Delivery__c: { Courier__c: {} },
    });
    const types = Object.values(info.recordTypeInfos as Record<string, { name: string }>);
    assert.deepEqual(
      types.map(({ name }) => name),
      ['Permanent', 'Travelling', 'Master'],
    );
    assert.equal(info.recordTypeInfos[info.defaultRecordTypeId].name, 'Permanent');
    assert.match(info.themeInfo.color, /^[0-9A-F]{6}$/);
    assert.ok(info.themeInfo.iconUrl.startsWith(`${org.url}/img/icon/`));
  });

  test('a field tells what it is part of, what it depends on and what it points to', async () => {
    const { fields } = await get('/object-info/Showcase__c');
    const part = fields.Venue__City__s;
    assert.deepEqual(
      [part.compound, part.compoundFieldName, part.compoundComponentName],
      [false, 'Venue__c', 'City'],
    );
    assert.deepEqual([fields.Venue__c.compound, fields.Venue__c.dataType], [true, 'Address']);
    assert.deepEqual(fields.Office__c.controllingFields, ['Country__c', 'Region__c']);
    assert.deepEqual(fields.Contact__c.referenceToInfos, [
      { apiName: 'Contact', nameFields: ['FirstName', 'LastName', 'Name'] },
    ]);
    assert.equal(fields.Presentation__c.extraTypeInfo, 'RichTextArea');
  });

  test('several objects at once, each with its own status', async () => {
    const { hasErrors, results } = await get('/object-info/batch/Account,Nothing');
    assert.equal(hasErrors, true);
    assert.deepEqual(results[0].result, await get('/object-info/Account'));
    assert.deepEqual(results[1], {
      result: [{ message: 'Object Nothing is not supported in UI API', errorCode: 'INVALID_TYPE' }],
      statusCode: 400,
    });
  });

  test('metadata that has not changed is 304 for who has seen it', async () => {
    const { headers } = await client.get('/ui-api/object-info/Lead');
    const tag = { 'if-none-match': headers.get('etag') ?? '' };
    assert.equal((await client.get('/ui-api/object-info/Lead', tag)).status, 304);
    org.org.editField('Lead', 'Title', { label: 'Job' });
    assert.equal((await client.get('/ui-api/object-info/Lead', tag)).status, 200);
  });

  test('a layout to look at has every section, one to edit what can be set', async () => {
    const view: Layout & Record<string, unknown> = await get('/layout/Contact');
    assert.deepEqual(
      [view.layoutType, view.mode, view.objectApiName, view.recordTypeId],
      ['Full', 'View', 'Contact', master],
    );
    const edit: Layout = await get('/layout/Contact?mode=Edit');
    assert.equal(view.sections.length, edit.sections.length + 1);
    assert.deepEqual(namesOf(itemsOf(view).find(({ label }) => label === 'Created By')), [
      'CreatedById',
      'CreatedDate',
    ]);
    const unset = itemsOf(edit).filter(({ editableForNew }) => !editableForNew);
    assert.deepEqual(unset.filter(({ layoutComponents }) => layoutComponents[0]?.apiName).flatMap(namesOf), [
      'OwnerId',
    ]);
  });

  test('an item tells what is entered, what is required and which record is behind it', async () => {
    const items = itemsOf(await get('/layout/Contact?mode=Create'));
    const named = (name: string) => items.find((item) => namesOf(item)?.includes(name));
    assert.deepEqual(namesOf(named('LastName'))?.toSorted(), ['FirstName', 'LastName', 'Salutation']);
    assert.deepEqual(
      [named('LastName')?.required, named('LastName')?.uiBehavior, named('LastName')?.lookupIdApiName],
      [true, 'Required', 'Id'],
    );
    assert.deepEqual(
      [named('AccountId')?.label, named('AccountId')?.lookupIdApiName],
      ['Account', 'AccountId'],
    );
    assert.equal(namesOf(named('MailingCity'))?.includes('MailingStreet'), true);
    assert.equal(named('OwnerId')?.uiBehavior, 'Readonly');
  });

  test('rows have as many items as there are columns', async () => {
    for (const mode of ['View', 'Edit', 'Create']) {
      const { sections }: Layout = await get(`/layout/Account?mode=${mode}`);
      for (const { columns, rows, layoutRows } of sections) {
        assert.equal(layoutRows.length, rows);
        for (const { layoutItems } of layoutRows) assert.equal(layoutItems.length, columns);
      }
    }
  });

  test('a compact layout is a column of key fields', async () => {
    const compact: Layout = await get('/layout/Contact?layoutType=Compact');
    assert.deepEqual(itemsOf(compact).flatMap(namesOf).slice(0, 3), ['Name', 'Phone', 'Email']);
    assert.equal(compact.sections[0]?.columns, 1);
  });

  test('a record type has a layout of its own', async () => {
    const { defaultRecordTypeId } = await get('/object-info/Showcase__c');
    const own = await get('/layout/Showcase__c');
    assert.equal(own.recordTypeId, defaultRecordTypeId);
    const other = await get(`/layout/Showcase__c?recordTypeId=${master}`);
    assert.notEqual(other.id, own.id);
  });

  test('a record type is known by its 15-character id too', async () => {
    const { defaultRecordTypeId: own } = await get('/object-info/Showcase__c');
    for (const path of [
      (id: string) => `/layout/Showcase__c?recordTypeId=${id}`,
      (id: string) => `/record-defaults/create/Showcase__c?recordTypeId=${id}`,
      (id: string) => `/object-info/Showcase__c/picklist-values/${id}`,
    ]) {
      assert.deepEqual(await get(path(own.slice(0, 15))), await get(path(own)));
    }
  });

  test('a new record starts with the defaults of its fields, and belongs to who makes it', async () => {
    const { record, layout, objectInfos } = await get('/record-defaults/create/Showcase__c');
    assert.deepEqual([record.id, record.weakEtag, layout.mode], [null, 0, 'Create']);
    assert.deepEqual(record.fields.Status__c, { displayValue: 'Draft', value: 'Draft' });
    assert.equal(record.fields.Active__c.value, true);
    assert.equal(record.fields.Pieces__c.value, 1);
    const { body: user } = await client.get(`/sobjects/User/${record.fields.OwnerId.value}?fields=Name`);
    assert.equal(record.fields.Owner.displayValue, user.Name);
    assert.equal('Serial__c' in record.fields, false);
    assert.deepEqual(Object.keys(objectInfos).sort(), ['Account', 'Contact', 'Showcase__c', 'User']);
  });

  test('a copy starts with what the original holds', async () => {
    const id = await client.create('Contact', { LastName: 'Original', MailingCity: 'Rome' });
    const { record, layout } = await get(`/record-defaults/clone/${id}`);
    assert.deepEqual([record.id, layout.mode], [null, 'Edit']);
    assert.equal(record.fields.LastName.value, 'Original');
    assert.equal(record.fields.MailingCity.value, 'Rome');
  });

  test('record UI holds what the single resources answer', async () => {
    const contact = await client.create('Contact', { LastName: 'Whole' });
    const account = await client.create('Account', { Name: 'Whole' });
    const ui = await get(`/record-ui/${contact},${account}?layoutTypes=Full,Compact&modes=View,Edit`);
    assert.deepEqual(ui.objectInfos.Contact, await get('/object-info/Contact'));
    const layouts = ui.layouts.Contact[master];
    assert.deepEqual(layouts.Full.View, await get('/layout/Contact'));
    assert.deepEqual(layouts.Compact.Edit, await get('/layout/Contact?layoutType=Compact&mode=Edit'));
    assert.deepEqual(Object.keys(ui.records), [contact, account]);
    assert.equal(ui.records[account].fields.Name.value, 'Whole');
    const state = ui.layoutUserStates[layouts.Full.View.id];
    assert.deepEqual(
      Object.keys(state.sectionUserStates),
      layouts.Full.View.sections.map(({ id }: { id: string }) => id),
    );
  });
});
