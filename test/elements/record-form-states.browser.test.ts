import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { type FormPage, openForm, words } from './record-form-setup.ts';

/** Beside the one who signs in where nobody else is named. */
const otherUser = 'jonas@northwind.example';

describe('<sf-record-form> when something is missing or wrong', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(async () => {
    page.remove();
    // The browser keeps no metadata for the next test.
    await page.connection.disconnect();
  });

  const alert = () => words(page.form.renderRoot.querySelector('[role=alert]'));
  const shows = (pattern: RegExp) => page.until(() => pattern.test(alert()), `it says ${pattern}`);

  it('asks to connect, accessibly', async () => {
    page = await openForm(undefined, { objectApiName: 'Contact' });
    assert.match(page.text(), /Connect to Salesforce to see this/);
    await expectAccessible(page.form);
  });

  it('shows its frame while it loads', async () => {
    await org.setLatency(200, /describe|composite/);
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.until(() => page.form.renderRoot.querySelector('.bone'), 'the frame shows');
    await expectAccessible(page.form);
    await page.ready();
    await org.setLatency(0);
    assert.equal(page.form.renderRoot.querySelector('.bone'), null);
  });

  it('names object-api-name when the org has no such object', async () => {
    page = await openForm(org, { objectApiName: 'Nonsense__c' });
    await shows(/object-api-name is “Nonsense__c”.*API name/);
    assert.equal(page.heard('sf-error')[0]?.error.code, 'UNKNOWN_OBJECT');
    page.form.objectApiName = 'not a name';
    await shows(/object-api-name is “not a name”/);
    page.form.objectApiName = '';
    await shows(/object-api-name is missing/);
  });

  it('names fields when the object has no such field', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName,Nonsense,Odd__c' });
    await shows(/attribute fields names “Nonsense”, “Odd__c”/);
    assert.equal(page.heard('sf-error')[0]?.error.code, 'UNKNOWN_FIELD');
  });

  it('names record-id when it is no id, or nothing has it', async () => {
    page = await openForm(org, { objectApiName: 'Contact', recordId: 'x' });
    await shows(/record-id is “x”.*15 or 18/);
    page.form.recordId = '003000000000000AAA';
    await shows(/record-id is “003000000000000AAA”.*no such Contact/);
  });

  it('names mode, columns and density when their value is none', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.ready();
    page.form.setAttribute('mode', 'editing');
    await shows(/attribute mode is “editing”.*edit, view, readonly/);
    page.form.removeAttribute('mode');
    page.form.setAttribute('columns', '7');
    await shows(/attribute columns is “7”.*1, 2, 3, 4/);
    page.form.removeAttribute('columns');
    page.form.setAttribute('density', 'tight');
    await shows(/attribute density is “tight”.*comfortable, compact/);
  });

  it('keeps what was typed through every wrong attribute', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName,Email' });
    await page.ready();
    await page.type('LastName', 'Kept');
    for (const [name, wrong, right] of [
      ['fields', 'LastName,Nonsense', 'LastName,Email'],
      ['object-api-name', 'Nonsense__c', 'Contact'],
      ['record-id', 'x', ''],
      ['mode', 'sideways', 'view'],
      ['columns', 'many', '2'],
    ] as const) {
      page.form.setAttribute(name, wrong);
      await page.until(alert, `${name} is named`);
      assert.match(alert(), new RegExp(name));
      page.form.setAttribute(name, right);
      await page.until(() => alert() === '' && page.fields().length === 2, 'the form is back');
      await page.field('LastName').updateComplete;
      assert.equal(page.control('LastName').value, 'Kept', name);
    }
  });

  it('offers to try again when the org cannot be reached', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.ready();
    await page.type('LastName', 'Kept');
    await org.setDown(true);
    page.form.objectApiName = 'Lead';
    await page.until(alert, 'the failure shows');
    await expectAccessible(page.form);
    await page.click('Try again');
    await page.until(alert, 'the failure shows again');
    await org.setDown(false);
    await page.click('Try again');
    await page.ready();
    page.form.objectApiName = 'Contact';
    await page.until(() => page.field('LastName').text === 'Kept', 'what was typed is back');
  });

  it('says so when the org goes down during a save, and once it is back looks and saves', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.ready();
    await page.type('LastName', 'Patient');
    await org.setDown(true);
    await page.click('Save');
    await page.until(() => page.form.renderRoot.querySelector('#summary'), 'the failure shows');
    await org.setDown(false);
    assert.equal(page.control('LastName').value, 'Patient');
    await page.click('Check');
    await page.until(
      () => !page.form.renderRoot.querySelector<HTMLButtonElement>('#save')?.disabled,
      'it has looked',
    );
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
  });

  it('keeps what was typed when it is moved in the page', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.ready();
    await page.type('LastName', 'Moved');
    const before = (await org.requestLog()).length;
    const section = document.createElement('section');
    page.host.append(section);
    section.append(page.form);
    await page.form.updateComplete;
    assert.equal(page.control('LastName').value, 'Moved');
    assert.equal((await org.requestLog()).length, before);
  });

  it('forgets record and input once the visitor has signed out', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.ready();
    await page.type('LastName', 'Private');
    await page.connection.disconnect();
    await page.form.updateComplete;
    assert.equal(page.fields().length, 0);
    assert.match(page.text(), /Connect to Salesforce/);
    await page.connection.connect();
    await page.ready();
    assert.equal(page.control('LastName').value, '');
  });

  it('shows the next user nothing of what the last one has saved or was refused', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    await page.ready();
    await page.type('LastName', 'Private');
    await page.click('Save');
    await page.until(() => /Contact created/.test(page.text()), 'the contact is created');
    const { id } = page.heard('sf-success')[0] ?? {};
    assert.ok(id && page.text().includes(id));
    await page.connection.disconnect();
    await page.connection.connect();
    await page.ready();
    assert.doesNotMatch(page.text(), /created/);
    await page.click('Save');
    await page.until(() => /Not saved/.test(page.text()), 'the problem shows');
    await page.connection.disconnect();
    await page.connection.connect();
    await page.ready();
    assert.doesNotMatch(page.text(), /Not saved/);
  });

  it('forgets what another user has typed', async () => {
    page = await openForm(org, { objectApiName: 'Contact', fields: 'LastName' });
    let isOpen = true;
    let username: string | undefined;
    page.host.tokenSource = ({ expired }) =>
      expired && !isOpen ? Promise.reject(new Error('signed out')) : org.signIn(username);
    await page.host.updateComplete;
    await page.ready();
    await page.type('LastName', 'Private');
    isOpen = false;
    await org.expireAccessTokens();
    await page.click('Save');
    await page.until(() => page.host.state?.status === 'expired', 'the session has expired');
    isOpen = true;
    username = otherUser;
    await page.host.connect();
    await page.until(
      () => page.fields().length > 0 && page.field('LastName').text === '',
      'the input is gone',
    );
  });

  it('lays fields out in columns where there is room', async () => {
    page = await openForm(org, {
      objectApiName: 'Contact',
      fields: 'FirstName,LastName,Email,Phone',
      columns: 2,
    });
    await page.ready();
    const lefts = () =>
      new Set(page.fields().map((field) => Math.round(field.getBoundingClientRect().left))).size;
    for (const [width, columns] of [
      [800, 2],
      [470, 1],
      [320, 1],
    ] as const) {
      page.host.style.width = `${width}px`;
      assert.equal(lefts(), columns, `${width}px`);
      const form = page.form.renderRoot.querySelector('form');
      assert.ok(form && form.scrollWidth <= width, `it is wider than ${width}px`);
    }
  });
});
