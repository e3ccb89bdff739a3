import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('the clauses of a search', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
    for (const values of [
      { Name: 'Zirkon One', BillingCity: 'Berlin', Description: 'Stones' },
      { Name: 'Zirkon Two', BillingCity: 'Paris', Description: 'Gems' },
      { Name: 'Zirkon Three', BillingCity: 'Rome', Description: 'Stones and gems' },
    ]) {
      await client.create('Account', values);
    }
  });
  after(() => org.close());

  const answer = (sosl: string) => client.get(`/search?q=${encodeURIComponent(sosl)}`);
  async function names(sosl: string): Promise<string[]> {
    const { status, body } = await answer(sosl);
    assert.equal(status, 200, JSON.stringify(body));
    return body.searchRecords.map(({ Name }: { Name: string }) => Name);
  }
  async function refusal(sosl: string): Promise<{ errorCode: string; message: string }> {
    const { status, body } = await answer(sosl);
    assert.equal(status, 400, JSON.stringify(body));
    return body[0];
  }
  /** The word of the excerpt that the caret stands under. */
  const pointedAt = (message: string): string => {
    const [, line = '', caret = ''] = message.split('\n');
    return /^\w*/.exec(line.slice(caret.indexOf('^')))?.[0] ?? '';
  };

  for (const [term, found] of [
    ['Zirkon AND (Berlin OR Paris)', ['Zirkon One', 'Zirkon Two']],
    ['(Berlin OR Paris) AND gems', ['Zirkon Two']],
    ['Zirkon AND NOT (Berlin OR Paris)', ['Zirkon Three']],
    ['Zirkon AND (stones AND (Rome OR (Paris)))', ['Zirkon Three']],
    ['Zirkon (gems) ()', ['Zirkon Three', 'Zirkon Two']],
    ['NOT (Berlin OR Zirkon) OR (Paris)', ['Zirkon Two']],
  ] as const) {
    test(`FIND {${term}}`, async () => {
      assert.deepEqual(await names(`FIND {${term}} RETURNING Account(Name ORDER BY Name)`), found);
    });
  }

  for (const [term, character] of [
    ['Zirkon AND (Berlin', '('],
    ['Zirkon) AND Berlin', ')'],
    [`${'('.repeat(5_000)}Zirkon${')'.repeat(5_000)}`, '('],
  ] as const) {
    test(`refused: ${term.slice(0, 20)}, whose parentheses do not match or are too deep`, async () => {
      const { errorCode, message } = await refusal(`FIND {${term}} RETURNING Account`);
      assert.equal(errorCode, 'MALFORMED_SEARCH');
      assert.ok(message.includes(`mismatched character '${character}'`), message);
    });
  }

  test('parameterized: parentheses that do not match are ordinary characters', async () => {
    for (const q of ['(Zirkon', 'Zirkon)', `${'(Zirkon '.repeat(20_000)}`]) {
      const { status, body } = await client.call('POST', '/parameterizedSearch', { q });
      assert.deepEqual([status, body.searchRecords?.length], [200, 3], q.slice(0, 20));
    }
  });

  test('what is wrong is pointed at where it was sent', async () => {
    const sosl = "FIND {Zirkon} RETURNING Account(Name, Foo WHERE Name != 'a' ORDER BY Name)";
    const { errorCode, message } = await refusal(sosl);
    assert.equal(errorCode, 'INVALID_FIELD');
    assert.match(message, /ERROR at Row:1:Column:39\nNo such column 'Foo' on entity 'Account'/);
    assert.equal(sosl.indexOf('Foo'), 38);
    assert.doesNotMatch(message, /SELECT/);
    assert.equal(pointedAt(message), 'Foo');
    for (const [returning, word] of [
      ['Account(Name), Nothing(Name)', 'Nothing'],
      ['Account(Name), Contact(Name WHERE Shoe = 1)', 'Shoe'],
      ['Account(Name),\n Contact(Name ORDER BY Shoe)', 'Shoe'],
    ] as const) {
      assert.equal(pointedAt((await refusal(`FIND {Zirkon} RETURNING ${returning}`)).message), word);
    }
  });

  test('parameterized: what is wrong is pointed at in the words that were sent', async () => {
    for (const [object, excerpt] of [
      [{ fields: ['Name', 'Foo'] }, '\nName, Foo\n      ^\nERROR at Row:1:Column:7\nNo such column'],
      [{ where: 'Foo = 1' }, '\nFoo = 1\n^\nERROR at Row:1:Column:1\nNo such column'],
      [{ orderBy: 'Name, Foo' }, '\nName, Foo\n      ^\nERROR at Row:1:Column:7\nNo such column'],
    ] as const) {
      const body = { q: 'Zirkon', sobjects: [{ name: 'Account', ...object }] };
      const { errorCode, message } = await client.refusal('POST', '/parameterizedSearch', body);
      assert.equal(errorCode, 'INVALID_FIELD');
      assert.ok(message.startsWith(excerpt), message);
    }
  });

  test('parameterized: a condition or an order brings no further clauses', async () => {
    for (const object of [
      { where: 'Name != null LIMIT 1' },
      { where: 'Name != null ORDER BY Name' },
      { where: 'Name != null) LIMIT (1' },
      { orderBy: 'Name LIMIT 1' },
      { orderBy: 'Name FOR VIEW' },
      { fields: ['Name FROM Contact'] },
      { name: 'Account LIMIT 1' },
    ]) {
      const body = { q: 'Zirkon', sobjects: [{ name: 'Account', ...object }] };
      const { status } = await client.refusal('POST', '/parameterizedSearch', body);
      assert.equal(status, 400, JSON.stringify(object));
    }
  });

  for (const [inner, word] of [
    ['COUNT(Id)', 'COUNT'],
    ['COUNT()', 'COUNT'],
    ['Name, MAX(AnnualRevenue)', 'MAX'],
    ['Name WHERE Name != null GROUP BY Name', 'GROUP'],
    ['Name WHERE Name != null FOR VIEW', 'FOR'],
    ['Name, (SELECT Id FROM Contacts)', 'SELECT'],
  ] as const) {
    test(`refused, since a search shows records and nothing else: Account(${inner})`, async () => {
      const { errorCode, message } = await refusal(`FIND {Zirkon} RETURNING Account(${inner})`);
      assert.equal(errorCode, 'MALFORMED_SEARCH');
      assert.match(message, new RegExp(`unexpected token: '${word}'$`));
    });
  }

  test('an offset goes as far as 2,000', async () => {
    const offset = (rows: number) => `FIND {Zirkon} RETURNING Account(Name LIMIT 1 OFFSET ${rows})`;
    assert.deepEqual(await names(offset(2_000)), []);
    const { errorCode, message } = await refusal(offset(2_001));
    assert.deepEqual(
      [errorCode, message],
      ['MALFORMED_SEARCH', 'SOSL offset should be between 0 to 2000'],
    );
  });

  test('a limit is as large as anybody likes', async () => {
    assert.equal((await names(`FIND {Zirkon} RETURNING Account(Name LIMIT ${'9'.repeat(40)})`)).length, 3);
  });
});
