import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

describe('the clauses of a search', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
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
    assert.deepEqual([errorCode, message], ['MALFORMED_SEARCH', 'SOSL offset should be between 0 to 2000']);
  });

  test('a limit is as large as anybody likes', async () => {
    assert.equal((await names(`FIND {Zirkon} RETURNING Account(Name LIMIT ${'9'.repeat(40)})`)).length, 3);
  });

  for (const clauses of [
    'IN SIDEBAR FIELDS RETURNING Account(Name ORDER BY Name)',
    'RETURNING Account(Name ORDER BY Name) WITH SPELL_CORRECTION = false',
    'RETURNING Account(Name ORDER BY Name) WITH SPELL_CORRECTION=TRUE LIMIT 10 UPDATE VIEWSTAT',
    'RETURNING Account(Name ORDER BY Name) UPDATE TRACKING, VIEWSTAT',
  ]) {
    test(`changes nothing about what is found: ${clauses}`, async () => {
      assert.deepEqual(await names(`FIND {Zirkon} ${clauses}`), ['Zirkon One', 'Zirkon Three', 'Zirkon Two']);
    });
  }

  for (const [clauses, problem] of [
    ['RETURNING Account(Name) WITH HIGHLIGHT', 'The simulated org does not support WITH HIGHLIGHT'],
    ['RETURNING Account WITH SNIPPET(target_length=120)', 'The simulated org does not support WITH SNIPPET'],
    ["RETURNING Account WITH DIVISION = 'Global'", 'The simulated org does not support WITH DIVISION'],
    ['RETURNING Account(Name USING ListView = All)', 'The simulated org does not support USING ListView'],
    [
      'RETURNING Account(Name WHERE Id != null USING ListView = All ORDER BY Name)',
      'The simulated org does not support USING ListView',
    ],
    ['RETURNING Account WITH SHOES', 'Malformed search token: SHOES'],
    ['RETURNING Account WITH SPELL_CORRECTION = maybe', 'Malformed search token: maybe'],
    ['RETURNING Account UPDATE SHOES', 'Malformed search token: SHOES'],
    ['RETURNING Account UPDATE VIEWSTAT LIMIT 1', 'Malformed search token: LIMIT'],
  ] as const) {
    test(`refused: ${clauses}`, async () => {
      const { errorCode, message } = await refusal(`FIND {Zirkon} ${clauses}`);
      assert.deepEqual([errorCode, message.split('\n').at(-1)], ['MALFORMED_SEARCH', problem]);
    });
  }

  test('parameterized: all that is documented is taken', async () => {
    const body = {
      q: 'Zirkon',
      sobjects: [{ name: 'Account', fields: ['Name'], orderBy: 'Name' }],
      dataCategories: [{ groupName: 'Places__c', operator: 'below', categories: ['North__c'] }],
      division: 'global',
      in: 'SIDEBAR',
      metadata: 'LABELS',
      netIds: ['0DB000000000001'],
      pricebookId: '01s000000000001',
      snippet: 120,
      spellCorrection: false,
      updateTracking: 'true',
      updateViewStat: true,
    };
    const { status, body: answered } = await client.call('POST', '/parameterizedSearch', body);
    assert.equal(status, 200, JSON.stringify(answered));
    assert.deepEqual(
      answered.searchRecords.map(({ Name }: { Name: string }) => Name),
      ['Zirkon One', 'Zirkon Three', 'Zirkon Two'],
    );
  });
});
