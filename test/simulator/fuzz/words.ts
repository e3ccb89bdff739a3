/** What requests are made of: things that exist, and things that look like them. */
export const objects = [
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'Case',
  'Task',
  'User',
  'Showcase__c',
  'Group',
  'RecordType',
] as const;

export const names = [
  ...objects,
  'Nothing__c',
  'Id',
  'Name',
  'LastName',
  'External_Id__c',
  'Code__c',
  'OwnerId',
  'Account',
  'SystemModstamp',
  'BillingAddress',
  'recent',
  '__everything',
  '__proto__',
  'constructor',
  '0120000000000AAA',
  '012000000000000AAA',
];

/** What a create needs. */
export const required: Readonly<Record<string, object>> = {
  Account: { Name: 'Fuzz Ltd' },
  Contact: { LastName: 'Fuzz' },
  Lead: { LastName: 'Fuzz', Company: 'Fuzz Ltd' },
  Opportunity: { Name: 'Fuzz', StageName: 'Prospecting', CloseDate: '2026-05-01' },
  Case: { Subject: 'Fuzz' },
  Task: { Subject: 'Fuzz' },
  Showcase__c: { Code__c: 'fuzz' },
};

export const fields = [
  'LastName',
  'FirstName',
  'Name',
  'Email',
  'Phone',
  'AccountId',
  'StageName',
  'CloseDate',
  'Amount',
  'Code__c',
  'External_Id__c',
  'Active__c',
  'Channels__c',
  'Opens_At__c',
  'Daily_Start__c',
  'Price__c',
  'Region__c',
  'Position__Latitude__s',
  'Id',
  'OwnerId',
  'RecordTypeId',
  'attributes',
  'BillingAddress',
  'BillingCity',
  'Subject',
  'WhatId',
  'Account',
  'Shoe',
  '__proto__',
];

/** What a body can be; see `bodies.ts`. */
export type BodyKind =
  | 'none'
  | 'record'
  | 'composite'
  | 'batch'
  | 'graph'
  | 'collection'
  | 'ids'
  | 'search'
  | 'job'
  | 'state'
  | 'csv'
  | 'form'
  | 'uiRecord';

const data: readonly (readonly [method: string, path: string, body: BodyKind])[] = [
  ['GET', '', 'none'],
  ['GET', '/limits', 'none'],
  ['GET', '/recent?limit={word}', 'none'],
  ['GET', '/query?q={soql}', 'none'],
  ['GET', '/queryAll?q={soql}', 'none'],
  ['GET', '/query/{id}-200', 'none'],
  ['GET', '/search?q={sosl}', 'none'],
  ['GET', '/parameterizedSearch?q={word}&sobject={object}&{object}.fields=Id,{name}', 'none'],
  ['POST', '/parameterizedSearch', 'search'],
  ['GET', '/sobjects', 'none'],
  ['GET', '/sobjects/{object}', 'none'],
  ['POST', '/sobjects/{object}', 'record'],
  ['POST', '/sobjects/{object}/', 'record'],
  ['GET', '/sobjects/{object}/describe', 'none'],
  ['GET', '/sobjects/{object}/describe/layouts', 'none'],
  ['GET', '/sobjects/{object}/describe/layouts/{id}', 'none'],
  ['GET', '/sobjects/{object}/describe/compactLayouts', 'none'],
  ['GET', '/sobjects/{object}/listviews', 'none'],
  ['GET', '/sobjects/{object}/listviews/{id}/results?limit={word}&offset=1', 'none'],
  ['GET', '/sobjects/{object}/listviews/{id}/describe', 'none'],
  ['GET', '/sobjects/{object}/updated?start=2026-04-20T00:00:00Z&end={word}', 'none'],
  ['GET', '/sobjects/{object}/deleted?start={word}&end=2026-05-02T00:00:00Z', 'none'],
  ['GET', '/sobjects/{object}/{id}', 'none'],
  ['GET', '/sobjects/{object}/{id}?fields={name},{word}', 'none'],
  ['PATCH', '/sobjects/{object}/{id}', 'record'],
  ['PATCH', '/sobjects/{object}/{id}', 'record'],
  ['DELETE', '/sobjects/{object}/{id}', 'none'],
  ['GET', '/sobjects/{object}/{name}/{word}', 'none'],
  ['PATCH', '/sobjects/Showcase__c/External_Id__c/{word}', 'record'],
  ['PATCH', '/sobjects/{object}/{name}/{word}', 'record'],
  ['DELETE', '/sobjects/Showcase__c/External_Id__c/{word}', 'none'],
  ['POST', '/composite', 'composite'],
  ['POST', '/composite', 'composite'],
  ['POST', '/composite/batch', 'batch'],
  ['POST', '/composite/graph', 'graph'],
  ['POST', '/composite/sobjects', 'collection'],
  ['PATCH', '/composite/sobjects', 'collection'],
  ['DELETE', '/composite/sobjects?ids={id},{id}&allOrNone={word}', 'none'],
  ['GET', '/composite/sobjects/{object}?ids={id},{word}&fields={name}', 'none'],
  ['POST', '/composite/sobjects/{object}', 'ids'],
  ['PATCH', '/composite/sobjects/{object}/{name}', 'collection'],
  ['GET', '/jobs/ingest', 'none'],
  ['POST', '/jobs/ingest', 'job'],
  ['GET', '/jobs/ingest/{job}', 'none'],
  ['PATCH', '/jobs/ingest/{job}', 'state'],
  ['DELETE', '/jobs/ingest/{job}', 'none'],
  ['PUT', '/jobs/ingest/{job}/batches', 'csv'],
  ['GET', '/jobs/ingest/{job}/successfulResults', 'none'],
  ['GET', '/jobs/ingest/{job}/failedResults', 'none'],
  ['POST', '/jobs/query', 'job'],
  ['GET', '/jobs/query/{job}', 'none'],
  ['PATCH', '/jobs/query/{job}', 'state'],
  ['GET', '/jobs/query/{job}/results?locator={word}&maxRecords={word}', 'none'],
  ['GET', '/ui-api/object-info', 'none'],
  ['GET', '/ui-api/object-info/{object}', 'none'],
  ['GET', '/ui-api/object-info/{object}/picklist-values/{id}', 'none'],
  ['GET', '/ui-api/object-info/{object}/picklist-values/{id}/{name}', 'none'],
  ['GET', '/ui-api/record-ui/{id},{id}?layoutTypes={word}&modes=View', 'none'],
  ['GET', '/ui-api/record-defaults/create/{object}?recordTypeId={id}', 'none'],
  ['GET', '/ui-api/record-defaults/clone/{id}', 'none'],
  ['GET', '/ui-api/layout/{object}?layoutType={word}&mode={word}', 'none'],
  ['GET', '/ui-api/records/{id}?fields={object}.{name}&optionalFields={name}', 'none'],
  ['POST', '/ui-api/records', 'uiRecord'],
  ['PATCH', '/ui-api/records/{id}', 'uiRecord'],
  ['DELETE', '/ui-api/records/{id}', 'none'],
  ['GET', '/ui-api/lookups/{object}/{name}?q={word}', 'none'],
  ['GET', '/ui-api/lookups/{object}/{name}/{object}?q={word}&searchType={word}', 'none'],
  ['GET', '/ui-api/list-ui/{id}', 'none'],
  ['GET', '/ui-api/list-ui/{object}/{word}?pageSize={word}', 'none'],
];

const others: typeof data = [
  ['GET', '/', 'none'],
  ['GET', '/{id}', 'none'],
  ['GET', '/id/{id}/{id}', 'none'],
  ['POST', '/login', 'form'],
  ['GET', '/services', 'none'],
  ['GET', '/services/data', 'none'],
  ['GET', '/services/data/v99.0/limits', 'none'],
  [
    'GET',
    '/services/oauth2/authorize?response_type={word}&client_id=simulated-client&redirect_uri={word}',
    'none',
  ],
  ['POST', '/services/oauth2/token', 'form'],
  ['POST', '/services/oauth2/token', 'form'],
  ['POST', '/services/oauth2/revoke', 'form'],
  ['GET', '/services/oauth2/revoke?token={word}', 'none'],
  ['GET', '/services/oauth2/userinfo', 'none'],
  ['GET', '/services/oauth2/id/keys', 'none'],
  ['GET', '/.well-known/openid-configuration', 'none'],
  ['POST', '/customers/services/oauth2/token', 'form'],
];

/** What an org can be asked; names, ids and texts are put in where braces stand. */
export const operations: typeof data = [
  ...data.map(([method, path, body]) => [method, `/services/data/v66.0${path}`, body] as const),
  ...others,
];

/** Queries that the org answers. */
export const queries = [
  'SELECT Id, Name FROM Account',
  "SELECT Id, Account.Owner.Name FROM Contact WHERE LastName LIKE 'A%' ORDER BY LastName DESC NULLS LAST LIMIT 5 OFFSET 1",
  "SELECT Name, (SELECT Id, LastName FROM Contacts WHERE Email != NULL LIMIT 2) FROM Account WHERE Industry IN ('Energy', 'Retail')",
  'SELECT StageName, COUNT(Id) n, SUM(Amount) FROM Opportunity GROUP BY ROLLUP(StageName) HAVING COUNT(Id) > 1',
  "SELECT COUNT() FROM Task WHERE ActivityDate = LAST_N_DAYS:30 AND NOT (Status = 'Completed' OR IsClosed = TRUE)",
  'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE CreatedDate > 2026-01-01T00:00:00Z)',
  "SELECT Id FROM Showcase__c WHERE Channels__c INCLUDES ('Email;Phone', 'Post') AND Price__c >= 1.5e2",
  'SELECT FIELDS(STANDARD) FROM Contact LIMIT 200',
  "SELECT TYPEOF What WHEN Account THEN Phone WHEN Opportunity THEN Amount ELSE Name END FROM Task WHERE What.Name = 'x'",
  'SELECT toLabel(Status), FORMAT(Amount), convertCurrency(Amount) FROM Opportunity',
  "SELECT Id FROM Showcase__c WHERE DISTANCE(Position__c, GEOLOCATION(52.5, 13.4), 'km') < 20",
  'SELECT CALENDAR_YEAR(CloseDate), AVG(Amount) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate) FOR VIEW',
];

/** Searches that the org answers. */
export const searches = [
  'FIND {Ada}',
  'FIND {Ada AND (Love* OR "Grace H")} IN NAME FIELDS RETURNING Contact(Id, Name WHERE Email != NULL ORDER BY Name LIMIT 3), Account',
  'FIND {1} IN PHONE FIELDS RETURNING Lead LIMIT 1',
];

export const oddTexts = [
  '',
  ' ',
  '\u0000',
  "'",
  "O'Brien\\",
  '%',
  '%_',
  '"',
  '{',
  '}',
  '(((((((((((((((((((((((((((((((((((((((((((((((((',
  'x'.repeat(3_000),
  '9'.repeat(400),
  '-1',
  'NaN',
  '1e309',
  '\u{1F600}\uD800',
  '2026-02-30',
  '2026-05-01T00:00:00Z',
  '<script>',
  '@{a.id}',
  '../..',
];
