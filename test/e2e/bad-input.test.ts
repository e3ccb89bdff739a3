import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectByPopup, openPopup, openSite, type Site } from '../support/open-site.ts';

describe('attributes that are wrong', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** A connected page with a Contact form in which a name was typed. */
  async function setup(): Promise<Page> {
    const page = await site.open('edit.html');
    await connectByPopup(page);
    await page.locator('sf-record-form').getByLabel('Last Name').fill('Typed before');
    return page;
  }

  async function addElement(page: Page, tag: string, attributes: Record<string, string>) {
    await page.evaluate(
      ([name, values]) => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
        document.querySelector('#wrong')?.remove();
        element.id = 'wrong';
        document.querySelector('sf-connection')?.append(element);
      },
      [tag, attributes] as const,
    );
    const alert = page.locator('#wrong').getByRole('alert').first();
    await alert.waitFor();
    return (await alert.innerText()).replace(/\s+/g, ' ');
  }

  const cases: [what: string, tag: string, attributes: Record<string, string>, shown: RegExp][] = [
    ['a form’s unknown object', 'sf-record-form', { 'object-api-name': 'Contct' }, /object-api-name.*Contct/],
    ['a form’s missing object', 'sf-record-form', {}, /object-api-name/],
    [
      'a form’s unknown field',
      'sf-record-form',
      { 'object-api-name': 'Contact', fields: 'LastName,Emial' },
      /fields.*Emial/,
    ],
    [
      'a form’s malformed record id',
      'sf-record-form',
      { 'object-api-name': 'Contact', 'record-id': 'abc' },
      /record-id/,
    ],
    [
      'a form’s unknown mode',
      'sf-record-form',
      { 'object-api-name': 'Contact', mode: 'show' },
      /mode.*edit.*view.*readonly/,
    ],
    ['a table’s malformed SOQL', 'sf-query-table', { soql: 'SELECT Name FORM Account' }, /soql/],
    ['a table’s unknown object', 'sf-query-table', { soql: 'SELECT Name FROM Acount' }, /soql.*Acount/],
    ['a table’s unknown field', 'sf-query-table', { soql: 'SELECT Nmae FROM Account' }, /soql.*Nmae/],
    ['a table with nothing to query', 'sf-query-table', {}, /soql.*object-api-name/],
  ];

  it('are named one after the other, and nothing typed elsewhere is lost', async () => {
    const page = await setup();
    for (const [what, tag, attributes, shown] of cases) {
      assert.match(await addElement(page, tag, attributes), shown, what);
      const typed = page.locator('sf-record-form').first().getByLabel('Last Name');
      assert.equal(await typed.inputValue(), 'Typed before', what);
    }
  });

  it('keeps what was typed in a form whose own attribute turns wrong and right again', async () => {
    const page = await setup();
    const form = page.locator('sf-record-form');
    const setFields = (fields: string) =>
      form.evaluate((element, value) => element.setAttribute('fields', value), fields);
    await setFields('LastName,Emial');
    await form.getByText(/Emial/).waitFor();
    await setFields('LastName,Email');
    await form.getByLabel('Email').waitFor();
    assert.equal(await form.getByLabel('Last Name').inputValue(), 'Typed before');
  });

  it('keeps what was typed when login-url turns wrong', async () => {
    const page = await setup();
    const connection = page.locator('sf-connection');
    await connection.evaluate((element) =>
      element.setAttribute('login-url', 'http://acme.my.salesforce.com'),
    );
    await page.getByText(/login-url.*is http/).waitFor();
    await connection.evaluate((element, url) => element.setAttribute('login-url', url), site.org.url);
    await (await openPopup(page)).getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
    assert.equal(await page.locator('sf-record-form').getByLabel('Last Name').inputValue(), 'Typed before');
  });
});
