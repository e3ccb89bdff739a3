import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readSelect } from '../../src/elements/query-table/read-select.ts';

/** The keys of the values, each path joined. */
function paths(soql: string): string[] | undefined {
  return readSelect(soql).columns?.map(({ path }) => path.join('.'));
}

const examples: [what: string, soql: string, object: string | undefined, columns: string[] | undefined][] = [
  ['fields in order', 'SELECT Name, Phone FROM Account', 'Account', ['Name', 'Phone']],
  [
    'parents',
    'SELECT Owner.Name, Account.Owner.Email FROM Contact',
    'Contact',
    ['Owner.Name', 'Account.Owner.Email'],
  ],
  ['any casing', 'select name from ACCOUNT where Name = null', 'ACCOUNT', ['name']],
  ['lines and tabs', '\n\tSELECT\n\tId,\n\tName\nFROM\n\tLead\n', 'Lead', ['Id', 'Name']],
  ['no blanks around commas', 'SELECT Id,Name,Phone FROM Lead', 'Lead', ['Id', 'Name', 'Phone']],
  ['comments', 'SELECT Id, /* FROM x, */ Name // , y\nFROM Lead -- z', 'Lead', ['Id', 'Name']],
  ['an object alias', 'SELECT a.Name, a.Owner.Name FROM Account a', 'Account', ['Name', 'Owner.Name']],
  ['an object alias after AS', 'SELECT a.Name FROM Account AS a', 'Account', ['Name']],
  ['the object as prefix', 'SELECT Account.Name FROM Account LIMIT 3', 'Account', ['Name']],
  [
    'an alias of a parent',
    'SELECT c.Name, a.Name FROM Contact c, c.Account a',
    'Contact',
    ['Name', 'Account.Name'],
  ],
  ['an aggregate with alias', 'SELECT COUNT(Id) total FROM Lead', 'Lead', ['total']],
  [
    'aggregates without alias',
    'SELECT COUNT(Id), MAX(Amount) top, SUM(Amount) FROM Opportunity',
    'Opportunity',
    ['expr0', 'top', 'expr1'],
  ],
  [
    'groups',
    'SELECT LeadSource, Account.Industry, COUNT(Id) FROM Contact GROUP BY LeadSource',
    'Contact',
    ['LeadSource', 'Industry', 'expr0'],
  ],
  [
    'a group with alias',
    'SELECT LeadSource src, COUNT(Id) n FROM Lead GROUP BY LeadSource',
    'Lead',
    ['src', 'n'],
  ],
  [
    'a calendar function',
    'SELECT CALENDAR_YEAR(CloseDate), COUNT(Id) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)',
    'Opportunity',
    ['expr0', 'expr1'],
  ],
  [
    'wrapped fields',
    'SELECT toLabel(Industry), FORMAT(AnnualRevenue) r, convertCurrency(Amount__c) FROM Account',
    'Account',
    ['Industry', 'r', 'Amount__c'],
  ],
  ['nested functions', 'SELECT FORMAT(MIN(CloseDate)) first FROM Opportunity', 'Opportunity', ['first']],
  [
    'strings with parentheses',
    "SELECT DISTANCE(Place__c, GEOLOCATION(1, 2), 'm(i, FROM') d, Id FROM Site__c",
    'Site__c',
    ['d', 'Id'],
  ],
  ['a quote in a string', "SELECT DISTANCE(P__c, G(1), 'it\\'s FROM') d FROM Site__c", 'Site__c', ['d']],
  [
    'children',
    'SELECT Name, (SELECT Id, Name FROM Contacts WHERE (Id != null)), Phone FROM Account',
    'Account',
    ['Name', 'Contacts', 'Phone'],
  ],
  [
    'children through an alias',
    'SELECT Name, (SELECT Id FROM a.Contacts) FROM Account a',
    'Account',
    ['Name', 'Contacts'],
  ],
  [
    'TYPEOF',
    'SELECT TYPEOF What WHEN Account THEN Phone, Name ELSE Name END, Subject FROM Event',
    'Event',
    ['What', 'Subject'],
  ],
  ['FIELDS()', 'SELECT FIELDS(ALL) FROM Account LIMIT 200', 'Account', undefined],
  ['FIELDS() among others', 'SELECT Owner.Name, FIELDS(STANDARD) FROM Account', 'Account', undefined],
  ['a scope', 'SELECT Id FROM Account USING SCOPE mine', 'Account', ['Id']],
  ['an object named as a clause', 'SELECT o.Owner.Name, o.Id FROM Order o', 'Order', ['Owner.Name', 'Id']],
  [
    'an object named Group',
    'SELECT Owner.Name, Owner.Email FROM Group',
    'Group',
    ['Owner.Name', 'Owner.Email'],
  ],
  ['an alias named as a function', 'SELECT count.Name FROM Lead count', 'Lead', ['Name']],
  [
    'a rollup',
    'SELECT LeadSource, GROUPING(LeadSource) g, COUNT_DISTINCT(Email) FROM Lead GROUP BY ROLLUP(LeadSource)',
    'Lead',
    ['LeadSource', 'g', 'expr0'],
  ],
  [
    'five parents, some custom',
    'SELECT Site__r.Area__r.Region__r.Land__r.Head__r.Name FROM Visit__c',
    'Visit__c',
    ['Site__r.Area__r.Region__r.Land__r.Head__r.Name'],
  ],
  ['polymorphic parents', 'SELECT What.Name, Who.Type FROM Task', 'Task', ['What.Name', 'Who.Type']],
  [
    'a query of children in one of children',
    'SELECT Id, (SELECT Id, (SELECT Id FROM Tasks) FROM Contacts c) FROM Account WHERE Id IN (SELECT AccountId FROM Case GROUP BY AccountId)',
    'Account',
    ['Id', 'Contacts'],
  ],
  ['COUNT()', 'SELECT COUNT() FROM Contact', 'Contact', ['expr0']],
  ['nothing', '', undefined, undefined],
  ['no FROM', 'SELECT Id, Name', undefined, undefined],
  ['an open string', "SELECT Id, 'abc FROM Lead", undefined, undefined],
  ['an open parenthesis', 'SELECT COUNT(Id FROM Lead', undefined, undefined],
  ['other words', 'DELETE FROM Account', 'Account', undefined],
];

describe('readSelect', () => {
  for (const [what, soql, object, columns] of examples) {
    it(`reads ${what}`, () => {
      assert.equal(readSelect(soql).objectApiName, object);
      assert.deepEqual(paths(soql), columns);
    });
  }

  it('tells a count alone from other aggregates', () => {
    assert.equal(readSelect('SELECT count ( ) FROM Contact').countOnly, true);
    assert.equal(readSelect('SELECT COUNT(Id) FROM Contact').countOnly, false);
    assert.equal(readSelect('SELECT COUNT(Id), COUNT(Name) FROM Contact').countOnly, false);
  });

  it('knows what field a function is about', () => {
    const [column] =
      readSelect('SELECT FORMAT(convertCurrency(Account.AnnualRevenue)) x FROM Contact').columns ?? [];
    assert.deepEqual(column?.source, ['Account', 'AnnualRevenue']);
    assert.deepEqual(column?.functions, ['FORMAT', 'CONVERTCURRENCY']);
    assert.equal(column?.alias, 'x');
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readSelect(text)));
    const pieces = fc.constantFrom(
      'SELECT',
      'FROM',
      'TYPEOF',
      'END',
      '(',
      ')',
      ',',
      "'",
      '\\',
      '/*',
      '--',
      'a.b',
      ' ',
      '\n',
    );
    fc.assert(fc.property(fc.array(pieces), (parts) => void readSelect(parts.join(' '))));
  });

  it('reads back what was written, however it is spaced and cased', () => {
    const reserved = new Set(['select', 'from', 'typeof', 'end', 'when', 'then', 'else']);
    const name = fc
      .stringMatching(/^[A-Z][a-z]{1,6}(__c)?$/)
      .filter((text) => !reserved.has(text.toLowerCase()));
    const blank = fc.constantFrom(' ', '\n', '\t ', ' /* , FROM ( */ ', ' -- x, (\n');
    const field = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => {
      return { text: parts.join('.'), path: parts.join('.') };
    });
    const children = fc.tuple(name, name).map(([inner, relation]) => {
      return { text: `(SELECT ${inner}, Id FROM ${relation} WHERE Name = ') FROM ,')`, path: relation };
    });
    const typeOf = name.map((path) => ({ text: `TYPEOF ${path} WHEN A THEN B, C ELSE D END`, path }));
    const labelled = name.map((path) => ({ text: `toLabel(${path})`, path }));
    const item = fc.oneof(field, children, typeOf, labelled);
    const query = fc.record({
      // A parent's name may not be the object's, which as a prefix stands for the object itself.
      object: fc.stringMatching(/^Obj[a-z]{3}$/),
      items: fc.array(item, { minLength: 1, maxLength: 8 }),
      blank,
      isUpper: fc.boolean(),
    });
    fc.assert(
      fc.property(query, ({ object, items, blank, isUpper }) => {
        const word = (text: string) => (isUpper ? text : text.toLowerCase());
        const list = items.map(({ text }) => text).join(`${blank},`);
        const soql = `${word('SELECT')}${blank}${list}${blank}${word('FROM')}${blank}${object}${blank}${word('LIMIT')} 5`;
        assert.equal(readSelect(soql).objectApiName, object);
        assert.deepEqual(
          paths(soql),
          items.map(({ path }) => path),
        );
      }),
    );
  });
});
