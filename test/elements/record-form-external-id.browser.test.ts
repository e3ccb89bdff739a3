import type { Fault } from '../../src/simulator/simulated-org.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { type FormPage, makeRecord, openForm, readRecord, words } from './record-form-setup.ts';

describe('<sf-record-form> that creates by an external id', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(async () => {
    await org.clearFaults();
    page.remove();
  });

  const made = /^[0-9a-f]{32}$/;
  const summary = () => words(page.form.renderRoot.querySelector('#summary'));
  const loseSaves = (times: number, drop: 'before' | 'after' = 'after') =>
    org.addFault({ path: '/sobjects/Contact/', method: 'PATCH', times, drop } as Fault);
  const saved = async () => {
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    return readRecord(page, 'Contact', page.heard('sf-success')[0]?.id ?? '');
  };
  const rowsNamed = async (name: string) => {
    const query = { q: `SELECT COUNT() FROM Contact WHERE LastName = '${name}'` };
    return (
      await page.connection.client.request<{ totalSize: number }>({
        operation: 'Count',
        path: 'query',
        query,
      })
    ).totalSize;
  };

  async function open(fields = 'LastName', externalIdField = 'external_id__c', objectApiName = 'Contact') {
    page = await openForm(org, { objectApiName, fields, externalIdField });
    await page.ready();
  }

  it('makes a value where none is typed, and tells the page of it', async () => {
    await open();
    await page.type('LastName', 'Made');
    await page.click('Save');
    const record = await saved();
    assert.match(String(record.External_Id__c), made);
    assert.equal(page.heard('sf-submit')[0]?.fields.External_Id__c, record.External_Id__c);
    assert.ok(page.heard('sf-success')[0]?.created);
  });

  it('takes the value that is typed', async () => {
    await open('LastName,External_Id__c');
    await page.type('LastName', 'Typed');
    await page.type('External_Id__c', 'erp 1/2');
    await page.click('Save');
    assert.equal((await saved()).External_Id__c, 'erp 1/2');
  });

  it('takes the value that the page gives', async () => {
    await open();
    page.form.addEventListener('sf-submit', ({ fields }) =>
      Object.assign(fields, { External_Id__c: 'given' }),
    );
    await page.type('LastName', 'Given');
    await page.click('Save');
    assert.equal((await saved()).External_Id__c, 'given');
  });

  it('reliability 1: repeats a save whose answer got lost, and makes one record', async () => {
    await open();
    await page.type('LastName', 'Repeated');
    await loseSaves(1);
    await page.click('Save');
    await saved();
    assert.equal(await rowsNamed('Repeated'), 1);
  });

  it('reliability 1: makes one record also where the visitor saves again', async () => {
    await open();
    await page.type('LastName', 'Again');
    await loseSaves(3);
    await page.click('Save');
    await page.until(() => /may not have been saved/.test(summary()), 'the form says so');
    assert.equal(page.control('LastName').value, 'Again');
    await page.click('Save');
    await saved();
    assert.equal(await rowsNamed('Again'), 1);
  });

  it('makes another value for the next record', async () => {
    await open();
    for (const lastName of ['First', 'Second']) {
      await page.type('LastName', lastName);
      await page.click('Save');
      await page.until(() => page.control('LastName').value === '', `${lastName} is saved`);
    }
    const ids = page.heard('sf-submit').map(({ fields }) => fields.External_Id__c);
    assert.equal(new Set(ids).size, 2);
  });

  it('asks for a value where the page takes it away', async () => {
    await open();
    page.form.addEventListener('sf-submit', ({ fields }) => Object.assign(fields, { External_Id__c: null }));
    await page.type('LastName', 'Without');
    await page.click('Save');
    await page.until(() => /External Id is required/.test(summary()), 'the form asks for it');
  });

  it('edits a record by its id all the same', async () => {
    await open();
    const id = await makeRecord(page, 'Contact', { LastName: 'Edited' });
    Object.assign(page.form, { recordId: id, mode: 'edit' });
    await page.until(
      () => page.fields().length > 0 && page.field('LastName').text === 'Edited',
      'the record shows',
    );
    await page.type('LastName', 'Changed');
    await page.click('Save');
    const record = await saved();
    assert.deepEqual([record.LastName, record.External_Id__c ?? null], ['Changed', null]);
  });

  for (const wrong of ['Nonsense__c', 'Email']) {
    it(`names external-id-field where it is ${wrong}, which is no external id`, async () => {
      page = await openForm(org, { objectApiName: 'Contact', externalIdField: wrong });
      await page.until(() => page.heard('sf-error').length > 0, 'the form says so');
      assert.equal(page.heard('sf-error')[0]?.error.code, 'CONFIG');
      await page.until(
        () => page.text().includes(`external-id-field is “${wrong}”`),
        'it names the attribute',
      );
    });
  }
});
