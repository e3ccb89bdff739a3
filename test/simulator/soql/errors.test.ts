import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SoqlError } from '../../../src/simulator/soql/soql-error.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

function refusal(soql: string): SoqlError {
  try {
    org.run(soql);
  } catch (error) {
    if (error instanceof SoqlError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${soql}`);
}

const WSDL = 'Please reference your WSDL or the describe call for the appropriate names.';
const noColumn = (name: string, entity: string) =>
  `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${WSDL}`;
const noRelationship = (name: string, place: string) =>
  `Didn't understand relationship '${name}' in ${place}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${WSDL}`;
const noType = (name: string) =>
  `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${WSDL}`;
const wrongType = (field: string, type: string) =>
  `value of filter criterion for field '${field}' must be of type ${type} and should not be enclosed in quotes`;

/** A `|` in the query marks the place. */
const placed: [soql: string, errorCode: string, problem: string][] = [
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
  [
    "SELECT Id FROM Account WHERE Name != 'a' OFFSET |2001",
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Maximum SOQL offset allowed is 2000',
  ],
  ['SELECT Id FROM Account LIMIT |-1', 'MALFORMED_QUERY', "unexpected token: '-1'"],
  ['SELECT Id FROM Account LIMIT |1.5', 'MALFORMED_QUERY', "unexpected token: '1.5'"],
  ['SELECT Id FROM Account OFFSET |-5', 'MALFORMED_QUERY', "unexpected token: '-5'"],
  ['SELECT Id FROM Account LIMIT |99999999999', 'MALFORMED_QUERY', 'numeric value out of range: 99999999999'],
  ['SELECT Id FROM Account |ALL ROWS', 'MALFORMED_QUERY', 'ALL ROWS not allowed in this context'],
  ['SELECT Id FROM Account|; SELECT Id FROM Case', 'MALFORMED_QUERY', "unexpected token: ';'"],
  ["SELECT Id FROM Account WHERE Name = 'a' |Type = 'b'", 'MALFORMED_QUERY', "unexpected token: 'Type'"],
  ["SELECT Id FROM Account WHERE Name LIKE |('a%', 'b%')", 'MALFORMED_QUERY', "unexpected token: '('"],
  ["SELECT Id FROM Account WHERE Name = |('a')", 'MALFORMED_QUERY', "unexpected token: '('"],
  ["SELECT Id FROM Account WHERE Name IN |'a'", 'MALFORMED_QUERY', "unexpected token: ''a''"],
  ["SELECT Id FROM Account WHERE Regions__c INCLUDES |'a'", 'MALFORMED_QUERY', "unexpected token: ''a''"],
  ['SELECT Id FROM Account WHERE ((Name = null)|', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
  ['SELECT Id FROM Account WHERE ((Name = null))|)', 'MALFORMED_QUERY', "unexpected token: ')'"],
  ['SELECT COUNT(Id) |group FROM Account', 'MALFORMED_QUERY', "unexpected token: 'group'"],
  ['SELECT Id FROM Contact c, c.Account |Like', 'MALFORMED_QUERY', "unexpected token: 'Like'"],
  ['SELECT Id FROM |SELECT', 'MALFORMED_QUERY', "unexpected token: 'SELECT'"],
  ['SELECT |SELECT FROM Account', 'MALFORMED_QUERY', "unexpected token: 'SELECT'"],
  ['SELECT Id FROM Account WHERE |LIMIT = 5', 'MALFORMED_QUERY', "unexpected token: 'LIMIT'"],
  [
    'SELECT |MAX(MIN(AnnualRevenue)) FROM Account',
    'MALFORMED_QUERY',
    'nested functional syntax can only be used in the following manner: date_function(convertTimezone(columnName)): MAX',
  ],
  ['SELECT COUNT()|, Name FROM Account', 'MALFORMED_QUERY', "unexpected token: ','"],
  [
    'SELECT COUNT(Id) FROM Account GROUP BY |Type, Type',
    'MALFORMED_QUERY',
    'duplicate grouping expression: Type',
  ],
  [
    'SELECT MAX(Name) FROM Account |OFFSET 1',
    'MALFORMED_QUERY',
    'Non-grouped query that uses overall aggregate functions cannot also use OFFSET',
  ],
  [
    'SELECT TYPEOF What WHEN |Account THEN Name WHEN Account THEN Id END FROM Task',
    'MALFORMED_QUERY',
    'WHEN clause operand [Account] is not unique',
  ],
  ['SELECT Shout|(Name) FROM Account', 'MALFORMED_QUERY', "unexpected token: '('"],
  ['SELECT FIELDS(|SOME) FROM Account', 'MALFORMED_QUERY', "unexpected token: 'SOME'"],
  [
    'SELECT |convertTimezone(CreatedDate) FROM Account',
    'MALFORMED_QUERY',
    "unexpected token: 'CONVERTTIMEZONE'",
  ],
  [
    'SELECT Id FROM Account WHERE |convertCurrency(AnnualRevenue) > 5',
    'MALFORMED_QUERY',
    "unexpected token: 'CONVERTCURRENCY'",
  ],
  [
    'SELECT HOUR_IN_DAY(|Founded__c), COUNT(Id) FROM Account GROUP BY CALENDAR_YEAR(Founded__c)',
    'MALFORMED_QUERY',
    'field Founded__c does not support function HOUR_IN_DAY',
  ],
  [
    'SELECT COUNT(Id) FROM Account GROUP BY HOUR_IN_DAY(convertTimezone(|Founded__c))',
    'MALFORMED_QUERY',
    'field Founded__c does not support function HOUR_IN_DAY',
  ],
  [
    'SELECT CALENDAR_YEAR(|Name) FROM Account GROUP BY Type',
    'MALFORMED_QUERY',
    'field Name does not support function CALENDAR_YEAR',
  ],
  [
    'SELECT Name FROM Account WHERE COUNT(|Id) > 1',
    'MALFORMED_QUERY',
    'aggregate functions can only be used in the HAVING clause',
  ],
  [
    'SELECT Type FROM Account GROUP BY Type HAVING |Name != null',
    'MALFORMED_QUERY',
    'Field must be grouped or aggregated: Name',
  ],
  [
    'SELECT |Id, MAX(AnnualRevenue) FROM Account',
    'MALFORMED_QUERY',
    'Field must be grouped or aggregated: Id',
  ],
  [
    'SELECT |FIELDS(ALL), COUNT(Id) FROM Account',
    'MALFORMED_QUERY',
    'Field must be grouped or aggregated: Id',
  ],
  [
    'SELECT COUNT() FROM Account ORDER BY |Name',
    'MALFORMED_QUERY',
    'Ordered field must be grouped or aggregated: Name',
  ],
  [
    'SELECT MAX(Name) FROM Account |LIMIT 1',
    'MALFORMED_QUERY',
    'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
  ],
  [
    'SELECT COUNT(|Type) FROM Account GROUP BY Type',
    'MALFORMED_QUERY',
    'Grouped field should not be aggregated: Type',
  ],
  [
    'SELECT Name, (SELECT COUNT(Id) FROM |Contacts) FROM Account',
    'MALFORMED_QUERY',
    'Only root queries support aggregate expressions',
  ],
  ['SELECT Type FROM Account GROUP BY ROLLUP(Type)|, Name', 'MALFORMED_QUERY', "unexpected token: ','"],
  ['SELECT Type FROM Account GROUP BY Name, |CUBE(Type)', 'MALFORMED_QUERY', "unexpected token: 'CUBE'"],
  [
    'SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Type, |CreatedDate)',
    'MALFORMED_QUERY',
    "field 'CreatedDate' can not be grouped in a query call",
  ],
  [
    "SELECT Id FROM Account WHERE |Id IN (SELECT AccountId FROM Contact) OR Type = 'a'",
    'MALFORMED_QUERY',
    "Semi join sub-selects are not allowed with the 'OR' operator",
  ],
  [
    "SELECT Id FROM Account WHERE Type = 'a' AND (Name = 'b' OR |Id IN (SELECT AccountId FROM Case))",
    'MALFORMED_QUERY',
    'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
  ],
  [
    'SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Case) AND Id IN (SELECT AccountId FROM Contact) AND |ParentId IN (SELECT AccountId FROM Case)',
    'MALFORMED_QUERY',
    'Maximum 2 semi join sub-selects are allowed',
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id |IN (SELECT ContactId FROM Case))',
    'MALFORMED_QUERY',
    'Nesting of semi join sub-selects is not supported',
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM |Account)',
    'MALFORMED_QUERY',
    'The inner and outer selects should not be on the same object type',
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact |LIMIT 1)',
    'MALFORMED_QUERY',
    "missing value at 'LIMIT'",
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact |ORDER BY Id)',
    'MALFORMED_QUERY',
    "missing value at 'ORDER'",
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (|SELECT AccountId, OwnerId FROM Contact)',
    'MALFORMED_QUERY',
    'Semi join sub-selects can only query one id field',
  ],
  [
    "SELECT DISTANCE(|Name, GEOLOCATION(1, 2), 'km') FROM Account",
    'MALFORMED_QUERY',
    'field Name does not support function DISTANCE',
  ],
  [
    "SELECT DISTANCE(Place__c, |GEOLOCATION(91, 2), 'km') FROM Account",
    'MALFORMED_QUERY',
    'Invalid geolocation: latitude must be -90 to 90, longitude -180 to 180',
  ],
  [
    "SELECT Id FROM Account WHERE |DISTANCE(Place__c, GEOLOCATION(1, 2), 'km') = 5",
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on location field',
  ],
  [
    'SELECT Place__c FROM Account ORDER BY |Place__c',
    'MALFORMED_QUERY',
    "field 'Place__c' can not be sorted in a query call",
  ],
  [
    "SELECT Id FROM Account WHERE |Founded__c LIKE '2026%'",
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on date field',
  ],
  [
    "SELECT Id FROM Account WHERE |Regions__c LIKE 'a%'",
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on multipicklist field',
  ],
  [
    "SELECT Id FROM Account WHERE |Regions__c > 'a'",
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on multipicklist field',
  ],
  [
    'SELECT Id FROM Account WHERE |Active__c > true',
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on boolean field',
  ],
  [
    'SELECT TYPEOF What WHEN |Contact THEN Name END FROM Task',
    'INVALID_TYPE',
    "sObject type 'Contact' is not a type of the relationship 'What'",
  ],
  ['SELECT TYPEOF What WHEN Account THEN |Foo END FROM Task', 'INVALID_FIELD', noColumn('Foo', 'Account')],
  [
    'SELECT TYPEOF |Foo WHEN Account THEN Name END FROM Task',
    'INVALID_FIELD',
    noRelationship('Foo', 'field path'),
  ],
  ['SELECT Id FROM Contact c, |c.Foo f', 'INVALID_TYPE', noRelationship('Foo', 'FROM part of query call')],
  ['SELECT Id FROM Contact c|, c.Account', 'MALFORMED_QUERY', "unexpected token: ','"],
  [
    'SELECT Id FROM Group USING SCOPE |mine',
    'INVALID_QUERY_SCOPE',
    "the scope 'mine' is not supported for Group",
  ],
];

/** Errors without a place. */
const plain: [soql: string, errorCode: string, message: string][] = [
  ['', 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null'],
  ['SELECT Id, Name, id FROM Account', 'INVALID_FIELD', 'duplicate field selected: Id'],
  ['SELECT Id, FIELDS(ALL) FROM Account LIMIT 200', 'INVALID_FIELD', 'duplicate field selected: Id'],
  ['SELECT COUNT(Id) a, SUM(AnnualRevenue) a FROM Account', 'MALFORMED_QUERY', 'duplicate alias: a'],
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
  for (const [marked, errorCode, problem] of placed) {
    test(marked.replaceAll('\n', ' '), () => {
      const at = marked.indexOf('|');
      const before = marked.slice(0, at).split('\n');
      const error = refusal(marked.replace('|', ''));
      const [first, , caret, place, ...rest] = error.message.split('\n');
      assert.equal(rest.join('\n'), problem);
      assert.equal(error.errorCode, errorCode);
      assert.equal(first, '');
      assert.equal(place, `ERROR at Row:${before.length}:Column:${(before.at(-1)?.length ?? 0) + 1}`);
      assert.match(caret ?? '', /^ *\^$/);
    });
  }

  test('word for word as an org answered', () => {
    assert.deepEqual(
      refusal('select count() from XYZZY').message,
      "\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
    );
  });

  test('a long line is shown around the place, the caret under the word', () => {
    const many = Array.from({ length: 40 }, (_, n) => `Name != 'long text ${n}'`).join(' AND ');
    const lines = refusal(`SELECT Id FROM Account WHERE ${many} AND Foo = 1 AND ${many}`).message.split('\n');
    assert.ok((lines[1]?.length ?? 0) < 80);
    assert.equal(lines[1]?.slice(lines[2]?.indexOf('^')).split(' ')[0], 'Foo');
  });
});

describe('errors of the whole query', () => {
  for (const [soql, errorCode, message] of plain) {
    test(soql || '(empty)', () => {
      const error = refusal(soql);
      assert.deepEqual({ errorCode: error.errorCode, message: error.message }, { errorCode, message });
    });
  }

  test('children more than four levels below', () => {
    const nested = (levels: number): string =>
      levels === 0 ? 'SELECT Id' : `SELECT Id, (${nested(levels - 1)} FROM ChildAccounts)`;
    assert.ok(org.run(`${nested(4)} FROM Account`).totalSize > 0);
    const error = refusal(`${nested(5)} FROM Account`);
    assert.equal(error.errorCode, 'MALFORMED_QUERY');
    assert.match(error.message, /more than 4 levels away from the root entity object/);
  });

  test('a relationship of more than five levels', () => {
    const path = Array.from({ length: 6 }, () => 'Parent').join('.');
    assert.equal(refusal(`SELECT ${path}.Name FROM Account`).errorCode, 'INVALID_FIELD');
  });

  test('a wrong subquery, though there are no parents', () => {
    const soql = "SELECT Id, (SELECT Foo FROM Contacts) FROM Account WHERE Name = 'nobody'";
    assert.equal(refusal(soql).errorCode, 'INVALID_FIELD');
  });
});
