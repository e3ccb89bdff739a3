import type { Fault } from '../../src/simulator/simulated-org.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { type FormPage, openForm, words } from './record-form-setup.ts';

describe('<sf-record-form> whose create may have been saved', () => {
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

  const summary = () => page.form.renderRoot.querySelector('#summary');
  const button = (text: string) =>
    [...page.form.renderRoot.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === text,
    );
  const posts = async () =>
    (await org.requestLog()).filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/sobjects/Contact'),
    );

  /** Saves a contact and loses the answer. */
  async function lose(fault: Partial<Fault>, lastName: string, more: Record<string, string> = {}) {
    page = await openForm(org, {
      objectApiName: 'Contact',
      fields: 'FirstName,LastName,Email,Birthdate,Description',
    });
    await page.ready();
    await page.type('LastName', lastName);
    for (const [name, text] of Object.entries(more)) await page.type(name, text);
    await saveInVain(fault);
  }

  async function saveInVain(fault: Partial<Fault>) {
    await org.addFault({ path: '/sobjects/Contact$', method: 'POST', ...fault } as Fault);
    await page.click('Save');
    await page.until(() => button('Check') && !button('Checking…'), 'the form offers to check');
  }

  it('is accessible', async () => {
    await lose({ drop: 'after' } as Partial<Fault>, 'Accessible');
    await expectAccessible(page.form);
  });

  it('reliability 1: says so, keeps the input, and does not save again before somebody has looked', async () => {
    const before = (await posts()).length;
    await lose({ drop: 'after' } as Partial<Fault>, 'Kept');
    assert.match(words(summary()), /may not have been saved.*may have been saved all the same/);
    assert.equal(page.control('LastName').value, 'Kept');
    assert.equal(button('Save')?.disabled, true);
    assert.equal((await posts()).length, before + 1);
    assert.equal(page.heard('sf-error')[0]?.error.code, 'OUTCOME_UNKNOWN');
  });

  it('reliability 1: finds by a check what was saved, and ends as saved', async () => {
    const before = (await posts()).length;
    const changes: string[] = [];
    await lose({ truncate: true } as Partial<Fault>, 'Found', {
      Email: 'found@example.com',
      Birthdate: '1990-02-03',
      Description: 'first line\nsecond line',
    });
    page.connection.onRecordChange(({ id, kind }) => changes.push(`${kind} ${id}`));
    await page.click('Check');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is found');
    const [{ id, created } = { id: '', created: false }] = page.heard('sf-success');
    assert.match(id, /^003\w{15}$/);
    assert.ok(created);
    assert.deepEqual(changes, [`created ${id}`]);
    await page.until(() => /Contact created/.test(page.text()), 'the form says so');
    assert.equal(page.control('LastName').value, '');
    assert.equal(button('Save')?.disabled, false);
    assert.equal((await posts()).length, before + 1);
  });

  it('reliability 1: says that nothing was saved, and saves then', async () => {
    await lose({ drop: 'before' } as Partial<Fault>, 'Absent', { Description: 'like another' });
    await page.click('Check');
    await page.until(() => button('Save')?.disabled === false, 'Save is offered again');
    assert.match(words(summary()), /No such record has come to be in Salesforce/);
    assert.doesNotMatch(words(summary()), /may have been saved/);
    assert.equal(button('Check'), undefined);
    assert.equal(page.control('LastName').value, 'Absent');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
  });

  it('takes no record for it that it has created before, nor one with another long text', async () => {
    await lose({ drop: 'after' } as Partial<Fault>, 'Alike', { Description: 'one' });
    await page.click('Check');
    await page.until(() => page.heard('sf-success').length > 0, 'the first is found');
    for (const text of ['one', 'two']) {
      await page.type('LastName', 'Alike');
      await page.type('Description', text);
      await saveInVain({ drop: 'before' } as Partial<Fault>);
      await page.click('Check');
      await page.until(() => /No such record/.test(words(summary())), `${text} is not found`);
      await page.click('Clear');
    }
    assert.equal(page.heard('sf-success').length, 1);
  });

  it('lets the check be repeated where it fails', async () => {
    await lose({ drop: 'after' } as Partial<Fault>, 'Repeated');
    await org.addFault({ path: '/query', status: 500 });
    await page.click('Check');
    await page.until(() => /status 500/.test(words(summary())), 'the form says so');
    assert.equal(button('Save')?.disabled, true);
    await page.click('Check');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is found');
  });

  it('leaves it to the visitor where it can never be found out', async () => {
    await lose({ drop: 'after' } as Partial<Fault>, 'Undecided');
    const errors = [{ message: 'No.', errorCode: 'INVALID_FIELD' }];
    await org.addFault({ path: '/query', status: 400, errors });
    await page.click('Check');
    await page.until(() => button('Save')?.disabled === false, 'Save is offered again');
    assert.equal(button('Check'), undefined);
    assert.match(words(summary()), /may not have been saved/);
  });
});
