import { after, before, describe, test } from 'node:test';
import { openOrg, type TestOrg } from './org.ts';
import { checkPlaced, noColumn, noRelationship, type PlacedError } from './refusal.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

const apexOnly = 'Bind variables only allowed in Apex code';

const placed: PlacedError[] = [
  [
    'SELECT Id FROM Account OFFSET |99999999999999999999',
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
  ['SELECT Id FROM Account |WITH SECURITY_ENFORCED', 'MALFORMED_QUERY', "unexpected token: 'WITH'"],
  [
    "SELECT Id FROM Account WHERE Name = 'a' |WITH USER_MODE LIMIT 1",
    'MALFORMED_QUERY',
    "unexpected token: 'WITH'",
  ],
  [
    'SELECT Id FROM Account |WITH DATA CATEGORY Geography__c AT usa__c',
    'MALFORMED_QUERY',
    "unexpected token: 'WITH'",
  ],
  ['SELECT Id FROM Account|; SELECT Id FROM Case', 'MALFORMED_QUERY', "unexpected token: ';'"],
  ["SELECT Id FROM Account WHERE Name = 'a' |Type = 'b'", 'MALFORMED_QUERY', "unexpected token: 'Type'"],
  ["SELECT Id FROM Account WHERE Name LIKE |('a%', 'b%')", 'MALFORMED_QUERY', "unexpected token: '('"],
  ["SELECT Id FROM Account WHERE Name = |('a')", 'MALFORMED_QUERY', "unexpected token: '('"],
  ["SELECT Id FROM Account WHERE Name IN |'a'", 'MALFORMED_QUERY', apexOnly],
  ['SELECT Id FROM Account WHERE Name = |:x', 'MALFORMED_QUERY', apexOnly],
  ["SELECT Id FROM Account WHERE Name = 'x' AND Id IN |:ids", 'MALFORMED_QUERY', apexOnly],
  ['SELECT Id FROM Account WHERE Id NOT IN (|:x)', 'MALFORMED_QUERY', apexOnly],
  ['SELECT Id FROM Account WHERE Id IN |ids', 'MALFORMED_QUERY', apexOnly],
  ['SELECT Id FROM Account LIMIT |:x', 'MALFORMED_QUERY', apexOnly],
  ['SELECT Type FROM Account GROUP BY Type HAVING COUNT(Id) > |:x', 'MALFORMED_QUERY', apexOnly],
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
    'SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(|COUNT(Id))',
    'MALFORMED_QUERY',
    "unexpected token: 'COUNT'",
  ],
  [
    'SELECT COUNT(Id) FROM Account GROUP BY CUBE(Type, |toLabel(Type))',
    'MALFORMED_QUERY',
    "unexpected token: 'TOLABEL'",
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
  [
    'SELECT TYPEOF |Account WHEN Account THEN Name END FROM Contact',
    'MALFORMED_QUERY',
    'TYPEOF clause operand [Account] is not a polymorphic relationship',
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

describe('what is well-formed, and not allowed where it stands', () => {
  for (const error of placed) test(error[0], () => checkPlaced(org, error));
});
