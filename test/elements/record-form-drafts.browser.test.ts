import { updateRecord } from '../../src/api/records.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { type FormPage, makeRecord, openForm, readRecord, words } from './record-form-setup.ts';

const prefix = 'sf-elements:draft:';
const restored = /What you typed here before was restored\./;

describe('<sf-record-form> whose page is left and loaded again', () => {
  let org: BrowserOrg;
  let page: FormPage;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  beforeEach(() => sessionStorage.clear());
  afterEach(async () => {
    await org.setLatency(0);
    await org.setDown(false);
    page.remove();
  });

  const contact = { objectApiName: 'Contact', fields: 'LastName,Email' };
  const showcase = {
    objectApiName: 'Showcase__c',
    fields: 'Code__c,Price__c,Active__c,Launch_Date__c,Door_Code__c',
  };
  type Properties = Parameters<typeof openForm>[1];

  const open = async (properties: Properties, target: BrowserOrg = org) => {
    page = await openForm(target, properties);
    await page.ready();
  };
  const leave = () => {
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    page.remove();
  };
  const reload = async (properties: Properties) => {
    leave();
    await open(properties);
  };
  const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  const status = () => words(page.form.renderRoot.querySelector('.status'));
  const saved = () => page.until(() => page.heard('sf-success').length > 0, 'the record is saved');

  /** What somebody else does meanwhile. */
  async function aside<T>(work: (other: FormPage) => Promise<T>): Promise<T> {
    const other = await openForm(org, contact);
    await other.ready();
    const result = await work(other);
    other.remove();
    return result;
  }

  const makeShowcase = () =>
    aside((other) => makeRecord(other, 'Showcase__c', { Code__c: 'S1', Price__c: 10 }));

  it('says accessibly and politely that what was typed is back', async () => {
    await open(contact);
    assert.doesNotMatch(status(), restored);
    await page.type('LastName', 'Okafor');
    await reload(contact);
    assert.match(status(), restored);
    assert.equal(page.form.renderRoot.querySelector('.status')?.role, 'status');
    assert.equal(document.activeElement, document.body);
    await expectAccessible(page.form);
  });

  it('restores every kind of input as it was typed, also what is no value', async () => {
    await open(showcase);
    await page.type('Code__c', '  S7');
    await page.type('Price__c', '12,x');
    await page.check('Active__c', true);
    await page.type('Launch_Date__c', '2026-05-01');
    await reload(showcase);
    assert.equal(page.control('Code__c').value, '  S7');
    assert.equal(page.control('Price__c').value, '12,x');
    assert.ok(page.control('Active__c').checked);
    assert.equal(page.control('Launch_Date__c').value, '2026-05-01');
    await page.click('Save');
    assert.match(page.errorOf('Price__c'), /number/);
    assert.equal(page.heard('sf-submit').length, 0);
    await page.type('Price__c', '12');
    await page.click('Save');
    await saved();
    const { id = '' } = page.heard('sf-success')[0] ?? {};
    const record = await readRecord(page, 'Showcase__c', id);
    assert.deepEqual([record.Price__c, record.Active__c, record.Launch_Date__c], [12, true, '2026-05-01']);
    assert.deepEqual(kept(), []);
    assert.doesNotMatch(status(), restored);
  });

  it('understands a number as it was meant when it was typed', async () => {
    const asJonas = { ...org, signIn: () => org.signIn('jonas@northwind.example') };
    await open(showcase, asJonas);
    await page.until(() => page.connection.state.user?.locale === 'de-DE', 'his language is known');
    await page.type('Code__c', 'S9');
    await page.type('Price__c', '1.234,5');
    leave();
    await org.setLatency(1000, /composite|sobjects\/User/);
    await open(showcase, asJonas);
    assert.equal(page.connection.state.user, undefined);
    await page.click('Save');
    assert.equal(page.heard('sf-submit')[0]?.fields.Price__c, 1234.5);
    await saved();
  });

  it('goes on editing the record that was being edited, over what it has become', async () => {
    const recordId = await makeShowcase();
    const properties = { ...showcase, recordId };
    await open(properties);
    await page.click('Edit');
    await page.type('Code__c', 'Mine');
    leave();
    await aside(({ connection: { client } }) =>
      updateRecord(client, {
        objectApiName: 'Showcase__c',
        id: recordId,
        fields: { Code__c: 'Theirs', Price__c: 11 },
      }),
    );
    await open(properties);
    assert.equal(page.control('Code__c').value, 'Mine');
    assert.equal(page.control('Price__c').value, '11');
    await page.click('Save');
    await saved();
    assert.deepEqual({ ...page.heard('sf-submit')[0]?.fields }, { Code__c: 'Mine' });
  });

  it('stays in view mode, and keeps nothing, where nothing was changed', async () => {
    const recordId = await makeShowcase();
    await open({ ...showcase, recordId });
    await page.click('Edit');
    await page.type('Code__c', 'S2');
    await page.type('Code__c', 'S1');
    await reload({ ...showcase, recordId });
    assert.deepEqual(kept(), []);
    assert.doesNotMatch(status(), restored);
    assert.ok(page.fields().every((field) => field.readonly));
  });

  it('drops what the record has already, as after a save whose answer came too late', async () => {
    const recordId = await makeShowcase();
    await open({ ...showcase, recordId, mode: 'edit' });
    await page.type('Price__c', '10.50');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    const draft = { ...sessionStorage };
    await page.click('Save');
    await saved();
    page.remove();
    Object.assign(sessionStorage, draft);
    await open({ ...showcase, recordId, mode: 'edit' });
    assert.doesNotMatch(status(), restored);
    assert.deepEqual(kept(), []);
  });

  it('takes everything away on Discard, and puts the focus where to begin', async () => {
    await open(contact);
    await page.type('LastName', 'Okafor');
    await reload(contact);
    assert.equal(kept().length, 1);
    await page.click('Discard');
    assert.deepEqual(kept(), []);
    assert.equal(page.control('LastName').value, '');
    assert.doesNotMatch(status(), restored);
    assert.equal((page.form.renderRoot as ShadowRoot).activeElement, page.field('LastName'));
    await reload(contact);
    assert.equal(page.control('LastName').value, '');
  });

  it('drops its draft on Cancel', async () => {
    const recordId = await makeShowcase();
    await open({ ...showcase, recordId, mode: 'edit' });
    await page.type('Code__c', 'Typed');
    await reload({ ...showcase, recordId, mode: 'edit' });
    await page.click('Cancel');
    assert.deepEqual(kept(), []);
    assert.equal(page.shown('Code__c'), 'S1');
  });

  it('keeps its draft when the page is only hidden, as phones end it then', async () => {
    await open(contact);
    await page.type('LastName', 'Okafor');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    assert.deepEqual(kept(), []);
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    Reflect.deleteProperty(document, 'visibilityState');
    assert.equal(kept().length, 1);
    page.remove();
    await open(contact);
    assert.equal(page.control('LastName').value, 'Okafor');
  });

  it('keeps nothing with no-drafts, and restores nothing', async () => {
    await open({ ...contact, noDrafts: true });
    await page.type('LastName', 'Okafor');
    await reload(contact);
    assert.deepEqual(kept(), []);
    assert.equal(page.control('LastName').value, '');
    await page.type('LastName', 'Okafor');
    await reload({ ...contact, noDrafts: true });
    assert.equal(page.control('LastName').value, '');
  });

  it('keeps no value that the org encrypts', async () => {
    await open(showcase);
    await page.type('Code__c', 'S8');
    await page.type('Door_Code__c', '4711');
    await reload(showcase);
    assert.doesNotMatch(JSON.stringify({ ...sessionStorage }), /4711/);
    assert.equal(page.control('Code__c').value, 'S8');
    assert.equal(page.control('Door_Code__c').value, '');
  });

  it('ignores fields that the form has no more', async () => {
    await open(contact);
    await page.type('LastName', 'Okafor');
    await page.type('Email', 'nia@northwind.example');
    await reload({ ...contact, fields: 'LastName' });
    await page.click('Save');
    await saved();
    assert.deepEqual({ ...page.heard('sf-submit')[0]?.fields }, { LastName: 'Okafor' });
  });

  it('tells equal forms of a page apart, by place or id', async () => {
    await open(contact);
    const second = await openForm(undefined, { ...contact, connection: page.connection });
    const third = await openForm(undefined, { ...contact, connection: page.connection, id: 'third' });
    for (const each of [second, third]) await each.ready();
    await second.type('LastName', 'Second');
    await third.type('LastName', 'Third');
    leave();
    for (const each of [second, third]) each.remove();
    await open({ ...contact, id: 'third' });
    assert.equal(page.control('LastName').value, 'Third');
    page.remove();
    await open(contact);
    assert.equal(page.control('LastName').value, '');
    const again = await openForm(undefined, { ...contact, connection: page.connection });
    await again.ready();
    assert.equal(again.control('LastName').value, 'Second');
    again.remove();
  });

  it('tells the pages of a site apart', async () => {
    const { href } = location;
    await open(contact);
    await page.type('LastName', 'Okafor');
    leave();
    history.replaceState(null, '', '/another-page');
    await open(contact);
    assert.equal(page.control('LastName').value, '');
    page.remove();
    history.replaceState(null, '', href);
    await open(contact);
    assert.equal(page.control('LastName').value, 'Okafor');
  });

  it('keeps what was typed for each record that the form has shown', async () => {
    const recordId = await makeShowcase();
    await open({ ...showcase, recordId, mode: 'edit' });
    await page.type('Code__c', 'Edited');
    page.form.recordId = undefined;
    await page.until(
      () => page.fields().length > 0 && page.field('Code__c').text === '',
      'the form is empty',
    );
    await page.type('Code__c', 'New');
    await reload(showcase);
    assert.equal(page.control('Code__c').value, 'New');
    page.form.recordId = recordId;
    await page.until(
      () => page.fields().length > 0 && page.field('Code__c').text === 'Edited',
      'the other input is back',
    );
    assert.match(status(), restored);
    assert.ok(page.control('Code__c'));
  });

  it('warns of saving twice where the page was left during a save', async () => {
    await open(contact);
    await page.type('LastName', 'Okafor');
    await org.setLatency(400, /sobjects\/Contact$/);
    await page.click('Save');
    const { heard, until } = page;
    await reload(contact);
    assert.match(status(), /restored\. It may not have been saved\. Look before you save again\./);
    await reload(contact);
    assert.match(status(), /Look before you save again/);
    await until(() => heard('sf-success').length > 0, 'the save is over');
  });

  it('gives up its draft once a save has gone through after the form was taken away', async () => {
    await open(contact);
    await page.type('LastName', 'Okafor');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    assert.equal(kept().length, 1);
    await org.setLatency(200, /sobjects\/Contact$/);
    await page.click('Save');
    page.form.remove();
    await saved();
    assert.deepEqual(kept(), []);
  });

  it('restores nothing for another user, nor for the first one afterwards', async () => {
    await open(contact);
    await page.type('LastName', 'Private');
    leave();
    const asMarco = { ...org, signIn: () => org.signIn('marco@northwind.example') };
    await open(contact, asMarco);
    assert.equal(page.control('LastName').value, '');
    assert.deepEqual(kept(), []);
    await reload(contact);
    assert.equal(page.control('LastName').value, '');
  });

  it('security 11: leaves nothing in the storage once the visitor has signed out', async () => {
    await open(contact);
    await page.type('LastName', 'Private');
    await reload(contact);
    assert.equal(kept().length, 1);
    await page.connection.disconnect();
    assert.deepEqual(kept(), []);
    leave();
    assert.deepEqual(kept(), []);
    await open(contact);
    assert.equal(page.control('LastName').value, '');
  });

  it('works on where the storage is full or blocked', async () => {
    await open(contact);
    await page.type('LastName', 'Okafor');
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    Storage.prototype.setItem = setItem;
    assert.deepEqual(kept(), []);
    await page.click('Save');
    await saved();
  });
});
