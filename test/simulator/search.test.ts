import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Found {
  attributes: { type: string; url: string };
  Name?: string;
  Id?: string;
}

describe('search in the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    for (const values of [
      { FirstName: 'Zoë', LastName: 'Quillfeather', Email: 'zoe@quill.example', Phone: '(312) 555-9876' },
      { FirstName: 'Yann', LastName: 'Quillon', Title: 'Zebra keeper', MailingCity: 'Quimper' },
      { FirstName: 'Xu', LastName: 'O(q)uill', Description: 'Knows Yann. Likes C++ and cats.' },
    ]) {
      await client.create('Contact', values);
    }
    await client.create('Account', { Name: 'Quillfeather & Sons' });
    const gone = await client.create('Contact', { LastName: 'Quillfeather' });
    await client.call('DELETE', `/sobjects/Contact/${gone}`);
  });
  after(() => org.close());

  const answer = (sosl: string) => client.get(`/search?q=${encodeURIComponent(sosl)}`);
  async function records(sosl: string): Promise<Found[]> {
    const { status, body } = await answer(sosl);
    assert.equal(status, 200, JSON.stringify(body));
    return body.searchRecords;
  }
  const contacts = async (find: string, scope = 'ALL') =>
    (await records(`FIND {${find}} IN ${scope} FIELDS RETURNING Contact(Name ORDER BY Name)`)).map(
      ({ Name }) => Name,
    );

  test('records of each object, with the fields that were asked for', async () => {
    const found = await records('find {quillfeather} returning Contact(Id, Name), Account');
    const [contact, account, ...others] = found;
    assert.deepEqual(others, []);
    const { Id } = contact ?? {};
    assert.deepEqual(contact, {
      attributes: { type: 'Contact', url: `${dataPath}/sobjects/Contact/${Id}` },
      Id,
      Name: 'Zoë Quillfeather',
    });
    assert.deepEqual(
      [account?.attributes.type, Object.keys(account ?? {})],
      ['Account', ['attributes', 'Id']],
    );
  });

  test('without RETURNING every object that can be searched', async () => {
    const types = (await records('FIND {Quillfeather}')).map(({ attributes }) => attributes.type);
    assert.deepEqual(types, ['Account', 'Contact']);
  });

  for (const [find, scope, names] of [
    ['QUILLFEATHER', 'ALL', ['Zoë Quillfeather']],
    ['zoe', 'ALL', ['Zoë Quillfeather']],
    ['quill', 'NAME', []],
    ['quill*', 'NAME', ['Yann Quillon', 'Zoë Quillfeather']],
    ['qu?llon', 'ALL', ['Yann Quillon']],
    ['q*t*r', 'NAME', ['Zoë Quillfeather']],
    ['yann', 'ALL', ['Xu O(q)uill', 'Yann Quillon']],
    ['yann quillon', 'ALL', ['Yann Quillon']],
    ['yann AND zebra', 'ALL', ['Yann Quillon']],
    ['yann AND NOT zebra', 'ALL', ['Xu O(q)uill']],
    ['quillfeather OR quillon', 'ALL', ['Yann Quillon', 'Zoë Quillfeather']],
    ['"zebra keeper"', 'ALL', ['Yann Quillon']],
    ['"keeper zebra"', 'ALL', []],
    ['zebra', 'NAME', []],
    ['zoe@quill.example', 'EMAIL', ['Zoë Quillfeather']],
    ['quimper', 'EMAIL', []],
    ['555\\-9876', 'PHONE', ['Zoë Quillfeather']],
    ['O\\(q\\)uill', 'NAME', ['Xu O(q)uill']],
    ['C\\+\\+ cats', 'ALL', ['Xu O(q)uill']],
    [`${'q*'.repeat(40)}z`, 'ALL', []],
  ] as const) {
    test(`FIND {${find}} IN ${scope} FIELDS`, async () => {
      assert.deepEqual(await contacts(find, scope), names);
    });
  }

  test('WHERE, ORDER BY, LIMIT and OFFSET as SOQL has them, parents too', async () => {
    const found = await records(
      "FIND {quill*} RETURNING Contact(Name, Account.Name WHERE (LastName LIKE 'Q%)' OR Id != null) AND IsEmailBounced = false ORDER BY Name DESC LIMIT 1 OFFSET 1)",
    );
    assert.deepEqual(
      found.map(({ Name }) => Name),
      ['Yann Quillon'],
    );
    assert.equal((await records('FIND {quillf*} RETURNING Contact(Id), Account(Id) LIMIT 1')).length, 1);
  });

  for (const [sosl, code, message] of [
    ['', 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.'],
    ["FIND 'x'", 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.'],
    ['FIND {a*}', 'MALFORMED_SEARCH', 'search term must be longer than one character: a*'],
    [
      'FIND {John|jane} RETURNING Contact',
      'MALFORMED_SEARCH',
      /\nERROR at Row:1:Column:10\nline 1:10 mismatched character '\|' expecting '}'$/,
    ],
    [
      'FIND {name} IN ALL TYPE',
      'MALFORMED_SEARCH',
      /\n {18}\^\nERROR at Row:1:Column:19\nMalformed search token: TYPE$/,
    ],
    ['FIND {name} RETURNING', 'MALFORMED_SEARCH', /Malformed search token: <EOF>$/],
    ['FIND {name} RETURNING Contact(', 'MALFORMED_SEARCH', /Malformed search token: <EOF>$/],
    ['FIND {name} RETURNING Contact(Id LIMIT x)', 'MALFORMED_SEARCH', /Malformed search token: x$/],
    ['FIND {name} RETURNING Contact(Id) more', 'MALFORMED_SEARCH', /Malformed search token: more$/],
    ['FIND {name} RETURNING Nothing(Id)', 'INVALID_TYPE', /sObject type 'Nothing' is not supported/],
    ['FIND {name} RETURNING Group(Id)', 'INVALID_TYPE', 'entity type Group does not support search'],
    ['FIND {name} RETURNING Contact(Shoe)', 'INVALID_FIELD', /No such column 'Shoe'/],
  ] as const) {
    test(`refused: ${sosl || 'nothing'}`, async () => {
      const { status, body } = await answer(sosl);
      assert.deepEqual([status, body[0].errorCode], [400, code]);
      if (typeof message === 'string') assert.equal(body[0].message, message);
      else assert.match(body[0].message, message);
    });
  }

  test('whatever is typed is answered or refused, never failed on', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '"',
      "'",
      '\\',
      '*',
      '?',
      ' ',
      'OR',
      'NOT',
      'ab',
      'é',
      ',',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    await fc.assert(
      fc.asyncProperty(typed, typed, async (term, rest) => {
        for (const sosl of [`FIND {${term}} ${rest}`, `FIND {ab} RETURNING Lead(Id ${rest})`]) {
          assert.ok([200, 400].includes((await answer(sosl)).status), sosl);
        }
        const { status } = await client.call('POST', '/parameterizedSearch', { q: term });
        assert.ok([200, 400].includes(status), term);
      }),
      { numRuns: 60 },
    );
  });

  test('any word of a stored text finds it, whatever stands around the words', async () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/).filter((text) => !/^(or|and|not)$/.test(text));
    const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '-', '.', '@', ' & ', "'", '(', '\n')), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        const id = await client.create('Lead', {
          LastName: 'x',
          Company: 'x',
          Description: parts.flat().join(''),
        });
        for (const [wanted] of parts) {
          const found = await records(`FIND {${wanted.toUpperCase()}} RETURNING Lead(Id)`);
          assert.ok(found.some(({ Id }) => Id === id));
        }
        await client.call('DELETE', `/sobjects/Lead/${id}`);
      }),
      { numRuns: 20 },
    );
  });

  test('parameterized: fields for all objects, or for each its own', async () => {
    const { body } = await client.call('POST', '/parameterizedSearch', {
      q: 'Quill*',
      fields: ['Id', 'Name'],
      in: 'NAME',
      sobjects: [
        { name: 'Contact', fields: ['Name'], where: "FirstName != 'Zoë'", orderBy: 'Name' },
        { name: 'Account', limit: 5 },
      ],
      overallLimit: 10,
      defaultLimit: 20,
    });
    const found: Found[] = body.searchRecords;
    assert.deepEqual(
      found.map(({ attributes, Name, Id }) => [attributes.type, Name, Id !== undefined]),
      [
        ['Contact', 'Yann Quillon', false],
        ['Account', 'Quillfeather & Sons', true],
      ],
    );
  });

  test('parameterized: characters that SOSL reserves are ordinary ones; a query string does too', async () => {
    const query = new URLSearchParams({ q: 'O(q)uill', sobject: 'Contact', 'Contact.fields': 'Id,Name' });
    const { body } = await client.get(`/parameterizedSearch?${query}`);
    assert.deepEqual(
      body.searchRecords.map(({ Name }: Found) => Name),
      ['Xu O(q)uill'],
    );
    query.set('Contact.limit', '0');
    assert.deepEqual((await client.get(`/parameterizedSearch?${query}`)).body, { searchRecords: [] });
  });

  for (const [what, body, code] of [
    ['no term', { sobjects: [] }, 'JSON_PARSER_ERROR'],
    ['a short term', { q: 'a' }, 'MALFORMED_SEARCH'],
    ['an unknown property', { q: 'abc', objects: [] }, 'JSON_PARSER_ERROR'],
    ['an unknown scope', { q: 'abc', in: 'SHOES' }, 'INVALID_SEARCH_SCOPE'],
    ['a limit that is no number', { q: 'abc', overallLimit: 'many' }, 'INVALID_SEARCH'],
    ['an unknown field', { q: 'abc', sobjects: [{ name: 'Lead', fields: ['Shoe'] }] }, 'INVALID_FIELD'],
  ] as const) {
    test(`parameterized: ${what} is refused`, async () => {
      const refused = await client.refusal('POST', '/parameterizedSearch', body);
      assert.deepEqual([refused.status, refused.errorCode], [400, code]);
    });
  }
});
