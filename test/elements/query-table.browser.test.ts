import { createRecord } from '../../src/api/records.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { closeTables, openTable } from './query-table-setup.ts';

const contacts = 'SELECT Name, Email, Phone, Account.Name, Owner.Name FROM Contact ORDER BY LastName, Id';

describe('<sf-query-table>', () => {
  let org: BrowserOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(closeTables);

  async function setup(properties: Parameters<typeof openTable>[1]) {
    const page = await openTable(org, properties);
    await page.settled();
    return page;
  }

  it('is accessible', async () => {
    const page = await setup({ soql: contacts, caption: 'People' });
    await expectAccessible(page.table);
    const region = page.one('[role="region"]');
    assert.equal(region.tabIndex, 0);
    assert.equal(region.getAttribute('aria-label'), 'People');
    assert.equal(page.one('table').getAttribute('aria-rowcount'), '201');
    assert.equal(page.one('tbody tr').getAttribute('aria-rowindex'), '2');
    assert.ok(page.all('th').every((cell) => cell.getAttribute('scope') === 'col'));
  });

  it('is accessible as cards, and labels each value', async () => {
    const page = await setup({ soql: contacts });
    page.host.style.cssText = 'display: block; width: 320px';
    await page.until(() => getComputedStyle(page.one('tbody tr')).display === 'grid', 'cards');
    const label = getComputedStyle(page.one('tbody td'), '::before').content;
    assert.match(label, /^"Full Name"/);
    assert.ok(page.one('.scroll').scrollWidth <= 320, 'the cards are wider than the page');
    await expectAccessible(page.table);
  });

  it('names its columns as the org does', async () => {
    const page = await setup({ soql: contacts });
    assert.deepEqual(page.headers(), ['Full Name', 'Email', 'Business Phone', 'Account Name', 'Owner Name']);
    assert.equal(page.all('tbody tr').length, 100);
    assert.equal(page.status(), '100 of 200 records');
    assert.deepEqual(page.loads, [200]);
    assert.equal(page.one('caption').textContent, 'Contacts');
    assert.ok(page.column('Owner Name').every((name) => name.includes(' ')));
  });

  it('links names to their records, addresses and numbers to their programs', async () => {
    const page = await setup({
      soql: 'SELECT Name, Email, Phone, Account.Name, AccountId FROM Contact WHERE Email != null AND Phone != null LIMIT 1',
    });
    const hrefs = page.all('tbody td').map((cell) => cell.querySelector('a')?.href ?? '');
    const [name = '', email = '', phone = '', account = '', accountId = ''] = hrefs;
    assert.match(name, new RegExp(`^${org.url}/003\\w{15}$`));
    assert.match(email, /^mailto:.+@/);
    assert.match(phone, /^tel:\+?[\d-]+$/);
    assert.match(account, new RegExp(`^${org.url}/001\\w{15}$`));
    assert.equal(accountId, account);
    const link = page.one('tbody a');
    assert.equal(link.getAttribute('rel'), 'noopener noreferrer');
  });

  it('shows picklist labels and aligns numbers', async () => {
    const page = await setup({
      objectApiName: 'Showcase__c',
      fields: 'Name, Status__c, Account__r.AnnualRevenue',
      where: "Status__c = 'In_Review'",
      limit: 3,
    });
    assert.deepEqual(new Set(page.column('Status')), new Set(['In Review']));
    const numbers = page.all('tbody td:nth-child(3)');
    assert.ok(numbers.every((cell) => getComputedStyle(cell).textAlign === 'end'));
    assert.equal(page.headers()[2], 'Account Annual Revenue');
  });

  it('composes the query from its parts', async () => {
    const page = await setup({
      objectApiName: 'Account',
      fields: 'Name, Industry',
      where: "Industry = 'Energy'",
      orderBy: 'Name DESC',
    });
    assert.deepEqual(new Set(page.column('Industry')), new Set(['Energy']));
    const names = page.column('Account Name');
    assert.deepEqual(names, names.toSorted().reverse());
  });

  it('takes columns in the shape of lightning-datatable', async () => {
    const page = await setup({
      soql: 'SELECT Name, Email, Account.Name FROM Contact LIMIT 2',
      columns: [
        { label: 'Company', fieldName: 'Account.Name' },
        { fieldName: 'Email', type: 'text' },
      ],
    });
    assert.deepEqual(page.headers(), ['Company', 'Email']);
    assert.equal(page.all('a[href^="mailto:"]').length, 0);
    page.table.columns = [{ label: 'Who', fieldName: 'Name' }];
    await page.table.updateComplete;
    assert.deepEqual(page.headers(), ['Who']);
  });

  it('shows a count', async () => {
    const page = await setup({ soql: 'SELECT COUNT() FROM Contact' });
    assert.equal(page.status(), '200 Contacts');
    assert.deepEqual(page.loads, [200]);
  });

  it('shows aggregates with their aliases', async () => {
    const page = await setup({
      soql: 'SELECT StageName, COUNT(Id) deals, SUM(Amount) FROM Opportunity GROUP BY StageName ORDER BY COUNT(Id) DESC',
    });
    assert.deepEqual(page.headers(), ['Stage', 'Deals', 'Sum of Amount']);
    const deals = page.column('Deals').map(Number);
    assert.ok(deals.length > 3 && deals.every((count) => count > 0), `the counts are ${deals}`);
    assert.deepEqual(
      deals,
      deals.toSorted((a, b) => b - a),
    );
  });

  it('shows how many children there are', async () => {
    const page = await setup({
      soql: 'SELECT Name, (SELECT Id FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 3',
    });
    assert.equal(page.headers()[1], 'Contacts');
    assert.ok(page.column('Contacts').every((text) => /^(1 record|\d+ records)$/.test(text)));
  });

  it('says that there is nothing', async () => {
    const page = await setup({ soql: "SELECT Name FROM Account WHERE Name = 'Nobody & Sons'" });
    assert.equal(page.text(), 'No records match.');
    assert.deepEqual(page.loads, [0]);
    await expectAccessible(page.table);
  });

  it('asks to connect first', async () => {
    const page = await openTable(undefined, { soql: contacts });
    assert.match(page.text(), /Connect to Salesforce/);
    await expectAccessible(page.table);
  });

  const mistakes: [what: string, properties: Parameters<typeof openTable>[1], code: string, said: RegExp][] =
    [
      [
        'malformed SOQL',
        { soql: 'SELECT Name FRM Account' },
        'MALFORMED_QUERY',
        /attribute soql.*The org says/,
      ],
      [
        'an unknown object',
        { soql: 'SELECT Id FROM Nonsense__c' },
        'INVALID_TYPE',
        /Nonsense__c.*attribute soql/,
      ],
      [
        'an unknown field',
        { soql: 'SELECT Nope__c FROM Account' },
        'INVALID_FIELD',
        /attribute soql.*Nope__c/,
      ],
      [
        'an unknown field among the parts',
        { objectApiName: 'Account', fields: 'Nope__c' },
        'INVALID_FIELD',
        /attribute fields.*Nope__c/,
      ],
      ['no query at all', {}, 'CONFIG', /soql.*object-api-name/],
      ['two queries', { soql: contacts, objectApiName: 'Lead' }, 'CONFIG', /soql and object-api-name/],
    ];
  for (const [what, properties, code, said] of mistakes) {
    it(`names the attribute for ${what}`, async () => {
      const page = await setup(properties);
      assert.equal(page.errors[0]?.code, code);
      assert.match(page.text(), said);
      assert.equal(page.one('[part~="notice"]').getAttribute('role'), 'alert');
      assert.equal(page.errors.length, 1);
    });
  }

  it('goes on once the mistake is corrected', async () => {
    const page = await setup({ soql: 'SELECT Name FRM Account' });
    page.table.soql = 'SELECT Name FROM Account';
    await page.until(() => page.loads.length === 1, 'the rows');
    assert.equal(page.all('[part~="notice"]').length, 0);
    assert.equal(page.status(), '50 records');
  });

  it('shows what the org says as text', async () => {
    const page = await setup({ soql: 'SELECT <img src=x onerror=alert(1)> FROM Account' });
    assert.equal(page.all('img').length, 0);
    assert.match(page.text(), /The org says/);
  });

  it('shows a record that was created beside it, and marks it', async () => {
    const page = await setup({ soql: 'SELECT Name FROM Account ORDER BY CreatedDate DESC, Name' });
    const firstRow = page.one('tbody tr');
    const fields = { Name: 'Aardvark & Daughters' };
    const id = await createRecord(page.connection.client, { objectApiName: 'Account', fields });
    page.connection.client.announce({ objectApiName: 'Account', id, kind: 'created' });
    await page.until(() => page.loads.length === 2, 'the new row');
    assert.deepEqual(page.loads, [50, 51]);
    assert.ok(page.column('Account Name').includes(fields.Name));
    assert.deepEqual(
      page.all('tr.added').map((row) => row.textContent?.trim()),
      [fields.Name],
    );
    assert.match(page.text(), /1 row added/);
    assert.ok(firstRow.isConnected, 'the rows were drawn anew');
  });

  it('stays as it is when records of another object change', async () => {
    const page = await setup({ soql: 'SELECT Name FROM Account' });
    page.connection.client.announce({ objectApiName: 'Contact', id: '003000000000001AAA', kind: 'created' });
    await page.table.updateComplete;
    assert.equal(page.one('.scroll').getAttribute('aria-busy'), 'false');
    page.connection.client.announce({ objectApiName: 'ACCOUNT', id: '001000000000001AAA', kind: 'updated' });
    await page.until(() => page.loads.length === 2, 'a refresh');
  });
});
