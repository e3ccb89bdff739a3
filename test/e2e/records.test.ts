import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { connectByPopup, openSite, type Site } from '../support/open-site.ts';

describe('creating, editing and reading records', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ scale: 'full', loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  it('creates an account, tells its id, and the table shows the new row', async () => {
    const page = await site.open('index.html');
    await connectByPopup(page);
    const form = page.locator('sf-record-form[object-api-name="Account"]');
    const table = page.locator('sf-query-table');
    await table.getByRole('row').nth(3).waitFor();
    await form.getByLabel('Account Name').fill('Bluewater Boats');
    await form.getByLabel('Annual Revenue').fill('1250000');
    await form.getByRole('button', { name: 'Save' }).click();
    const link = form.getByRole('link', { name: /001\w{15}/ });
    await link.waitFor();
    const id = /001\w{15}/.exec(await link.innerText())?.[0];
    assert.equal(await link.getAttribute('href'), `${site.org.url}/${id}`);
    await table.getByRole('link', { name: 'Bluewater Boats' }).waitFor();
    assert.equal(await form.getByLabel('Account Name').inputValue(), '');
  });

  it('creates a contact from the form that describe drew', async () => {
    const page = await site.open('contacts.html');
    await connectByPopup(page);
    const form = page.locator('sf-record-form');
    await form.getByLabel('Last Name').fill('Marlowe');
    await form.getByLabel('Email').fill('marlowe@example.com');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.locator('sf-query-table').getByRole('link', { name: 'Marlowe', exact: true }).waitFor();
  });

  it('reads contacts back with fields chosen from describe', async () => {
    const page = await site.open('contacts.html');
    await connectByPopup(page);
    await page.getByRole('checkbox', { name: 'Department' }).check();
    await page.locator('sf-query-table').getByRole('columnheader', { name: 'Department' }).waitFor();
  });

  it('sends a lead from a form that names no fields, required ones first', async () => {
    const page = await site.open('send-lead.html');
    await connectByPopup(page);
    const form = page.locator('sf-record-form');
    await form.getByLabel('Last Name').fill('Okafor');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.locator('[part=summary]').waitFor();
    assert.equal(await form.getByLabel('Last Name').inputValue(), 'Okafor');
    await form.getByRole('textbox', { name: 'Company required' }).fill('Okafor Tools');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('link', { name: /00Q\w{15}/ }).waitFor();
  });

  it('shows the org’s own validation error and keeps what was typed', async () => {
    const page = await site.open('index.html');
    await connectByPopup(page);
    const form = page.locator('sf-record-form[object-api-name="Contact"]');
    await form.getByLabel('Last Name').fill('Nobody');
    await form.getByLabel('Email').fill('nobody@example.invalid');
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await form.getByRole('button', { name: 'Save' }).click();
    const [{ message }] = await (await answered).json();
    await form.getByText(message).first().waitFor();
    assert.equal(await form.getByLabel('Last Name').inputValue(), 'Nobody');
    await form.getByLabel('Email').fill('nobody@example.com');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('link', { name: /003\w{15}/ }).waitFor();
  });

  it('edits a record, sends only what changed, and shows the saved values', async () => {
    const { accessToken } = site.org.org.signIn();
    const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
    const created = await fetch(`${site.org.url}/services/data/v66.0/sobjects/Contact`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ FirstName: 'Ines', LastName: 'Duarte', Email: 'ines@example.com' }),
    });
    const { id } = (await created.json()) as { id: string };
    const page = await site.open('edit.html');
    await page
      .locator('sf-record-form')
      .evaluate((form, recordId) => form.setAttribute('record-id', recordId), id);
    await connectByPopup(page);
    const form = page.locator('sf-record-form');
    await form.getByText('ines@example.com').waitFor();
    await form.getByRole('button', { name: 'Edit' }).click();
    await form.getByLabel('Phone').fill('+351 21 555 0199');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await form.getByRole('button', { name: 'Save' }).click();
    assert.deepEqual((await sent).postDataJSON(), { Phone: '+351 21 555 0199' });
    await form.getByText('+351 21 555 0199').waitFor();
    assert.equal(await form.getByRole('textbox').count(), 0);
  });

  it('reads 5,000 rows over several pages', async () => {
    const page = await site.open('many-rows.html');
    let pages = 0;
    page.on('response', (response) => {
      if (response.ok() && /\/query(\/|\?)/.test(response.url()) && response.request().method() === 'GET')
        pages++;
    });
    await connectByPopup(page);
    const table = page.locator('sf-query-table');
    await table.getByRole('row').nth(10).waitFor();
    const more = table.getByRole('button', { name: /more/i });
    while ((await table.locator('tbody tr').count()) < 5000) await more.click();
    assert.ok(pages >= 3, `${pages} pages were asked for`);
    const names = await table
      .locator('tbody tr')
      .evaluateAll((rows) => new Set(rows.map((row) => row.textContent)).size);
    assert.ok(names > 4900, 'the pages repeat each other');
  });
});
