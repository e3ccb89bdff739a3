import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldDescribe, SObjectDescribe, SObjectRecord } from '../../src/api/types.ts';
import { humanise } from '../../src/elements/query-table/column-labels.ts';
import {
  type ColumnDefinition,
  deriveColumns,
  selectedIn,
} from '../../src/elements/query-table/derive-columns.ts';
import { describePaths } from '../../src/elements/query-table/describe-paths.ts';
import { readSelect } from '../../src/elements/query-table/read-select.ts';
import { en } from '../../src/i18n/en/index.ts';
import { createLocalization } from '../../src/i18n/localization.ts';

const { t } = createLocalization(en, { locale: 'en-US' });

function field(name: string, type: FieldDescribe['type'], label: string, more: Partial<FieldDescribe> = {}) {
  return { name, type, label, referenceTo: [], relationshipName: null, nameField: false, scale: 0, ...more };
}

function lookup(name: string, label: string, relationshipName: string, referenceTo: string[]) {
  return field(name, 'reference', label, { relationshipName, referenceTo });
}

const objects: Record<string, unknown[]> = {
  Contact: [
    field('Id', 'id', 'Contact ID'),
    field('Name', 'string', 'Full Name', { nameField: true }),
    field('Email', 'email', 'Email'),
    lookup('AccountId', 'Account ID', 'Account', ['Account']),
    lookup('OwnerId', 'Owner ID', 'Owner', ['Group', 'User']),
    lookup('Mentor__c', 'Mentor', 'Mentor__r', ['Hidden__c', 'User']),
  ],
  Account: [
    field('Name', 'string', 'Account Name', { nameField: true }),
    field('AnnualRevenue', 'currency', 'Annual Revenue'),
    field('NumberOfEmployees', 'int', 'Employees'),
    field('CreatedDate', 'datetime', 'Created Date'),
    lookup('OwnerId', 'Owner ID', 'Owner', ['User']),
  ],
  Group: [field('Name', 'string', 'Name', { nameField: true })],
  User: [field('Name', 'string', 'Full Name', { nameField: true }), field('Email', 'email', 'Email')],
};

async function describeObject(name: string): Promise<SObjectDescribe> {
  const fields = objects[name];
  if (!fields) throw new Error(`no ${name}`);
  return { name, labelPlural: `${name}s`, fields } as unknown as SObjectDescribe;
}

async function columnsOf(
  soql: string,
  { record, definitions }: { record?: SObjectRecord; definitions?: ColumnDefinition[] } = {},
) {
  const { objectApiName, columns } = readSelect(soql);
  const sources = (columns ?? selectedIn(record)).map(({ source }) => source);
  const described = await describePaths(describeObject, objectApiName, sources);
  return deriveColumns({ selected: columns, described, definitions, firstRecord: record, t });
}

async function labelsOf(...args: Parameters<typeof columnsOf>): Promise<string[]> {
  return (await columnsOf(...args)).map(({ label }) => label);
}

describe('deriveColumns', () => {
  it('labels fields as the org does, parents with the name of the lookup', async () => {
    const soql =
      'SELECT Name, Account.Name, Account.AnnualRevenue, Owner.Name, owner.email, Account.Owner.Name, Mentor__r.Name FROM Contact';
    assert.deepEqual(await labelsOf(soql), [
      'Full Name',
      'Account Name',
      'Account Annual Revenue',
      'Owner Name',
      'Owner Email',
      'Account Owner Name',
      'Mentor Name',
    ]);
  });

  it('falls back to names where the org does not tell', async () => {
    const soql = 'SELECT Secret_Code__c, Owner.MobilePhone, Team__r.Main_Site__c FROM Contact';
    assert.deepEqual(await labelsOf(soql), ['Secret Code', 'Owner Mobile Phone', 'Team Main Site']);
    assert.deepEqual(await labelsOf('SELECT Id, LastName FROM Hidden__c'), ['Id', 'Last Name']);
  });

  it('marks numbers and names', async () => {
    const columns = await columnsOf('SELECT Name, AnnualRevenue, Owner.Name FROM Account');
    assert.deepEqual(
      columns.map(({ isNumeric, isName }) => [isNumeric, isName]),
      [
        [false, true],
        [true, false],
        [false, true],
      ],
    );
    const [unknown] = await columnsOf('SELECT Total__c FROM Hidden__c', { record: { Total__c: 5 } });
    assert.equal(unknown?.isNumeric, true);
  });

  it('names and types what functions give', async () => {
    const soql =
      'SELECT COUNT(Id), COUNT(Id) people, SUM(AnnualRevenue), AVG(NumberOfEmployees), MAX(CreatedDate), CALENDAR_YEAR(CreatedDate) y FROM Account GROUP BY Name';
    const columns = await columnsOf(soql);
    assert.deepEqual(
      columns.map(({ label, field }) => `${label}: ${field?.type}`),
      [
        'Record count: int',
        'People: int',
        'Sum of Annual Revenue: currency',
        'Average of Employees: double',
        'Highest Created Date: datetime',
        'Y: string',
      ],
    );
  });

  it('takes the columns of a record where the query does not tell them', async () => {
    const attributes = { type: 'Contact' };
    const record = { attributes, Id: '003', Name: 'Ann', Account: { attributes, Name: 'Acme' } };
    assert.deepEqual(await labelsOf('SELECT FIELDS(ALL) FROM Contact LIMIT 1', { record }), [
      'Contact ID',
      'Full Name',
      'Account Name',
    ]);
    assert.deepEqual(await columnsOf('SELECT FIELDS(ALL) FROM Contact LIMIT 1'), []);
  });

  it('follows the definitions of the page', async () => {
    const definitions: ColumnDefinition[] = [
      { fieldName: 'account.name', label: 'Company' },
      { fieldName: 'Email', type: 'text' },
      { fieldName: 'Missing__c', type: 'number' },
      { fieldName: 'Name', type: 'constructor' },
    ];
    const columns = await columnsOf('SELECT Email, Name, Account.Name FROM Contact', { definitions });
    assert.deepEqual(
      columns.map(({ label, path, field }) => [label, path.join('.'), field?.type]),
      [
        ['Company', 'Account.Name', 'string'],
        ['Email', 'Email', 'string'],
        ['Missing', 'Missing__c', 'double'],
        ['Full Name', 'Name', 'string'],
      ],
    );
  });

  it('shows what is selected where the page defines columns that have no field', async () => {
    const buttons = [{ type: 'action' } as unknown as ColumnDefinition];
    for (const definitions of [[], buttons]) {
      const columns = await columnsOf('SELECT Email FROM Contact', { definitions });
      assert.deepEqual(
        columns.map(({ label }) => label),
        ['Email'],
      );
    }
  });

  it('asks each object once per column at most, and never rejects', async () => {
    const asked: string[] = [];
    const describing = async (name: string) => {
      asked.push(name);
      return describeObject(name);
    };
    const described = await describePaths(describing, 'Contact', [['Owner', 'Email'], ['Nope', 'X'], []]);
    assert.deepEqual(asked, ['Contact', 'Group', 'User']);
    assert.equal(described.at(['OWNER', 'email'])?.field.type, 'email');
    assert.equal(described.at(['Nope', 'X']), undefined);
    const failing = await describePaths(() => Promise.reject(new Error('down')), 'Contact', [['Name']]);
    assert.equal(failing.labelPlural, undefined);
    assert.equal(failing.at(['Name']), undefined);
  });
});

describe('humanise', () => {
  const examples = {
    AnnualRevenue: 'Annual Revenue',
    'Owner.Main_Site__c': 'Owner Main Site',
    'Team__r.Name': 'Team Name',
    total: 'Total',
    expr0: 'Expr0',
    AccountId: 'Account Id',
  };
  for (const [name, words] of Object.entries(examples)) {
    it(`says “${words}” for ${name}`, () => assert.equal(humanise(name), words));
  }
});
