import '../../src/define/sf-query-table.ts';
import { deleteRecord, updateRecord } from '../../src/api/records.ts';
import type { SfField } from '../../src/elements/field/field.ts';
import type { SfQueryTable } from '../../src/elements/query-table/query-table.ts';
import type { SfRecordForm } from '../../src/elements/record-form/record-form.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { type FormPage, makeRecord, openForm, words } from './record-form-setup.ts';

describe('a record that is written on the page', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  beforeEach(async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'FirstName,LastName' });
    await page.ready();
  });
  afterEach(async () => {
    await org.setLatency(0);
    page.remove();
    await page.connection.disconnect();
  });

  const objectApiName = 'Contact';
  const make = (LastName: string) => makeRecord(page, objectApiName, { FirstName: 'Ada', LastName });

  async function addForm(properties: Partial<SfRecordForm>): Promise<SfRecordForm> {
    const form = Object.assign(document.createElement('sf-record-form'), {
      objectApiName,
      fields: 'FirstName,LastName',
      ...properties,
    });
    page.host.append(form);
    await page.until(() => fieldOf(form, 'LastName'), 'the form shows its fields');
    await page.until(() => shown(form, 'LastName') !== '', 'the form shows its values');
    return form;
  }

  async function addTable(soql: string): Promise<SfQueryTable> {
    const table = Object.assign(document.createElement('sf-query-table'), { soql });
    page.host.append(table);
    await page.until(() => table.renderRoot?.querySelector('tbody tr'), 'the table shows its rows');
    return table;
  }

  const fieldOf = (form: SfRecordForm, name: string) =>
    [...(form.renderRoot?.querySelectorAll('sf-field') ?? [])].find(({ fieldName }) => fieldName === name);
  const shown = (form: SfRecordForm, name: string) =>
    words(fieldOf(form, name)?.renderRoot.querySelector('[part~=value]') ?? null);
  const cells = (table: SfQueryTable) => words(table.renderRoot.querySelector('tbody'));
  const reads = async (pattern: RegExp) =>
    (await org.requestLog()).filter(({ method, path }) => method !== 'OPTIONS' && pattern.test(path)).length;
  const update = (id: string, fields: Record<string, string>) =>
    updateRecord(page.connection.client, { objectApiName, id, fields });

  it('shows its new values in every form before they are read again', async () => {
    const id = await make('Before');
    const [one, other] = [await addForm({ recordId: id }), await addForm({ recordId: id.slice(0, 15) })];
    await org.setLatency(1_500, '(sobjects/Contact/.*fields|composite)');
    const answers = () => reads(/sobjects\/Contact\/.*fields|composite/);
    const count = await answers();
    await update(id, { LastName: 'After' });
    await page.until(
      () => shown(one, 'LastName') === 'After' && shown(other, 'LastName') === 'After',
      'both show the new value',
    );
    assert.equal(await answers(), count);
  });

  it('is confirmed by one read for five forms, and with it what follows from the values', async () => {
    const id = await make('Before');
    const forms = await Promise.all(
      Array.from({ length: 5 }, () => addForm({ recordId: id, fields: 'Name,FirstName,LastName' })),
    );
    await page.until(() => forms.every((form) => shown(form, 'Name') === 'Ada Before'), 'all are there');
    const count = await reads(/data/);
    await update(id, { LastName: 'After' });
    await page.until(
      () => forms.every((form) => shown(form, 'Name') === 'Ada After'),
      'all show the name that the org made',
    );
    assert.equal(await reads(/data/), count + 2);
  });

  it('is confirmed by one call for forms with different fields', async () => {
    const id = await make('Before');
    const forms = [
      await addForm({ recordId: id, fields: 'Name,LastName' }),
      await addForm({ recordId: id, fields: 'Name,FirstName,LastName' }),
    ];
    const count = await reads(/data/);
    await update(id, { LastName: 'After' });
    await page.until(() => forms.every((form) => shown(form, 'Name') === 'Ada After'), 'both show the name');
    assert.equal(await reads(/data/), count + 2);
  });

  it('leaves what is typed in a form, and reads the record when that is given up', async () => {
    const id = await make('Before');
    const form = await addForm({ recordId: id });
    const button = (text: string) =>
      [...form.renderRoot.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === text);
    button('Edit')?.click();
    await form.updateComplete;
    const field = fieldOf(form, 'FirstName') as SfField;
    await field.updateComplete;
    const control = field.renderRoot.querySelector('input') as HTMLInputElement;
    control.value = 'Typed';
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    const count = await reads(/data/);
    await update(id, { FirstName: 'Other', LastName: 'After' });
    await form.updateComplete;
    assert.equal(field.text, 'Typed');
    assert.equal(fieldOf(form, 'LastName')?.text, 'After');
    assert.equal(await reads(/data/), count + 1);
    button('Cancel')?.click();
    await page.until(() => shown(form, 'FirstName') === 'Other', 'the form has caught up');
    assert.equal(shown(form, 'LastName'), 'After');
  });

  it('is said to be deleted by the form that shows it, without asking the org', async () => {
    const id = await make('Gone');
    const form = await addForm({ recordId: id });
    const count = await reads(/data/);
    await deleteRecord(page.connection.client, { objectApiName, id });
    await page.until(() => /has been deleted/.test(words(form.renderRoot)), 'the form says so');
    assert.equal(await reads(/data/), count + 1);
    assert.equal(shown(form, 'LastName'), 'Gone');
  });

  it('shows its new values in the rows of a table at once, and asks the query once for many', async () => {
    const marks = ['Row One', 'Row Two', 'Row Three'];
    const ids = await Promise.all(marks.map(make));
    const table = await addTable(
      "SELECT LastName, Name FROM Contact WHERE FirstName = 'Ada' AND LastName LIKE 'R%' ORDER BY LastName",
    );
    await org.setLatency(400, 'query');
    const count = await reads(/query/);
    await Promise.all(ids.map((id, index) => update(id, { LastName: `Renamed ${index}` })));
    await page.until(() => /Renamed 0.*Renamed 1.*Renamed 2/.test(cells(table)), 'all rows are renamed');
    await page.until(() => !/Row/.test(cells(table)), 'the names have been read');
    // Answers of three updates come one after the other: what comes during a query is asked once more.
    assert.ok((await reads(/query/)) <= count + 2);
  });

  it('shows its new name where a table shows it as a parent', async () => {
    const { client } = page.connection;
    const account = await makeRecord(page, 'Account', { Name: 'Parent before' });
    await makeRecord(page, objectApiName, { LastName: 'Child', AccountId: account });
    const table = await addTable(`SELECT LastName, Account.Name FROM Contact WHERE AccountId = '${account}'`);
    await org.setLatency(1_000, 'query');
    await updateRecord(client, { objectApiName: 'Account', id: account, fields: { Name: 'Parent after' } });
    await page.until(() => /Parent after/.test(cells(table)), 'the row shows the new name');
  });

  it('keeps what a function made of a value until the org tells', async () => {
    const id = await makeRecord(page, 'Account', { Name: 'Labelled', Industry: 'Energy' });
    const table = await addTable(`SELECT Name, toLabel(Industry) FROM Account WHERE Id = '${id}'`);
    await org.setLatency(300, 'query');
    const fields = { Name: 'Renamed', Industry: 'Banking' };
    await updateRecord(page.connection.client, { objectApiName: 'Account', id, fields });
    await page.until(() => /Renamed/.test(cells(table)), 'the name is there');
    assert.match(cells(table), /Energy/);
    await page.until(() => /Banking/.test(cells(table)), 'the org has told');
  });
});
