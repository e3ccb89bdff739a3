import type { FieldDescribe, SObjectRecord } from '../../../src/api/types.ts';
import {
  address,
  audit,
  id,
  isDeleted,
  owner,
  personName,
} from '../../../src/simulator/schema/common-fields.ts';
import {
  area,
  checkbox,
  date,
  decimal,
  email,
  field,
  reference,
  required,
  text,
  time,
  whole,
} from '../../../src/simulator/schema/field.ts';
import { combobox, multipicklist, picklist } from '../../../src/simulator/schema/picklist.ts';
import { describeSObject, type SObjectDefinition } from '../../../src/simulator/schema/s-object.ts';
import { runSoql } from '../../../src/simulator/soql/run-soql.ts';
import type { SoqlResult } from '../../../src/simulator/soql/soql-result.ts';
import { SqliteDatabase } from '../../../src/simulator/store/database.ts';
import { makeId } from '../../../src/simulator/store/ids.ts';
import { createTable } from '../../../src/simulator/store/tables.ts';
import type { Schema, StoredRow, StoredValue } from '../../../src/simulator/store/types.ts';

/** A Wednesday in the second quarter. */
export const NOW = new Date('2026-05-13T10:30:00Z');

export const TYPES = ['Prospect', 'Customer=Paying customer', 'Partner'];
export const REGIONS = ['North', 'South', 'East=Far East', 'West'];

const scopes = { delegated: 'Delegated', everything: 'All', mine: 'Mine', scopingRule: 'Rule', team: 'Team' };

const definition = (
  name: string,
  keyPrefix: string,
  fields: FieldDescribe[],
  children: Record<string, string> = {},
): SObjectDefinition => ({ name, label: name, labelPlural: `${name}s`, keyPrefix, fields, children, scopes });

function definitions(): SObjectDefinition[] {
  const common = [id('ID'), isDeleted(), ...audit()];
  const name = text('Name', 'Name', 80, { ...required, nameField: true });
  return [
    definition('User', '005', [
      id('ID'),
      name,
      text('Alias', 'Alias', 8),
      checkbox('IsActive', 'Active'),
      text('TimeZoneSidKey', 'Time Zone', 40),
      text('LocaleSidKey', 'Locale', 40),
    ]),
    { ...definition('Group', '00G', [id('ID'), name]), scopes: { everything: 'All' } },
    definition(
      'Account',
      '001',
      [
        ...common,
        owner('Owner'),
        name,
        reference('ParentId', 'Parent', ['Account'], 'Parent'),
        picklist('Type', 'Type', TYPES),
        decimal('currency', 'AnnualRevenue', 'Revenue', 18, 2),
        whole('NumberOfEmployees', 'Employees', 8),
        checkbox('Active__c', 'Active'),
        date('Founded__c', 'Founded'),
        time('Opens__c', 'Opens'),
        multipicklist('Regions__c', 'Regions', REGIONS),
        area('Description', 'Description', 32_000),
        ...address('Billing'),
        field('location', 'Place__c', 'Place', { aggregatable: false, sortable: false, groupable: false }),
        decimal('double', 'Place__Latitude__s', 'Latitude', 18, 15, { compoundFieldName: 'Place__c' }),
        decimal('double', 'Place__Longitude__s', 'Longitude', 18, 15, { compoundFieldName: 'Place__c' }),
      ],
      {
        'Contact.AccountId': 'Contacts',
        'Case.AccountId': 'Cases',
        'Account.ParentId': 'ChildAccounts',
      },
    ),
    definition(
      'Contact',
      '003',
      [
        ...common,
        owner('Owner'),
        ...personName(),
        email('Email', 'Email'),
        reference('AccountId', 'Account', ['Account'], 'Account'),
        reference('ReportsToId', 'Reports To', ['Contact'], 'ReportsTo'),
      ],
      { 'Case.ContactId': 'Cases' },
    ),
    definition('Case', '500', [
      ...common,
      owner('Owner', ['Group', 'User']),
      text('CaseNumber', 'Number', 30, { nameField: true }),
      combobox('Subject', 'Subject', ['Question', 'Broken']),
      reference('AccountId', 'Account', ['Account'], 'Account'),
      reference('ContactId', 'Contact', ['Contact'], 'Contact'),
    ]),
    definition('Task', '00T', [
      ...common,
      text('Subject', 'Subject', 255, { nameField: true }),
      owner('Owner'),
      reference('WhatId', 'Related To', ['Account', 'Case'], 'What'),
      reference('WhoId', 'Name', ['Contact', 'Lead'], 'Who'),
    ]),
  ];
}

function createSchema(): Schema {
  const all = definitions();
  const describes = all.map((one) => describeSObject(one, all, 'https://org.example'));
  return {
    get: (name) => describes.find((describe) => describe.name.toLowerCase() === name.toLowerCase()),
    names: () => describes.map((describe) => describe.name).sort(),
  };
}

/** Numbers that look random and are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The time zone and locale of each user; the first one asks, where a test says nothing else. */
export const SETTINGS = [
  { TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US' },
  { TimeZoneSidKey: 'America/Los_Angeles', LocaleSidKey: 'en_US' },
  { TimeZoneSidKey: 'Asia/Kolkata', LocaleSidKey: 'de_DE' },
];

const WORDS = ['Acme', 'acme', 'Blue_Sky', 'Blue Sky', 'Cargo 100%', "O'Hara", 'Delta\\Echo', 'Éclair'];

export type Rows = Record<string, StoredRow[]>;

/** The rows of the org, as plain objects to compute expectations from. */
function makeRows(): Rows {
  const random = randomNumbers(20_260_513);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const maybe = <T>(make: () => T): T | null => (random() < 0.25 ? null : make());
  const value = (entry: string): string => entry.split('=')[0] ?? entry;
  const moment = () => new Date(NOW.getTime() + Math.floor((random() - 0.7) * 900) * 86_400_000 + 3_723_004);
  const made = (): StoredRow => {
    const stamp = moment().toISOString();
    const by = makeId('005', 1);
    return {
      CreatedDate: stamp,
      CreatedById: by,
      LastModifiedDate: stamp,
      LastModifiedById: by,
      SystemModstamp: stamp,
    };
  };
  const list = (prefix: string, count: number, make: (index: number) => StoredRow): StoredRow[] =>
    Array.from({ length: count }, (_, index) => ({
      Id: makeId(prefix, index + 1),
      IsDeleted: random() < 0.1 ? 1 : 0,
      ...made(),
      ...make(index),
    }));
  const User = [1, 2, 3].map((n) => ({
    Id: makeId('005', n),
    Name: `User ${n}`,
    Alias: `u${n}`,
    IsActive: n === 3 ? 0 : 1,
    IsDeleted: 0,
    ...SETTINGS[n - 1],
  }));
  const Group = [{ Id: makeId('00G', 1), Name: 'Support Queue', IsDeleted: 0 }];
  const Account = list('001', 60, (index) => ({
    Name: `${pick(WORDS)}${random() < 0.5 ? '' : ` ${index}`}`,
    OwnerId: pick(User).Id ?? null,
    ParentId: index < 5 ? null : maybe(() => makeId('001', 1 + Math.floor(random() * index))),
    Type: maybe(() => value(pick(TYPES))),
    AnnualRevenue: maybe(() => Math.round(random() * 1_000_000) / 100),
    NumberOfEmployees: maybe(() => Math.floor(random() * 20)),
    Active__c: random() < 0.5 ? 1 : 0,
    Founded__c: maybe(() => moment().toISOString().slice(0, 10)),
    Opens__c: maybe(() => `0${Math.floor(random() * 10)}:30:00.000Z`),
    Regions__c: maybe(
      () =>
        REGIONS.map(value)
          .filter(() => random() < 0.4)
          .join(';') || null,
    ),
    Description: 'long text',
    BillingStreet: 'Main Street 1',
    BillingCity: maybe(() => pick(['Berlin', 'Paris'])),
    BillingCountry: null,
    Place__Latitude__s: index % 2 ? 52.5 - index : null,
    Place__Longitude__s: index % 2 ? 6.25 * index - 180 : null,
    BillingLatitude: index % 3 ? 48.1 : null,
    BillingLongitude: index % 3 ? 11.5 + index : null,
  }));
  const Contact = list('003', 120, (index) => {
    const [FirstName, LastName] = [maybe(() => pick(['Ann', 'Bob'])), `${pick(['Meier', 'Ng'])}${index % 9}`];
    return {
      FirstName,
      LastName,
      Name: [FirstName, LastName].filter(Boolean).join(' '),
      Email: maybe(() => `p${index}@example.com`),
      OwnerId: pick(User).Id ?? null,
      AccountId: maybe(() => pick(Account).Id ?? null),
      ReportsToId: index === 0 ? null : maybe(() => makeId('003', 1 + Math.floor(random() * index))),
    };
  });
  const Case = list('500', 40, (index) => ({
    CaseNumber: String(1000 + index),
    Subject: maybe(() => pick(['Broken', 'Question'])),
    OwnerId: pick([...User, ...Group]).Id ?? null,
    AccountId: maybe(() => pick(Account).Id ?? null),
    ContactId: maybe(() => pick(Contact).Id ?? null),
  }));
  const Task = list('00T', 20, (index) => ({
    Subject: `Call ${index}`,
    WhatId: maybe(() => pick([...Account, ...Case]).Id ?? null),
    WhoId: Contact[index % 7]?.Id ?? null,
    OwnerId: User[index % 3]?.Id ?? null,
  }));
  return { User, Group, Account, Contact, Case, Task };
}

export interface TestOrg {
  rows: Rows;
  schema: Schema;
  /** Rows of an sObject that are not deleted, in the order of their ids. */
  live(sObject: string): StoredRow[];
  byId(sObject: string, id: StoredValue | undefined): StoredRow | undefined;
  /** `user` counts from 1, as in the ids of the users. */
  run(soql: string, user?: number): SoqlResult;
  records(soql: string, user?: number): SObjectRecord[];
  /** The ids that a query finds, in its order. */
  ids(soql: string): string[];
  close(): void;
}

function insert(database: SqliteDatabase, table: string, row: StoredRow): void {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const places = names.map(() => '?').join(', ');
  database.run(`INSERT INTO "${table}" (${columns}) VALUES (${places})`, Object.values(row));
}

/** An org of a few sObjects with every kind of field, filled the same way every time. */
export async function openOrg(): Promise<TestOrg> {
  const schema = createSchema();
  const database = await SqliteDatabase.open();
  const rows = makeRows();
  for (const name of schema.names()) {
    const describe = schema.get(name);
    if (describe) createTable(database, describe);
    for (const row of rows[name] ?? []) insert(database, name, row);
  }
  const run = (soql: string, user = 1): SoqlResult =>
    runSoql(soql, { schema, database, now: NOW, userId: makeId('005', user) });
  return {
    rows,
    schema,
    live: (sObject) => (rows[sObject] ?? []).filter((row) => row.IsDeleted === 0),
    byId: (sObject, wanted) => rows[sObject]?.find((row) => row.Id === wanted),
    run,
    records: (soql, user) => run(soql, user).records,
    ids: (soql) => run(soql).records.map((record) => String(record.attributes?.url).slice(-18)),
    close: () => database.close(),
  };
}
