import { Connection } from '../../src/connection/connection.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { type FormPage, makeRecord, openForm, readRecord } from './record-form-setup.ts';

describe('<sf-record-form> when something changes during a request', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(async () => {
    await org.setLatency(0);
    page.remove();
  });

  const fields = 'FirstName,LastName';
  const shows = (lastName: string) =>
    page.until(
      () => page.fields().length > 0 && page.field('LastName').text === lastName,
      `it shows ${lastName}`,
    );
  const succeeded = () =>
    page.until(() => page.heard('sf-success').length > 0, 'the page is told of the success');

  it('shows the last of several records, in whatever order the answers come', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields });
    await page.ready();
    const first = await makeRecord(page, 'Contact', { LastName: 'First' });
    const second = await makeRecord(page, 'Contact', { LastName: 'Second' });
    await org.setLatency(300, new RegExp(first));
    page.form.recordId = first;
    await page.form.updateComplete;
    page.form.recordId = second;
    await shows('Second');
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(page.field('LastName').text, 'Second');
  });

  it('saves where it was begun when another record is asked for meanwhile', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields });
    await page.ready();
    const first = await makeRecord(page, 'Contact', { LastName: 'First' });
    const second = await makeRecord(page, 'Contact', { LastName: 'Second' });
    Object.assign(page.form, { recordId: first, mode: 'edit' });
    await shows('First');
    await page.type('LastName', 'Changed');
    await org.setLatency(200, /sobjects/);
    await page.click('Save');
    page.form.recordId = second;
    await succeeded();
    assert.equal(page.heard('sf-success')[0]?.id, first);
    await shows('Second');
    assert.doesNotMatch(page.text(), /saved/);
    assert.equal((await readRecord(page, 'Contact', first)).LastName, 'Changed');
    assert.equal((await readRecord(page, 'Contact', second)).LastName, 'Second');
  });

  it('tells of its success after it has left the page', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields });
    await page.ready();
    const changes: string[] = [];
    page.connection.onRecordChange(({ id }) => changes.push(id));
    await page.type('LastName', 'Gone');
    await org.setLatency(200, /sobjects/);
    await page.click('Save');
    page.form.remove();
    await succeeded();
    assert.deepEqual(changes, [page.heard('sf-success')[0]?.id]);
    page.host.append(page.form);
    await page.ready();
    assert.equal(page.control('LastName').value, '');
  });

  it('shows the next user nothing of a save that ends after the last has signed out', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields });
    await page.ready();
    await page.type('LastName', 'Saved');
    await org.setLatency(200, /sobjects/);
    await page.click('Save');
    await page.connection.disconnect();
    await page.connection.connect();
    await succeeded();
    await page.ready();
    assert.doesNotMatch(page.text(), /created/);
  });

  it('tells only those of the same org, and shows no link into another', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields });
    await page.ready();
    const session = await org.signIn();
    const other = new Connection({ tokenSource: async () => session });
    await other.start();
    const changes: string[] = [];
    page.connection.onRecordChange(() => changes.push('here'));
    other.onRecordChange(() => changes.push('there'));
    await page.type('LastName', 'Here');
    await org.setLatency(200, /sobjects/);
    await page.click('Save');
    page.form.connection = other;
    await succeeded();
    assert.deepEqual(changes, ['here']);
    assert.doesNotMatch(page.text(), /created/);
  });
});
