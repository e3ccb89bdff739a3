import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type TestOrg } from './org.ts';
import {
  checkPlaced,
  noColumn,
  noRelationship,
  noType,
  type PlacedError,
  refusal,
  wrongType,
} from './refusal.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

const placed: PlacedError[] = [
  ['|garbage', 'MALFORMED_QUERY', "unexpected token: 'garbage'"],
  ['SELECT Id |FORM Account', 'MALFORMED_QUERY', "unexpected token: 'FORM'"],
  ['SELECT |FROM Account', 'MALFORMED_QUERY', "unexpected token: 'FROM'"],
  ['SELECT Id, |FROM Account', 'MALFORMED_QUERY', "unexpected token: 'FROM'"],
  ['SELECT Id FROM Account WHERE|', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
  ["SELECT Id FROM Account WHERE Name = 'a' AND|", 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
  ["SELECT Id FROM Account WHERE (Name = 'a'|", 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
  ["SELECT Id FROM Account WHERE Name = 'a'|)", 'MALFORMED_QUERY', "unexpected token: ')'"],
  ["SELECT Id\nFROM Account\nWHERE Name =|= 'a'", 'MALFORMED_QUERY', "unexpected token: '='"],
  ['SELECT Id FROM Account WHERE Name IN (|)', 'MALFORMED_QUERY', "unexpected token: ')'"],
  ["SELECT Id FROM Account WHERE Name NOT |LIKE 'a'", 'MALFORMED_QUERY', "unexpected token: 'LIKE'"],
  ["SELECT Id FROM Account WHERE Name = |'a", 'MALFORMED_QUERY', "no viable alternative at character '''"],
  ['SELECT Id FROM Account |#', 'MALFORMED_QUERY', "no viable alternative at character '#'"],
  ['SELECT Id FROM Account LIMIT 10 |LIMIT 20', 'MALFORMED_QUERY', "unexpected token: 'LIMIT'"],
  ['SELECT Id FROM Account LIMIT |many', 'MALFORMED_QUERY', "unexpected token: 'many'"],
  [
    'SELECT Id FROM Account a, |a.Contacts c',
    'INVALID_TYPE',
    noRelationship('Contacts', 'FROM part of query call'),
  ],
  [
    "SELECT Id FROM Account WHERE Name = 'a' AND Type = 'b' |OR Type = 'c'",
    'MALFORMED_QUERY',
    "unexpected token: 'OR'",
  ],
  [
    "SELECT Id FROM Account WHERE |Name = 'a\\qb'",
    'MALFORMED_QUERY',
    "Invalid string literal 'a\\qb'. Illegal character sequence '\\q' in string literal.",
  ],
  ['SELECT Id FROM |Acount', 'INVALID_TYPE', noType('Acount')],
  ['SELECT Id,\n  |Foo\nFROM Account', 'INVALID_FIELD', noColumn('Foo', 'Account')],
  ["SELECT Id FROM Account WHERE |Foo = 'a'", 'INVALID_FIELD', noColumn('Foo', 'Account')],
  ['SELECT Id FROM Account ORDER BY Name, |Foo', 'INVALID_FIELD', noColumn('Foo', 'Account')],
  ['SELECT Id, |Owner.Foo FROM Account', 'INVALID_FIELD', noColumn('Foo', 'User')],
  ['SELECT |Owner.Foo FROM Case', 'INVALID_FIELD', noColumn('Foo', 'Name')],
  ['SELECT |Foo.Name FROM Account', 'INVALID_FIELD', noRelationship('Foo', 'field path')],
  [
    'SELECT Id, (SELECT Id FROM |Foos) FROM Account',
    'INVALID_TYPE',
    noRelationship('Foos', 'FROM part of query call'),
  ],
  ['SELECT Id, Name, (SELECT |Nme FROM Contacts) FROM Account', 'INVALID_FIELD', noColumn('Nme', 'Contact')],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT |Nme FROM Contact)',
    'INVALID_FIELD',
    noColumn('Nme', 'Contact'),
  ],
  [
    "SELECT Id FROM Account WHERE |Description = 'a'",
    'INVALID_FIELD',
    "field 'Description' can not be filtered in a query call",
  ],
  [
    'SELECT Id FROM Account WHERE |BillingAddress = null',
    'INVALID_FIELD',
    'Address fields can only be filtered using Distance expressions',
  ],
  [
    'SELECT Id FROM Account WHERE |Place__c != null',
    'INVALID_FIELD',
    'Geolocation fields can only be filtered using Distance expressions',
  ],
  [
    'SELECT Description FROM Account ORDER BY |Description',
    'MALFORMED_QUERY',
    "field 'Description' can not be sorted in a query call",
  ],
  [
    'SELECT CreatedDate, COUNT(Id) FROM Account GROUP BY |CreatedDate',
    'MALFORMED_QUERY',
    "field 'CreatedDate' can not be grouped in a query call",
  ],
  ['SELECT |Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
  [
    'SELECT Type FROM Account GROUP BY Type ORDER BY |Name',
    'MALFORMED_QUERY',
    'Ordered field must be grouped or aggregated: Name',
  ],
  ['SELECT SUM(|Name) FROM Account', 'MALFORMED_QUERY', 'field Name does not support aggregate operator SUM'],
  ['SELECT Id, Name |n FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
  [
    "SELECT Id FROM Account WHERE |Founded__c = '2026-01-01'",
    'INVALID_FIELD',
    wrongType('Founded__c', 'date'),
  ],
  [
    'SELECT Id FROM Account WHERE |CreatedDate > 2026-01-01',
    'INVALID_FIELD',
    wrongType('CreatedDate', 'dateTime'),
  ],
  ["SELECT Id FROM Account WHERE |Active__c = 'true'", 'INVALID_FIELD', wrongType('Active__c', 'boolean')],
  [
    "SELECT Id FROM Account WHERE |NumberOfEmployees > '5'",
    'INVALID_FIELD',
    wrongType('NumberOfEmployees', 'int'),
  ],
  [
    'SELECT Id FROM Account WHERE |AnnualRevenue = TODAY',
    'INVALID_FIELD',
    wrongType('AnnualRevenue', 'double'),
  ],
  [
    'SELECT Id FROM Account WHERE |Name = 5',
    'INVALID_FIELD',
    "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
  ],
  ['SELECT Id FROM Account WHERE |Founded__c = 2026-02-30', 'MALFORMED_QUERY', 'Invalid date: 2026-02-30'],
  ["SELECT Id FROM Account WHERE |Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
  [
    "SELECT Id FROM Account WHERE |OwnerId LIKE '005%'",
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on id field',
  ],
  [
    "SELECT Id FROM Account WHERE |Type INCLUDES ('a')",
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on picklist field',
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT |LastName FROM Contact)',
    'MALFORMED_QUERY',
    "Semi join sub-selects can only query id fields, cannot use: 'LastName'",
  ],
  [
    'SELECT Id FROM Account WHERE |OwnerId IN (SELECT AccountId FROM Contact)',
    'INVALID_FIELD',
    "The selected field 'AccountId' in the subquery and the left operand field in the where expression in the outer query 'OwnerId' should point to the same object type",
  ],
  [
    'SELECT Id FROM Account LIMIT 1 OFFSET |2001',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Maximum SOQL offset allowed is 2000',
  ],
];

const wantsText =
  "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes";

/** Words that stand in the query before the one that is wrong, too. */
const repeated: PlacedError[] = [
  ["SELECT Name FROM Account WHERE Name = 'x' AND |Name = 5", 'INVALID_FIELD', wantsText],
  ["SELECT Id FROM Account WHERE (Name = 'x' OR (NOT |Name = 5)) AND Name = 'y'", 'INVALID_FIELD', wantsText],
  [
    'SELECT Id FROM Account WHERE CreatedDate > 2021-01-01T00:00:00Z AND |CreatedDate < 2021-01-01',
    'INVALID_FIELD',
    wrongType('CreatedDate', 'dateTime'),
  ],
  ['SELECT MAX(Name) m, |Name FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
  [
    'SELECT Name, COUNT(|Name) FROM Account GROUP BY Name',
    'MALFORMED_QUERY',
    'Grouped field should not be aggregated: Name',
  ],
  [
    'SELECT TYPEOF Owner WHEN User THEN Id, Alias END, Subject, |Alias FROM Case',
    'INVALID_FIELD',
    noColumn('Alias', 'Case'),
  ],
  [
    'SELECT Type FROM Account GROUP BY Type ORDER BY MAX(Name), |Name',
    'MALFORMED_QUERY',
    'Ordered field must be grouped or aggregated: Name',
  ],
  [
    'SELECT Type FROM Account GROUP BY Type HAVING MAX(Name) != null AND |Name != null',
    'MALFORMED_QUERY',
    'Field must be grouped or aggregated: Name',
  ],
  [
    "SELECT Id FROM Account WHERE Id != null AND (Name = 'b' OR |Id IN (SELECT AccountId FROM Case))",
    'MALFORMED_QUERY',
    'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
  ],
];

/** Errors without a place. */
const plain: [soql: string, errorCode: string, message: string][] = [
  ['', 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null'],
  ['SELECT Id, Name, id FROM Account', 'INVALID_FIELD', 'duplicate field selected: Id'],
  ['SELECT Id, FIELDS(ALL) FROM Account LIMIT 200', 'INVALID_FIELD', 'duplicate field selected: Id'],
  ['SELECT COUNT(Id) a, SUM(AnnualRevenue) a FROM Account', 'MALFORMED_QUERY', 'duplicate alias: a'],
  ['SELECT c.Id FROM Contact c, c.Account C', 'MALFORMED_QUERY', 'duplicate alias: C'],
  ['SELECT Id FROM Contact, Contact.Account a, a.Parent A', 'MALFORMED_QUERY', 'duplicate alias: A'],
  [
    'SELECT FIELDS(ALL) FROM Account',
    'MALFORMED_QUERY',
    'The SOQL FIELDS function must have a LIMIT of at most 200',
  ],
  [
    'SELECT FIELDS(CUSTOM) FROM Account LIMIT 201',
    'MALFORMED_QUERY',
    'The SOQL FIELDS function must have a LIMIT of at most 200',
  ],
];

describe('errors that point into the query', () => {
  for (const error of placed) test(error[0].replaceAll('\n', ' '), () => checkPlaced(org, error));

  for (const error of repeated) test(error[0], () => checkPlaced(org, error));

  test('word for word as an org answered', () => {
    assert.deepEqual(
      refusal(org, 'select count() from XYZZY').message,
      "\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
    );
  });

  test('a long line is shown around the place, the caret under the word', () => {
    const many = Array.from({ length: 40 }, (_, n) => `Name != 'long text ${n}'`).join(' AND ');
    const lines = refusal(org, `SELECT Id FROM Account WHERE ${many} AND Foo = 1 AND ${many}`).message.split(
      '\n',
    );
    assert.ok((lines[1]?.length ?? 0) < 80);
    assert.equal(lines[1]?.slice(lines[2]?.indexOf('^')).split(' ')[0], 'Foo');
  });
});

describe('errors of the whole query', () => {
  for (const [soql, errorCode, message] of plain) {
    test(soql || '(empty)', () => {
      const error = refusal(org, soql);
      assert.deepEqual({ errorCode: error.errorCode, message: error.message }, { errorCode, message });
    });
  }

  test('children more than four levels below', () => {
    const nested = (levels: number): string =>
      levels === 0 ? 'SELECT Id' : `SELECT Id, (${nested(levels - 1)} FROM ChildAccounts)`;
    assert.ok(org.run(`${nested(4)} FROM Account`).totalSize > 0);
    const error = refusal(org, `${nested(5)} FROM Account`);
    assert.equal(error.errorCode, 'MALFORMED_QUERY');
    assert.match(error.message, /more than 4 levels away from the root entity object/);
  });

  test('a relationship of more than five levels', () => {
    const path = Array.from({ length: 6 }, () => 'Parent').join('.');
    assert.equal(refusal(org, `SELECT ${path}.Name FROM Account`).errorCode, 'INVALID_FIELD');
  });

  test('a wrong subquery, though there are no parents', () => {
    const soql = "SELECT Id, (SELECT Foo FROM Contacts) FROM Account WHERE Name = 'nobody'";
    assert.equal(refusal(org, soql).errorCode, 'INVALID_FIELD');
  });
});
