import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { type FormPage, makeRecord, openForm, readRecord, words } from './record-form-setup.ts';

describe('<sf-record-form> with a record', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => page.remove());

  const fields = 'Code__c,Price__c,Opens_At__c,Active__c,Contact_Email__c,Net_Price__c';
  const values = {
    Code__c: 'E1',
    Price__c: 1234.5,
    Pieces__c: 2,
    Opens_At__c: '2026-05-01T07:25:00.000+0000',
    Active__c: true,
    Contact_Email__c: 'e1@acme.example',
  };

  /** Creates a record, then opens a form on it. */
  async function open(properties: Parameters<typeof openForm>[1] = {}) {
    const maker = await openForm(org, { objectApiName: 'Showcase__c', fields: 'Code__c' });
    await maker.ready();
    const recordId = await makeRecord(maker, 'Showcase__c', values);
    maker.remove();
    // Nothing it has kept of the metadata is for the form.
    await maker.connection.disconnect();
    page = await openForm(org, { objectApiName: 'Showcase__c', fields, recordId, ...properties });
    await page.ready();
    return recordId;
  }

  const buttons = () =>
    [...page.form.renderRoot.querySelectorAll('.actions button')].map((button) => words(button));

  it('is accessible while viewing and while editing', async () => {
    await open();
    await expectAccessible(page.form);
    await page.click('Edit');
    await expectAccessible(page.form);
  });

  it('shows values formatted, with links', async () => {
    await open();
    assert.equal(page.shown('Code__c'), 'E1');
    assert.match(page.shown('Price__c'), /1,234\.50/);
    assert.match(page.shown('Active__c'), /Yes$/);
    const timeZone = page.connection.state.user?.timeZone;
    const shown = new Date('2026-05-01T07:25:00Z').toLocaleString('en-US', {
      dateStyle: 'medium',
      timeStyle: 'short',
      ...(timeZone && { timeZone }),
    });
    assert.equal(page.shown('Opens_At__c'), words(new Text(shown)));
    const link = page.field('Contact_Email__c').renderRoot.querySelector('a');
    assert.equal(link?.href, 'mailto:e1@acme.example');
    assert.equal(page.heard('sf-load')[0]?.totalSize, 1);
    assert.deepEqual(buttons(), ['Edit']);
  });

  it('reads only the fields it shows', async () => {
    await open({ fields: 'Code__c' });
    const read = (await org.requestLog()).findLast(({ path }) => path.includes('/sobjects/Showcase__c/a0'));
    const asked = new URL(read?.path ?? '', org.url).searchParams.get('fields');
    assert.deepEqual(asked?.split(',').sort(), ['Code__c', 'Id']);
  });

  it('shows its fields’ labels while the record is on its way', async () => {
    const recordId = await open();
    page.remove();
    await org.setLatency(300, /composite|\/sobjects\/Showcase__c\/\w{15}/);
    page = await openForm(org, { objectApiName: 'Showcase__c', fields: 'Code__c,Price__c', recordId });
    await page.until(() => page.form.renderRoot.querySelector('.skeleton .label'), 'labels show');
    const labels = [...page.form.renderRoot.querySelectorAll('.skeleton .label')].map(words);
    assert.deepEqual(labels, ['Code', 'Price']);
    await expectAccessible(page.form);
    await page.ready();
    assert.equal(page.form.renderRoot.querySelector('.skeleton'), null);
    await org.setLatency(0);
  });

  it('names a field that there is not, also where it was asked for while the record was on its way', async () => {
    const recordId = await open();
    page.remove();
    await org.setLatency(300, /composite|\/sobjects\/Showcase__c\/\w{15}/);
    page = await openForm(org, { objectApiName: 'Showcase__c', fields: 'Code__c', recordId });
    await page.until(() => page.form.renderRoot.querySelector('.skeleton .label'), 'labels show');
    page.form.fields = 'Code__c,Nonsense';
    // Rejects where it cannot be drawn.
    await page.form.updateComplete;
    await page.until(() => /names “Nonsense”/.test(page.text()), 'it says what is wrong');
    await org.setLatency(0);
  });

  it('sends only what changed, then shows the record as the org has it', async () => {
    const id = await open();
    await page.click('Edit');
    assert.deepEqual(buttons(), ['Save', 'Cancel']);
    assert.ok(page.field('Net_Price__c').readonly, 'a formula can be edited');
    await page.type('Price__c', '2000');
    await page.type('Code__c', 'E2');
    await page.type('Code__c', 'E1');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    await page.until(() => buttons().includes('Edit'), 'the form is back to viewing');
    assert.deepEqual({ ...page.heard('sf-submit')[0]?.fields }, { Price__c: 2000 });
    assert.match(page.shown('Price__c'), /2,000\.00/);
    assert.equal(page.heard('sf-success')[0]?.id, id);
    assert.equal(page.heard('sf-success')[0]?.created, false);
    assert.match(words(page.form.renderRoot.querySelector('[role=status]')), /saved/);
    const root = page.form.renderRoot as ShadowRoot;
    await page.until(() => root.activeElement?.id === 'edit', 'the focus is on Edit');
    assert.equal((await readRecord(page, 'Showcase__c', id)).Price__c, 2000);
  });

  it('sends nothing when nothing changed', async () => {
    await open({ mode: 'edit' });
    const before = (await org.requestLog()).length;
    await page.click('Save');
    assert.deepEqual(buttons(), ['Edit']);
    assert.equal((await org.requestLog()).length, before);
    assert.equal(page.heard('sf-success').length, 0);
  });

  it('clears a field', async () => {
    const id = await open({ mode: 'edit' });
    await page.type('Contact_Email__c', '');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    assert.deepEqual({ ...page.heard('sf-submit')[0]?.fields }, { Contact_Email__c: null });
    assert.equal((await readRecord(page, 'Showcase__c', id)).Contact_Email__c, null);
  });

  it('gives up what was typed on Cancel', async () => {
    await open({ mode: 'edit' });
    await page.type('Code__c', 'Typed');
    await page.click('Cancel');
    assert.equal(page.heard('sf-cancel').length, 1);
    assert.equal(page.shown('Code__c'), 'E1');
    await page.click('Edit');
    assert.equal(page.control('Code__c').value, 'E1');
  });

  it('never edits when readonly', async () => {
    await open({ mode: 'readonly' });
    assert.deepEqual(buttons(), []);
    assert.ok(page.fields().every((field) => field.readonly));
  });

  it("shows another element's change of the record, and keeps what is typed", async () => {
    const id = await open({ mode: 'edit' });
    await page.type('Code__c', 'Typed');
    const other = await openForm(undefined, {
      connection: page.connection,
      objectApiName: 'Showcase__c',
      fields,
      recordId: id,
      mode: 'edit',
    });
    await other.ready();
    await other.type('Price__c', '77');
    await other.click('Save');
    await page.until(() => page.field('Price__c').text === '77', 'the other change shows');
    assert.equal(page.control('Code__c').value, 'Typed');
    other.remove();
  });

  it('keeps what was typed when its attributes change', async () => {
    await open({ mode: 'edit' });
    await page.type('Code__c', 'Typed');
    await page.type('Price__c', 'not a number');
    page.form.fields = 'Code__c,Hotline__c,Price__c';
    page.form.columns = 2;
    await page.until(
      () => page.fields().some(({ fieldName }) => fieldName === 'Hotline__c'),
      'the field is added',
    );
    assert.equal(page.control('Code__c').value, 'Typed');
    assert.equal(page.control('Price__c').value, 'not a number');
    page.form.fields = 'Hotline__c';
    await page.until(() => page.fields().length === 1, 'the fields are taken away');
    page.form.fields = 'Price__c,Code__c';
    await page.until(() => page.fields().length === 2, 'the fields are back');
    await page.form.updateComplete;
    await page.field('Price__c').updateComplete;
    assert.equal(page.control('Price__c').value, 'not a number');
    assert.equal(page.field('Code__c').text, 'Typed');
  });

  it('goes on after the access token has expired', async () => {
    await open({ mode: 'edit' });
    await page.type('Code__c', 'Later');
    await org.expireAccessTokens();
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
  });

  it('keeps what was typed when the session cannot be renewed, and saves after reconnecting', async () => {
    let isOpen = true;
    const id = await open({ mode: 'edit' });
    page.remove();
    page = await openForm(org, { objectApiName: 'Showcase__c', fields, recordId: id, mode: 'edit' });
    page.host.tokenSource = ({ expired }) =>
      expired && !isOpen ? Promise.reject(new Error('signed out')) : org.signIn();
    await page.host.updateComplete;
    await page.ready();
    await page.type('Code__c', 'Kept');
    isOpen = false;
    await org.expireAccessTokens();
    await page.click('Save');
    await page.until(() => page.host.state?.status === 'expired', 'the session has expired');
    await page.form.updateComplete;
    assert.equal(page.control('Code__c').value, 'Kept');
    assert.match(page.text(), /session has ended/);
    await page.until(
      () => !page.form.renderRoot.querySelector<HTMLButtonElement>('#save')?.disabled,
      'Save is back',
    );
    isOpen = true;
    await page.click('Connect again');
    await page.until(() => page.host.state?.status === 'connected', 'the session is back');
    await page.form.updateComplete;
    assert.equal(page.control('Code__c').value, 'Kept');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    assert.equal(
      (await readRecord({ connection: page.host.connection ?? page.connection }, 'Showcase__c', id)).Code__c,
      'Kept',
    );
  });
});
