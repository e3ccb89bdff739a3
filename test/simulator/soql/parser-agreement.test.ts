import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isQueryValid } from '@jetstreamapp/soql-parser-js';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { restClient } from '../rest-client.ts';

let org: RestOrg;
let client: ReturnType<typeof restClient>;
before(async () => {
  org = await openOrg();
  client = restClient(org);
});
after(() => org.close());

const ask = (soql: string) => client.get(`/query?q=${encodeURIComponent(soql)}`);

const literals = [
  ...['YESTERDAY', 'TODAY', 'TOMORROW', 'LAST_90_DAYS', 'NEXT_90_DAYS'],
  ...['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'].flatMap((unit) => [
    `LAST_${unit}`,
    `THIS_${unit}`,
    `NEXT_${unit}`,
  ]),
  ...['DAYS', 'WEEKS', 'MONTHS', 'QUARTERS', 'YEARS', 'FISCAL_QUARTERS', 'FISCAL_YEARS'].flatMap((units) => [
    `LAST_N_${units}:3`,
    `NEXT_N_${units}:3`,
    `N_${units}_AGO:3`,
  ]),
];
const dateFunctions = [
  ...['CALENDAR_MONTH', 'CALENDAR_QUARTER', 'CALENDAR_YEAR', 'DAY_IN_MONTH', 'DAY_IN_WEEK', 'DAY_IN_YEAR'],
  ...['DAY_ONLY', 'FISCAL_MONTH', 'FISCAL_QUARTER', 'FISCAL_YEAR', 'HOUR_IN_DAY'],
  ...['WEEK_IN_MONTH', 'WEEK_IN_YEAR'],
];
const here = "DISTANCE(Position__c, GEOLOCATION(37.775, -122.418), 'mi')";

/** Both accept these. */
const accepted = [
  'SELECT Id FROM Account',
  "select id, NAME from account where name like 'a%' order by name limit 3",
  'SELECT Id,Name\r\n\tFROM   Account',
  'SELECT a.Id, a.Owner.Name FROM Account a WHERE a.Name != null',
  'SELECT Account.Id, Account.Owner.Name FROM Account WHERE Account.Name != null ORDER BY Account.Name',
  'SELECT Parent.Parent.Parent.Parent.Parent.Name FROM Account',
  'SELECT Contact.Account.Parent.Owner.Manager.Name FROM Case',
  'SELECT Parent__r.Account__r.Name FROM Showcase__c',
  'SELECT Name, (SELECT LastName FROM Contacts) FROM Account',
  'SELECT Name, (SELECT LastName FROM Account.Contacts), (SELECT Name FROM Opportunities) FROM Account',
  'SELECT (SELECT LastName FROM a.Contacts c WHERE c.Email != null ORDER BY c.LastName DESC LIMIT 2) FROM Account a',
  'SELECT Id, (SELECT Id, (SELECT Id FROM Cases) FROM Contacts) FROM Account',
  'SELECT COUNT() FROM Contact',
  "SELECT COUNT() FROM Contact WHERE LastName LIKE 'A%' LIMIT 5",
  'SELECT COUNT(Id), COUNT_DISTINCT(Industry), MIN(AnnualRevenue), MAX(Name), SUM(AnnualRevenue) total, AVG(NumberOfEmployees) FROM Account',
  'SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 AND Industry != null ORDER BY COUNT(Id) DESC NULLS LAST, Industry LIMIT 5 OFFSET 1',
  'SELECT Industry FROM Account GROUP BY Industry HAVING (NOT Industry = null)',
  'SELECT Account.Industry, COUNT(Id) FROM Contact GROUP BY Account.Industry',
  'SELECT toLabel(StageName), COUNT(Id) FROM Opportunity GROUP BY StageName',
  'SELECT FORMAT(MAX(CreatedDate)) latest, FORMAT(SUM(Amount)) sum FROM Opportunity',
  'SELECT StageName, COUNT(StageName) FROM Opportunity GROUP BY ROLLUP(StageName)',
  'SELECT StageName, LeadSource, GROUPING(StageName) a, GROUPING(LeadSource) b, SUM(Amount) FROM Opportunity GROUP BY ROLLUP(StageName, LeadSource) HAVING GROUPING(LeadSource) = 1 ORDER BY GROUPING(StageName), StageName',
  'SELECT StageName, LeadSource, COUNT(Id) FROM Opportunity GROUP BY CUBE(StageName, LeadSource)',
  'SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) y, COUNT(Id) FROM Lead GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate)) ORDER BY CALENDAR_YEAR(convertTimezone(CreatedDate)) DESC',
  ...dateFunctions.map(
    (name) => `SELECT ${name}(CreatedDate), COUNT(Id) n FROM Account GROUP BY ${name}(CreatedDate)`,
  ),
  'SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = 2026 AND HOUR_IN_DAY(convertTimezone(CreatedDate)) < 12',
  'SELECT Id FROM Account WHERE DAY_ONLY(CreatedDate) = TODAY ORDER BY CALENDAR_MONTH(CreatedDate)',
  ...literals.flatMap((literal) => [
    `SELECT Id FROM Opportunity WHERE CreatedDate >= ${literal} AND CloseDate != ${literal}`,
  ]),
  'SELECT Id FROM Opportunity WHERE CloseDate IN (TODAY, LAST_N_DAYS:30, 2026-01-01)',
  'SELECT Id FROM Opportunity WHERE CloseDate > 2026-01-01 AND CreatedDate < 2026-01-01T12:00:00Z',
  'SELECT Id FROM Opportunity WHERE CreatedDate < 2026-01-01T12:00:00.000+0100 OR CreatedDate < 2026-01-01T12:00:00-08:00',
  'SELECT TYPEOF What WHEN Account THEN Phone, Industry WHEN Opportunity THEN Amount ELSE Name END FROM Task',
  'SELECT Id, TYPEOF Owner WHEN User THEN Alias WHEN Group THEN Name END FROM Case',
  "SELECT What.Name, What.Type, Who.Type, Who.FirstName, Owner.Name FROM Task WHERE What.Type = 'Account' ORDER BY Who.Name",
  'SELECT Owner.Type, COUNT(Id) FROM Case GROUP BY Owner.Type',
  'SELECT FIELDS(ALL) FROM Showcase__c LIMIT 200',
  'SELECT FIELDS(STANDARD) FROM Account',
  'SELECT FIELDS(CUSTOM), Id FROM Showcase__c LIMIT 1',
  'SELECT Id, (SELECT FIELDS(ALL) FROM Contacts LIMIT 200) FROM Account LIMIT 3',
  "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'A%') AND Id NOT IN (SELECT AccountId FROM Opportunity)",
  'SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Industry != null)',
  "SELECT Id FROM Account WHERE Name LIKE '50\\% \\_%' OR Name LIKE 'O\\'Hara \\\\ \\n\\t%' OR Name = '\\u00e9'",
  "SELECT Id FROM Showcase__c WHERE Channels__c INCLUDES ('Email;Phone', 'Post') AND Channels__c EXCLUDES ('Web_Chat')",
  "SELECT Id FROM Showcase__c WHERE Channels__c = 'Email;Phone' OR Channels__c != null",
  "SELECT Id FROM Account WHERE Industry IN ('Banking', 'Energy', null) AND NumberOfEmployees NOT IN (1, 2) AND AnnualRevenue > -1.5",
  "SELECT Id FROM Account WHERE NOT Name = 'a' AND (NOT (Industry = null OR Industry = 'Energy'))",
  "SELECT Id FROM Account WHERE (Name = 'a' OR (Name = 'b' AND (Industry = null OR (NOT Industry = 'Energy'))))",
  "SELECT Id FROM Account WHERE Name <> null AND CreatedDate <= TODAY AND AnnualRevenue >= 0 AND Rating != 'Hot'",
  'SELECT Id FROM Showcase__c WHERE Active__c = TRUE AND Express_Delivery__c != false',
  'SELECT Id FROM Opportunity WHERE Amount > USD5000',
  'SELECT Id FROM Account ORDER BY Industry ASC NULLS LAST, Name DESC NULLS FIRST, Owner.Name',
  'SELECT Id FROM Account LIMIT 0',
  'SELECT Id FROM Account ORDER BY Name LIMIT 10 OFFSET 2000',
  'SELECT Id FROM Account OFFSET 5',
  `SELECT Id, ${here} d FROM Showcase__c WHERE ${here} < 500 ORDER BY ${here} DESC LIMIT 5`,
  "SELECT DISTANCE(Position__c, GEOLOCATION(-37.5,122), 'km') FROM Showcase__c WHERE DISTANCE(Position__c, GEOLOCATION(-37.5,122), 'km') > 20",
  'SELECT toLabel(Status__c), toLabel(Account__r.Industry), FORMAT(Price__c) p, Price__c FROM Showcase__c',
  'SELECT convertCurrency(Amount), FORMAT(convertCurrency(Amount)) shown FROM Opportunity',
  "SELECT Id FROM Showcase__c WHERE toLabel(Status__c) = 'In Review'",
  'SELECT Id FROM Account FOR VIEW',
  'SELECT Id FROM Account FOR REFERENCE',
  'SELECT Id FROM Account LIMIT 1 FOR UPDATE',
  'SELECT Id FROM Account UPDATE VIEWSTAT',
  'SELECT Id FROM Account USING SCOPE mine WHERE Name != null',
  'SELECT Id FROM Account USING SCOPE everything',
  'SELECT Id FROM Task USING SCOPE delegated',
  'SELECT Venue__c, Position__c FROM Showcase__c',
];

/** Valid SOQL that the org accepts and the parser does not, and why it does not. */
const parserRefuses: [soql: string, reason: string][] = [
  ['SELECT c.Id, a.Name FROM Contact c, c.Account a', 'knows no aliases of relationships'],
  ["SELECT COUNT() FROM Contact c, c.Account a WHERE a.Name != 'x'", 'knows no aliases of relationships'],
  ['SELECT Id FROM Showcase__c WHERE Daily_Start__c > 10:00:00Z', 'knows no time literals'],
  ['SELECT Id FROM Showcase__c WHERE Daily_Start__c <= 10:30:00.000Z', 'knows no time literals'],
  ["SELECT Id FROM Account WHERE Name != 'a' OFFSET 5", 'wants a LIMIT before an OFFSET behind a WHERE'],
  [`SELECT Id FROM Account WHERE ${'('.repeat(12)}Name = null${')'.repeat(12)}`, 'looks ahead too little'],
  [
    'SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY ROLLUP(StageName) ORDER BY GROUPING(StageName) DESC',
    'takes no direction behind GROUPING',
  ],
  ['SELECT Id FROM Task USING SCOPE scopingRule', 'knows the older scopes only'],
  ['SELECT Id FROM Account FOR VIEW, REFERENCE', 'takes one of the two only'],
  ['SELECT Id FROM Account UPDATE TRACKING, VIEWSTAT', 'takes one of the two only'],
];

/** Both refuse these. */
const malformed = [
  'SELECT',
  'SELECT Id',
  'SELECT FROM Account',
  'SELECT Id, FROM Account',
  'SELECT , Id FROM Account',
  'SELECT Id FROM',
  'SELECT * FROM Account',
  'SELECT COUNT(*) FROM Account',
  'SELECT Id FORM Account',
  'FROM Account SELECT Id',
  'UPDATE Account',
  "INSERT INTO Account (Name) VALUES ('a')",
  'SELECT Id FROM Account; SELECT Id FROM Contact',
  'SELECT Id FROM Account WHERE',
  'SELECT Id FROM Account WHERE Name',
  'SELECT Id FROM Account WHERE Name =',
  "SELECT Id FROM Account WHERE Name == 'a'",
  "SELECT Id FROM Account WHERE = 'a'",
  "SELECT Id FROM Account WHERE Name = 'a",
  "SELECT Id FROM Account WHERE Name = 'a\\'",
  'SELECT Id FROM Account WHERE Name = "a"',
  'SELECT Id FROM Account WHERE Name IS NULL',
  "SELECT Id FROM Account WHERE Name BETWEEN 'a' AND 'b'",
  'SELECT Id FROM Account WHERE Name IN ()',
  "SELECT Id FROM Account WHERE Name IN ('a',)",
  "SELECT Id FROM Account WHERE Name IN ('a'",
  "SELECT Id FROM Account WHERE Name NOT LIKE 'a'",
  "SELECT Id FROM Account WHERE (Name = 'a'",
  "SELECT Id FROM Account WHERE Name = 'a')",
  "SELECT Id FROM Account WHERE Name = 'a' AND",
  'SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS',
  'SELECT Id FROM Account WHERE CreatedDate = N_DAYS_AGO:x',
  'SELECT Id FROM Account WHERE CreatedDate = LAST_DECADE',
  'SELECT Id FROM Account WHERE CreatedDate > 2026-01-01T00:00:00',
  'SELECT Id FROM Account WHERE CreatedDate > 2026-01',
  'SELECT Id FROM Account ORDER Name',
  'SELECT Id FROM Account ORDER BY',
  'SELECT Id FROM Account ORDER BY Name UP',
  'SELECT Id FROM Account ORDER BY Name NULLS',
  'SELECT COUNT(Id) FROM Account GROUP Industry',
  'SELECT COUNT(Id) FROM Account GROUP BY',
  'SELECT Id FROM Account HAVING COUNT(Id) > 1',
  'SELECT MAX(MIN(AnnualRevenue)) FROM Account',
  'SELECT COUNT(Id FROM Account',
  'SELECT Shout(Name) FROM Account',
  'SELECT Id FROM Account LIMIT',
  'SELECT Id FROM Account LIMIT -1',
  'SELECT Id FROM Account LIMIT 1.5',
  'SELECT Id FROM Account LIMIT ten',
  'SELECT Id FROM Account LIMIT 1 LIMIT 2',
  'SELECT Id FROM Account LIMIT 1 ORDER BY Name',
  'SELECT Id FROM Account OFFSET -5',
  "SELECT Id FROM Account LIMIT 1 WHERE Name = 'a'",
  'SELECT Id FROM Account JOIN Contact',
  'SELECT Id FROM Account, Contact',
  'SELECT FIELDS(SOME) FROM Account LIMIT 1',
  'SELECT TYPEOF What WHEN Account THEN END FROM Task',
  'SELECT TYPEOF What WHEN Account THEN Name FROM Task',
  'SELECT Name, (SELECT LastName FROM Contacts FROM Account',
  'SELECT Id FROM Account FOR EVER',
  'SELECT Id FROM Account USING SCOPE theirs',
  "SELECT DISTANCE(Position__c, GEOLOCATION(1, 2), 'ft') FROM Showcase__c",
  'SELECT Id FROM Account #',
  'SELECT Id FROM Account -- note',
  'SELECT Id FROM Account WHERE Name = :name',
];

describe('soql-parser-js accepts what the simulated org accepts', () => {
  for (const soql of accepted) {
    test(soql.replaceAll(/\s+/g, ' '), async () => {
      const { status, body } = await ask(soql);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(isQueryValid(soql), true);
    });
  }
});

describe('known refusals of soql-parser-js', () => {
  for (const [soql, reason] of parserRefuses) {
    test(`it ${reason}: ${soql}`, async () => {
      const { status, body } = await ask(soql);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(isQueryValid(soql), false, 'the parser has learnt it: move it to those that both accept');
    });
  }
});

describe('soql-parser-js and the simulated org refuse', () => {
  for (const soql of malformed) {
    test(soql, async () => {
      const { status, body } = await ask(soql);
      assert.deepEqual([status, body[0]?.errorCode], [400, 'MALFORMED_QUERY'], JSON.stringify(body));
      assert.match(body[0].message, /^\n.*\n *\^\nERROR at Row:\d+:Column:\d+\n./);
      assert.equal(isQueryValid(soql), false);
    });
  }
});
