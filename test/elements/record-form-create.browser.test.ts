import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { type FormPage, openForm, readRecord, words } from './record-form-setup.ts';

const contactFields = 'Salutation,FirstName,LastName,Email,Phone,Birthdate,LeadSource,Description';

describe('<sf-record-form> that creates', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(async () => {
    page.remove();
    // Each test finds a browser that has kept nothing.
    await page.connection.disconnect();
  });

  async function open(fields: string | string[] = contactFields, objectApiName = 'Contact') {
    page = await openForm(org, { objectApiName, fields });
    await page.ready();
    return page;
  }

  it('is accessible, with and without errors', async () => {
    await open();
    await expectAccessible(page.form);
    await page.click('Save');
    await page.until(() => page.form.renderRoot.querySelector('#summary'), 'errors show');
    await expectAccessible(page.form);
  });

  it('shows the fields asked for, in order, with required marks', async () => {
    await open('lastname, Email ,FIRSTNAME,Email,LastModifiedDate');
    assert.deepEqual(
      page.fields().map(({ fieldName }) => fieldName),
      ['LastName', 'Email', 'FirstName'],
    );
    const labels = page.fields().map((field) => words(field.renderRoot.querySelector('[part~=label]')));
    assert.deepEqual(labels, ['Last Name* required', 'Email', 'First Name']);
  });

  it('does not say “not saved” when only the answer got lost, and keeps the input', async () => {
    const { fetch } = window;
    window.fetch = async (input, init) => {
      const response = await fetch(input, init);
      const isCreate = init?.method === 'POST' && String(input).includes('/sobjects/');
      if (isCreate) throw new TypeError('The connection broke.');
      return response;
    };
    try {
      await open();
      await page.type('LastName', 'Undecided');
      await page.click('Save');
      await page.until(() => page.form.renderRoot.querySelector('#summary'), 'the form says so');
    } finally {
      window.fetch = fetch;
    }
    assert.match(page.text(), /may not have been saved\. Look before you save again/);
    assert.match(page.text(), /The answer of the org got lost/);
    assert.doesNotMatch(page.text(), /CORS|Not saved/);
    assert.equal(page.control('LastName').value, 'Undecided');
  });

  it('creates a record, shows its id with a link into the org, and is empty for the next', async () => {
    await open();
    await page.type('FirstName', 'Grace');
    await page.type('LastName', 'Hopper');
    await page.type('Email', 'grace@navy.example');
    await page.type('Birthdate', '1906-12-09');
    await page.type('LeadSource', 'Web');
    await page.type('Description', 'first line\nsecond line');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    await page.form.updateComplete;
    const [{ id, created, objectApiName } = { id: '', created: false, objectApiName: '' }] =
      page.heard('sf-success');
    assert.ok(created);
    assert.equal(objectApiName, 'Contact');
    assert.match(id, /^003\w{15}$/);
    const link = page.form.renderRoot.querySelector<HTMLAnchorElement>('[role=status] a');
    assert.equal(link?.href, `${org.url}/${id}`);
    assert.match(link?.rel ?? '', /noopener/);
    assert.match(words(link), new RegExp(id));
    const root = page.form.renderRoot as ShadowRoot;
    await page.until(
      () => root.activeElement === page.field('Salutation'),
      'the focus is on the first field',
    );
    const record = await readRecord(page, 'Contact', id);
    assert.equal(record.FirstName, 'Grace');
    assert.equal(record.Email, 'grace@navy.example');
    assert.equal(record.Birthdate, '1906-12-09');
    assert.equal(record.LeadSource, 'Web');
    assert.match(String(record.Description), /^first line\r?\nsecond line$/);
    assert.deepEqual(
      page.fields().map(({ text }) => text),
      ['', '', '', '', '', '', '', ''],
    );
  });

  it('asks for what is required before it sends anything, and leads to the field', async () => {
    await open();
    const before = (await org.requestLog()).length;
    await page.click('Save');
    await page.until(() => page.errorOf('LastName'), 'the field says what is wrong');
    assert.equal(page.errorOf('LastName'), 'Last Name is required.');
    assert.equal((await org.requestLog()).length, before);
    const root = page.form.renderRoot as ShadowRoot;
    assert.equal(root.activeElement?.id, 'summary');
    await page.click('Last Name is required.');
    assert.equal(root.activeElement, page.field('LastName'));
    await page.type('LastName', 'Lovelace');
    assert.equal(page.errorOf('LastName'), '');
    assert.equal(root.querySelector('#summary'), null);
  });

  it("shows the org's errors at their fields and at the top, and keeps what was typed", async () => {
    await open();
    await page.type('LastName', 'Twin');
    await page.type('Email', 'twin@example.invalid');
    await page.type('FirstName', 'Twin');
    await page.click('Save');
    await page.until(() => page.heard('sf-error').length > 0, 'the org refuses');
    await page.until(() => page.errorOf('Email'), 'the field says so');
    const mail = 'Mail to example.invalid never arrives. Ask for another address.';
    assert.equal(page.errorOf('Email'), mail);
    const summary = words(page.form.renderRoot.querySelector('#summary'));
    assert.match(summary, /First name and last name are the same\. Check the spelling\./);
    assert.ok(summary.includes(`Email: ${mail}`));
    assert.equal(page.field('LastName').text, 'Twin');
    assert.equal(page.field('Email').text, 'twin@example.invalid');
    assert.equal(page.control('Email').getAttribute('aria-invalid'), 'true');
    await page.type('Email', 'twin@example.com');
    await page.type('FirstName', 'Other');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the second try succeeds');
  });

  it('names at the top a field that the form does not show', async () => {
    await open('FirstName,Email');
    await page.type('FirstName', 'Nobody');
    await page.click('Save');
    await page.until(() => page.heard('sf-error').length > 0, 'the org refuses');
    await page.until(() => page.form.renderRoot.querySelector('#summary'), 'the summary shows');
    const summary = words(page.form.renderRoot.querySelector('#summary'));
    assert.match(summary, /Last Name: Required fields are missing: \[LastName\]/);
  });

  it('sends one request, however often Save is pressed', async () => {
    await open('LastName');
    await page.type('LastName', 'Once');
    await org.setLatency(150, /sobjects/);
    const before = (await org.requestLog()).length;
    const save = page.form.renderRoot.querySelector<HTMLButtonElement>('#save');
    save?.click();
    save?.click();
    page
      .control('LastName')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await page.form.updateComplete;
    assert.equal(page.form.renderRoot.querySelector('form')?.getAttribute('aria-busy'), 'true');
    assert.ok(page.control('LastName').disabled, 'the control is still enabled');
    save?.click();
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    await org.setLatency(0);
    const sent = (await org.requestLog()).slice(before).filter(({ method }) => method === 'POST');
    assert.equal(sent.length, 1);
    assert.equal(page.heard('sf-success').length, 1);
  });

  it('saves on Enter in a field', async () => {
    await open('LastName');
    await page.type('LastName', 'Keyboard');
    page
      .control('LastName')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
  });

  it('lets the page stop a save, and change what is sent', async () => {
    await open('LastName');
    await page.type('LastName', 'Asked');
    page.form.addEventListener('sf-submit', (event) => event.preventDefault(), { once: true });
    await page.click('Save');
    assert.equal(page.heard('sf-success').length, 0);
    page.form.addEventListener('sf-submit', ({ fields }) => {
      fields.Department = 'From the page';
    });
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    const record = await readRecord(page, 'Contact', page.heard('sf-success')[0]?.id ?? '');
    assert.equal(record.Department, 'From the page');
    assert.equal(record.LastName, 'Asked');
  });

  it('shows all fields that may be created when none are named, required ones first', async () => {
    await open('', 'Opportunity');
    const names = page.fields().map(({ fieldName }) => fieldName);
    assert.deepEqual([...names.slice(0, 3)].sort(), ['CloseDate', 'Name', 'StageName']);
    const { fields } = await page.connection.describe('Opportunity');
    assert.deepEqual(
      [...names].sort(),
      fields
        .filter(({ createable }) => createable)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('takes a compound by its parts', async () => {
    await open('Name,MailingAddress');
    assert.deepEqual(
      page.fields().map(({ fieldName }) => fieldName),
      [
        'Salutation',
        'FirstName',
        'LastName',
        'MailingStreet',
        'MailingCity',
        'MailingState',
        'MailingPostalCode',
        'MailingCountry',
      ],
    );
  });

  it('clears on request', async () => {
    await open();
    await page.type('LastName', 'Gone');
    await page.click('Clear');
    assert.equal(page.heard('sf-cancel').length, 1);
    assert.equal(page.control('LastName').value, '');
  });

  it('tells the page of changes, in wire form', async () => {
    await open('Code__c,Express_Delivery__c', 'Showcase__c');
    await page.type('Code__c', 'Changed');
    await page.check('Express_Delivery__c', true);
    assert.deepEqual(
      page.heard('sf-change').map(({ fieldName, value }) => [fieldName, value]),
      [
        ['Code__c', 'Changed'],
        ['Express_Delivery__c', true],
      ],
    );
  });
});
