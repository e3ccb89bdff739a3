import '../../src/define/sf-field.ts';
import '../../src/define/sf-query-table.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { type FormPage, openForm, words } from './record-form-setup.ts';

describe('metadata that changes, or is there from an earlier page', () => {
  let org: BrowserOrg;
  let page: FormPage;
  // Each test changes the org.
  beforeEach(async () => {
    org = await startOrg();
  });
  afterEach(async () => {
    page.remove();
    await org.setLatency(0);
    await page.connection.disconnect();
    await org.close();
  });

  const open = async (fields = 'FirstName,LastName,Title') => {
    page = await openForm(org, { objectApiName: 'Contact', fields });
    await page.ready();
  };
  const refresh = async (objectApiName: string) => (await page.connection.metadata()).refresh(objectApiName);
  const label = (name: string) => words(page.field(name).renderRoot.querySelector('label'));

  it('draws a form before the org has answered anything', async () => {
    await open();
    const earlier = page;
    await page.until(() => page.connection.state.user, 'the user is known');
    await org.setLatency(2_000, 'data');
    await open();
    assert.equal(page.connection.state.user, undefined);
    assert.equal(label('Title'), 'Title');
    await page.type('LastName', 'Typed before any answer');
    await page.until(() => page.connection.state.user, 'the user is known');
    assert.equal(page.field('LastName').text, 'Typed before any answer');
    earlier.remove();
  });

  it('reliability 18: draws a form anew with what the org says now, and keeps what is typed', async () => {
    await open();
    await page.type('LastName', 'Typed');
    await org.editField('Contact', 'Title', { label: 'Position' });
    await refresh('contact');
    await page.until(() => label('Title') === 'Position', 'the new label shows');
    assert.equal(page.field('LastName').text, 'Typed');
  });

  it('reliability 18: explains a save that a field made required refuses, and asks for it from then on', async () => {
    await open();
    await page.type('LastName', 'Typed');
    await org.editField('Contact', 'Title', { nillable: false });
    await page.click('Save');
    await page.until(() => page.heard('sf-error').length > 0, 'the save is refused');
    assert.equal(page.heard('sf-error')[0]?.error.code, 'REQUIRED_FIELD_MISSING');
    await page.until(() => /Title\s*\*/.test(label('Title')), 'the field is marked');
    assert.equal(page.field('LastName').text, 'Typed');
    await page.type('Title', 'Engineer');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
  });

  it('reliability 18: explains a save with a field that was taken away, and keeps what is typed', async () => {
    await open();
    await page.type('LastName', 'Typed');
    await page.type('Title', 'Gone');
    await org.editField('Contact', 'Title', null);
    await page.click('Save');
    await page.until(() => page.heard('sf-error').length > 1, 'the save is refused, and the form says why');
    const [refused, unknown] = page.heard('sf-error').map(({ error }) => error);
    assert.match(refused?.code ?? '', /^INVALID_FIELD/);
    assert.equal(unknown?.code, 'UNKNOWN_FIELD');
    assert.equal(page.field('LastName').text, 'Typed');
    page.form.fields = 'FirstName,LastName';
    await page.until(() => page.fields().length === 2, 'the form does without the field');
    assert.equal(page.field('LastName').text, 'Typed');
  });

  it('draws a field anew that stands on its own', async () => {
    await open();
    const field = Object.assign(document.createElement('sf-field'), {
      objectApiName: 'Contact',
      fieldName: 'Title',
    });
    page.host.append(field);
    const text = () => words(field.renderRoot?.querySelector('label') ?? null);
    await page.until(() => text() === 'Title', 'the field shows');
    field.text = 'Typed';
    await org.editField('Contact', 'Title', { label: 'Position' });
    await refresh('Contact');
    await page.until(() => text() === 'Position', 'the new label shows');
    assert.equal(field.text, 'Typed');
  });

  it('names the columns of a table anew without asking for its rows', async () => {
    await open();
    const table = Object.assign(document.createElement('sf-query-table'), {
      soql: 'SELECT Title, Account.Phone FROM Contact LIMIT 1',
    });
    page.host.append(table);
    const heads = () => words(table.renderRoot?.querySelector('thead') ?? null);
    await page.until(() => /Title/.test(heads()), 'the table shows');
    const queries = async () => (await org.requestLog()).filter(({ path }) => /query/.test(path)).length;
    const count = await queries();
    await org.editField('Contact', 'Title', { label: 'Position' });
    await org.editField('Account', 'Phone', { label: 'Hotline' });
    await Promise.all([refresh('Contact'), refresh('Account')]);
    await page.until(() => /Position.*Hotline/.test(heads()), 'the new names show');
    assert.equal(await queries(), count);
  });
});
