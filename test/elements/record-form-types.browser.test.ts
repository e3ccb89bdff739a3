import { sendKeys } from '@web/test-runner-commands';
import type { FieldValue } from '../../src/api/types.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { type FormPage, makeRecord, openForm, readRecord, words } from './record-form-setup.ts';

/** Field, what a visitor types, what the org then has, what the form shows (of dates and numbers: in en-US). */
const typed: readonly (readonly [string, string, FieldValue, string | RegExp])[] = [
  ['Name', 'Round trip', 'Round trip', 'Round trip'],
  ['Code__c', 'RT1', 'RT1', 'RT1'],
  ['Note__c', 'two\nlines', 'two\nlines', 'twolines'],
  ['Story__c', '<b>not bold</b>', '<b>not bold</b>', '<b>not bold</b>'],
  ['Presentation__c', '<p>rich &amp; kept</p>', '<p>rich &amp; kept</p>', 'rich & kept'],
  ['Weight__c', '1,234.5', 1234.5, '1,234.500'],
  ['Pieces__c', '-3', -3, '-3'],
  ['Price__c', '99.9', 99.9, /99\.90/],
  ['Discount__c', '12.5', 12.5, '12.50%'],
  ['Launch_Date__c', '2026-03-29', '2026-03-29', 'Mar 29, 2026'],
  ['Daily_Start__c', '14:05', '14:05:00.000Z', /^2:05\sPM$/],
  ['Contact_Email__c', 'a.b+c@acme.example', 'a.b+c@acme.example', 'a.b+c@acme.example'],
  ['Hotline__c', '+49 30 1234', '+49 30 1234', '+49 30 1234'],
  ['Web_Page__c', 'www.acme.example', 'www.acme.example', 'www.acme.example'],
  ['Status__c', 'In_Review', 'In_Review', 'In Review'],
  ['Position__Latitude__s', '37.775', 37.775, '37.775'],
];

describe('<sf-record-form> and field types', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => page.remove());

  async function openShowcase(properties: Parameters<typeof openForm>[1] = {}) {
    page = await openForm(org, { objectApiName: 'Showcase__c', ...properties });
    await page.ready();
    return page;
  }

  async function save() {
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    return page.heard('sf-success')[0]?.id ?? '';
  }

  /** Goes on with the record in a second form. */
  async function reopen(recordId: string, properties: Parameters<typeof openForm>[1] = {}) {
    page.remove();
    await openShowcase({ recordId, ...properties });
  }

  it('is accessible with a field of every type', async () => {
    await openShowcase();
    await expectAccessible(page.form);
  });

  it('takes every type as typed, and shows it again', async () => {
    await openShowcase();
    for (const [name, text] of typed) await page.type(name, text);
    const id = await save();
    const record = await readRecord(page, 'Showcase__c', id);
    await reopen(id);
    for (const [name, text, value, shown] of typed) {
      const stored = record[name];
      assert.deepEqual(typeof stored === 'string' ? stored.replaceAll('\r\n', '\n') : stored, value, name);
      if (typeof shown === 'string') assert.equal(page.shown(name), shown, name);
      else assert.match(page.shown(name), shown, name);
      void text;
    }
    await page.click('Edit');
    for (const [name, text] of typed) {
      const expected = name === 'Weight__c' ? '1234.5' : text;
      assert.equal(page.control(name).value, expected, name);
    }
    await page.click('Save');
    assert.equal(
      page.heard('sf-submit')[0] && Object.keys(page.heard('sf-submit')[0]?.fields ?? {}).length,
      0,
    );
  });

  it("takes a moment on the clock of the user's time zone", async () => {
    await openShowcase();
    await page.until(() => page.connection.state.user, 'the user is known');
    const timeZone = page.connection.state.user?.timeZone ?? '';
    await page.type('Code__c', 'Clock');
    await page.type('Opens_At__c', '2026-07-01T08:30');
    const id = await save();
    const record = await readRecord(page, 'Showcase__c', id);
    assert.match(String(record.Opens_At__c), /^2026-07-\d\dT\d\d:30:00\.000\+0000$/);
    const moment = new Date(String(record.Opens_At__c).replace('+0000', 'Z'));
    const clock = moment.toLocaleString('sv-SE', { timeZone });
    assert.equal(clock, '2026-07-01 08:30:00');
    await reopen(id, { mode: 'edit' });
    assert.equal(page.control('Opens_At__c').value, '2026-07-01T08:30');
  });

  it("reads and writes numbers as the user's locale does", async () => {
    page = await openForm(org, { objectApiName: 'Showcase__c', fields: 'Code__c,Price__c,Launch_Date__c' });
    page.host.tokenSource = () => org.signIn('jonas@northwind.example');
    await page.host.updateComplete;
    await page.ready();
    await page.until(() => page.host.connection?.state.user?.locale === 'de-DE', 'the user is known');
    await page.form.updateComplete;
    await page.type('Code__c', 'German');
    await page.type('Price__c', '1.234,5');
    await page.type('Launch_Date__c', '2026-12-24');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    assert.equal(page.heard('sf-submit')[0]?.fields.Price__c, 1234.5);
    page.form.recordId = page.heard('sf-success')[0]?.id;
    await page.until(() => page.fields()[0]?.readonly, 'the record shows');
    await page.form.updateComplete;
    assert.match(page.shown('Price__c'), /^1\.234,50/);
    assert.equal(page.shown('Launch_Date__c'), '24.12.2026');
  });

  it('takes checkboxes, with their defaults', async () => {
    await openShowcase();
    assert.ok(page.control('Active__c').checked, 'the default is lost');
    assert.ok(!page.control('Express_Delivery__c').checked);
    await page.type('Code__c', 'Check');
    await page.check('Active__c', false);
    await page.check('Express_Delivery__c', true);
    const record = await readRecord(page, 'Showcase__c', await save());
    assert.equal(record.Active__c, false);
    assert.equal(record.Express_Delivery__c, true);
  });

  it('takes several choices', async () => {
    await openShowcase();
    await page.type('Code__c', 'Choices');
    const boxes = [...page.field('Channels__c').renderRoot.querySelectorAll<HTMLInputElement>('input')];
    for (const box of boxes.filter(({ value }) => ['Web_Chat', 'Email'].includes(value)).reverse())
      box.click();
    await page.form.updateComplete;
    const id = await save();
    assert.equal((await readRecord(page, 'Showcase__c', id)).Channels__c, 'Email;Web_Chat');
    await reopen(id);
    assert.equal(page.shown('Channels__c'), 'Email; Web Chat');
  });

  it('offers what goes with the choice above, through a chain, and clears what no longer does', async () => {
    await openShowcase({ fields: 'Region__c,Country__c,Office__c,Code__c' });
    const values = (name: string) =>
      [...page.control<HTMLSelectElement>(name).options].map(({ value }) => value).filter(Boolean);
    assert.deepEqual(values('Country__c'), []);
    assert.ok(page.control('Country__c').disabled);
    await page.type('Region__c', 'Europe');
    assert.deepEqual(values('Country__c'), ['France', 'Germany', 'Turkey']);
    await page.type('Country__c', 'Turkey');
    await page.type('Office__c', 'Izmir');
    await page.type('Region__c', 'Asia');
    assert.equal(page.control('Country__c').value, 'Turkey', 'a choice that still fits is lost');
    assert.equal(page.control('Office__c').value, 'Izmir');
    await page.type('Region__c', 'Americas');
    assert.equal(page.control('Country__c').value, '');
    assert.equal(page.control('Office__c').value, '');
    assert.match(
      words(page.field('Country__c').renderRoot.querySelector('.hint')),
      /Country was cleared.*Region/,
    );
    assert.match(
      words(page.field('Office__c').renderRoot.querySelector('.hint')),
      /Office was cleared.*Country/,
    );
    const changes = page.heard('sf-change').slice(-3);
    assert.deepEqual(
      changes.map(({ fieldName, value }) => [fieldName, value]),
      [
        ['Country__c', null],
        ['Office__c', null],
        ['Region__c', 'Americas'],
      ],
    );
  });

  it('lets a checkbox control a picklist', async () => {
    await openShowcase({ fields: 'Express_Delivery__c,Courier__c' });
    const values = () => [...page.control<HTMLSelectElement>('Courier__c').options].map(({ value }) => value);
    assert.deepEqual(values(), ['', 'Road freight', 'Sea freight', 'Messenger']);
    await page.type('Courier__c', 'Road freight');
    await page.check('Express_Delivery__c', true);
    assert.deepEqual(values(), ['', 'Air', 'Messenger']);
    assert.equal(page.control('Courier__c').value, '');
  });

  it('keeps free text in a combobox, with suggestions', async () => {
    page = await openForm(org, { objectApiName: 'Task', fields: 'Subject' });
    await page.ready();
    const control = page.control('Subject');
    assert.ok((control.list?.options.length ?? 0) > 0, 'there are no suggestions');
    await page.type('Subject', 'Something else');
    const id = await save();
    assert.equal((await readRecord(page, 'Task', id)).Subject, 'Something else');
  });

  it('never sends a masked value back', async () => {
    await openShowcase({ fields: 'Code__c,Door_Code__c' });
    await page.type('Code__c', 'Masked');
    await page.type('Door_Code__c', '12345678');
    const id = await save();
    const sent = (await readRecord(page, 'Showcase__c', id)).Door_Code__c;
    assert.equal(sent, '****5678');
    await reopen(id, { fields: 'Code__c,Door_Code__c' });
    assert.equal(page.shown('Door_Code__c'), '****5678');
    await page.click('Edit');
    assert.equal(page.control('Door_Code__c').value, '');
    assert.equal(page.control('Door_Code__c').placeholder, '****5678');
    await page.type('Door_Code__c', '9');
    await page.type('Door_Code__c', '');
    await page.type('Code__c', 'Masked 2');
    await page.click('Save');
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    assert.deepEqual(Object.keys(page.heard('sf-submit')[0]?.fields ?? {}), ['Code__c']);
  });

  it('keeps an inactive value that the record has', async () => {
    await openShowcase({ fields: 'Code__c,Status__c' });
    const archived = (
      await page.connection.client.request<{ records: { Id: string }[] }>({
        operation: 'Find',
        path: 'query',
        query: { q: "SELECT Id FROM Showcase__c WHERE Status__c = 'Archived' LIMIT 1" },
      })
    ).records[0]?.Id;
    assert.ok(archived, 'the org has no such record');
    const offered = () => [...page.control<HTMLSelectElement>('Status__c').options].map(({ value }) => value);
    assert.ok(!offered().includes('Archived'));
    await reopen(archived, { mode: 'edit', fields: 'Code__c,Status__c' });
    assert.equal(page.control('Status__c').value, 'Archived');
    await page.type('Status__c', 'Draft');
    assert.ok(offered().includes('Archived'), 'the way back is lost');
  });

  it('links a reference to its record in the org, and checks an id as it is typed', async () => {
    await openShowcase({ fields: 'Code__c,Parent__c' });
    await page.type('Code__c', 'Child');
    await page.type('Parent__c', 'no id');
    await page.click('Save');
    assert.match(page.errorOf('Parent__c'), /15 or 18/);
    const parent = await makeRecord(page, 'Showcase__c', { Code__c: 'Parent' });
    await page.type('Parent__c', ` ${parent} `);
    const id = await save();
    await reopen(id, { fields: 'Parent__c' });
    const link = page.field('Parent__c').renderRoot.querySelector('a');
    assert.equal(link?.href, `${org.url}/${parent}`);
    assert.match(link?.rel ?? '', /noopener noreferrer/);
  });

  it('keeps what it cannot read as it was typed, and says what it expects', async () => {
    await openShowcase({ fields: 'Code__c,Price__c,Weight__c' });
    await page.type('Code__c', 'Wrong');
    await page.type('Price__c', 'a lot');
    await page.type('Weight__c', '12345678');
    await page.click('Save');
    assert.match(page.errorOf('Price__c'), /Enter a number, e\.g\. 1234\.5/);
    assert.match(page.errorOf('Weight__c'), /At most 6 digits/);
    assert.equal(page.control('Price__c').value, 'a lot');
  });

  it('keeps a half-entered date, and sends nothing before it is whole', async () => {
    await openShowcase({ fields: 'Code__c,Launch_Date__c' });
    await page.type('Code__c', 'Half');
    page.control('Launch_Date__c').focus();
    await sendKeys({ type: '12' });
    await page.click('Save');
    assert.equal(page.errorOf('Launch_Date__c'), 'Enter a complete date.');
    assert.equal(page.heard('sf-submit').length, 0);
    assert.ok(page.control('Launch_Date__c').validity.badInput, 'the half is gone');
    await page.click('Clear');
    assert.ok(!page.control('Launch_Date__c').validity.badInput, 'the half is still there');
    await page.type('Code__c', 'Whole');
    page.control('Launch_Date__c').focus();
    await sendKeys({ type: '12242026' });
    await sendKeys({ press: 'Enter' });
    await page.until(() => page.heard('sf-success').length > 0, 'the record is saved');
    assert.equal(page.heard('sf-submit')[0]?.fields.Launch_Date__c, '2026-12-24');
  });

  it('shows a hostile value as text and makes no link of it', async () => {
    await openShowcase({ fields: 'Code__c' });
    const id = await makeRecord(page, 'Showcase__c', {
      Code__c: 'Hostile',
      Web_Page__c: 'javascript:alert(1)',
      Note__c: '<img src=x onerror="window.hacked = true">',
      Presentation__c: '<p>ok<img src=x onerror="window.hacked = true"></p>',
    });
    await reopen(id, { fields: 'Web_Page__c,Note__c,Presentation__c' });
    assert.equal(page.shown('Web_Page__c'), 'javascript:alert(1)');
    assert.equal(page.shown('Note__c'), '<img src=x onerror="window.hacked = true">');
    assert.equal(page.shown('Presentation__c'), 'ok');
    assert.ok(page.fields().every((field) => !field.renderRoot.querySelector('a, img')));
    assert.ok(!('hacked' in window));
  });
});
