import type { RecordTypeInfo } from '../../api/types.ts';
import { stages } from '../schema/objects/opportunity.ts';
import { hasPersonAccounts } from '../schema/person-accounts.ts';
import { makeId } from '../store/ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';
import { addCurrencies, withCurrency } from './currencies.ts';
import { userRows } from './people.ts';
import { Random } from './random.ts';
import { addRecordTypes, ownRecordTypes } from './record-type-rows.ts';
import { accountRow, type Company, company, contactRow, leadRow, personAccountRow } from './rows.ts';
import { showcaseRow } from './showcases.ts';
import { withAddressCodes } from './with-address-codes.ts';
import { deals, errands, problems } from './words.ts';

export type Scale = keyof typeof sizes;

export interface SeedOptions {
  seed: number;
  scale: Scale;
  now: Date;
}

const sizes = {
  small: { accounts: 50, contacts: 200, leads: 30, opportunities: 40, cases: 20, tasks: 30, showcases: 8 },
  full: {
    accounts: 400,
    contacts: 5_200,
    leads: 320,
    opportunities: 480,
    cases: 260,
    tasks: 380,
    showcases: 24,
  },
  large: {
    accounts: 3_000,
    contacts: 36_000,
    leads: 2_000,
    opportunities: 4_000,
    cases: 2_000,
    tasks: 2_940,
    showcases: 60,
  },
};

const dayLength = 86_400_000;

/** So many of the users, from the first on, own records. */
const owners = 5;

/** Fills an empty store with a company's data. Same options, same rows. */
export function seedOrg(store: RecordStore, { seed, scale, now }: SeedOptions): void {
  const random = new Random(seed);
  const size = sizes[scale];

  const insert = (objectName: string, row: StoredRow, userId: string): string => {
    const describe = store.schema.get(objectName);
    if (!describe) throw new RangeError(`There is no ${objectName} to seed.`);
    const valued = withCurrency(store, describe, row);
    return store.insert(describe, withAddressCodes(describe, valued), userId);
  };
  const recordTypesOf = (objectName: string): RecordTypeInfo[] => {
    const describe = store.orgSchema.get(objectName);
    return describe ? ownRecordTypes(describe) : [];
  };
  const day = (offset: number): string =>
    new Date(now.getTime() + offset * dayLength).toISOString().slice(0, 10);
  const moment = (daysAgo: number): string => {
    const time = now.getTime() - daysAgo * dayLength - random.whole(0, 40_000) * 1_000;
    return `${new Date(time).toISOString().slice(0, 19)}.000Z`;
  };

  const users = seedUsers(insert, moment(1_200)).slice(0, owners);
  const [admin = ''] = users;
  const setUp = { CreatedDate: moment(1_150) };
  addCurrencies(store, admin, setUp);
  addRecordTypes(store, admin, setUp);
  const queue = { Name: 'Support Queue', DeveloperName: 'Support_Queue', Type: 'Queue' };
  const queueId = insert('Group', { ...queue, ...setUp }, admin);

  /** Adds a record of somebody's that was made up to `oldest` days ago and changed at some time since. */
  const add = (objectName: string, row: StoredRow, oldest: number, owner = random.pick(users)): string => {
    const age = Math.floor(random.fraction() ** 2 * oldest);
    const audit = { CreatedDate: moment(age), LastModifiedDate: moment(Math.floor(random.fraction() * age)) };
    if (audit.LastModifiedDate < audit.CreatedDate) audit.LastModifiedDate = audit.CreatedDate;
    return insert(objectName, { OwnerId: owner, ...audit, ...row }, users.includes(owner) ? owner : admin);
  };

  const kind = recordTypesOf('Account').find(({ defaultRecordTypeMapping }) => defaultRecordTypeMapping);
  const accounts: { id: string; company: Company }[] = [];
  const taken = new Set<string>();
  for (let index = 0; index < size.accounts; index++) {
    const made = company(random, taken);
    const row: StoredRow = { ...accountRow(random, made, index), RecordTypeId: kind?.recordTypeId ?? null };
    if (index > 10 && random.chance(0.08)) row.ParentId = random.pick(accounts).id;
    accounts.push({ id: add('Account', row, 1_100), company: made });
  }

  const contacts: { id: string; accountId: string }[] = [];
  for (let index = 0; index < size.contacts; index++) {
    const account = accounts[index] ?? random.pick(accounts);
    const row = contactRow(random, account.company);
    if (random.chance(0.97)) row.AccountId = account.id;
    contacts.push({ id: add('Contact', row, 1_000), accountId: account.id });
  }

  for (let index = 0; index < size.leads; index++) {
    const owner = random.chance(0.1) ? queueId : random.pick(users);
    add('Lead', leadRow(random, company(random, taken)), 200, owner);
  }

  const opportunities: string[] = [];
  for (let index = 0; index < size.opportunities; index++) {
    const account = random.pick(accounts);
    const stage = random.pick(Object.keys(stages));
    const closed = stages[stage]?.closed === true;
    const row: StoredRow = {
      Name: `${account.company.name}: ${random.pick(deals)}`,
      AccountId: account.id,
      StageName: stage,
      CloseDate: day(closed ? -random.whole(1, 500) : random.whole(-10, 240)),
      Amount: random.whole(12, 900) * 250,
      Type: random.pick(['New Customer', 'Existing Customer - Upgrade', 'Existing Customer - Replacement']),
    };
    if (!closed && random.chance(0.6)) row.NextStep = random.pick(['Call back', 'Site visit', 'Send offer']);
    opportunities.push(add('Opportunity', row, 500));
  }

  for (let index = 0; index < size.cases; index++) {
    const contact = random.pick(contacts);
    const [subject, reason] = random.pick(problems);
    const row = {
      ContactId: contact.id,
      AccountId: contact.accountId,
      Subject: subject,
      Reason: reason,
      Origin: random.pick(['Phone', 'Email', 'Web']),
      Status: random.pick(['New', 'Working', 'Working', 'Escalated', 'Closed', 'Closed']),
      Priority: random.pick(['High', 'Medium', 'Medium', 'Low']),
    };
    add('Case', row, 300, random.chance(0.2) ? queueId : random.pick(users));
  }

  for (let index = 0; index < size.tasks; index++) {
    const row = {
      Subject: random.pick(errands),
      WhoId: random.chance(0.8) ? random.pick(contacts).id : null,
      WhatId: random.chance(0.5) ? random.pick(opportunities) : random.pick(accounts).id,
      ActivityDate: day(random.whole(-60, 30)),
      Status: random.pick(['Not Started', 'In Progress', 'Completed']),
      Priority: random.pick(['High', 'Normal', 'Normal']),
    };
    add('Task', row, 90);
  }

  const showcaseTypes = recordTypesOf('Showcase__c');
  const showcases: string[] = [];
  for (let index = 0; index < size.showcases; index++) {
    const row = showcaseRow(random, index, day(random.whole(-300, 120)));
    row.RecordTypeId = showcaseTypes[index % showcaseTypes.length]?.recordTypeId ?? null;
    row.Account__c = random.pick(accounts).id;
    row.Contact__c = random.pick(contacts).id;
    if (index > 2 && random.chance(0.4)) row.Parent__c = random.pick(showcases);
    showcases.push(add('Showcase__c', row, 150));
  }

  const peopled = hasPersonAccounts(store.orgSchema.get('Account'));
  for (let index = 0; peopled && index < size.accounts / 5; index++) {
    add('Account', personAccountRow(random), 700);
  }
}

/** The org's people; the administrator has made everybody, also herself. */
function seedUsers(
  insert: (objectName: string, row: StoredRow, userId: string) => string,
  created: string,
): string[] {
  const ids: string[] = [];
  for (const row of userRows()) {
    const manager = ids[0] ?? null;
    const audit: StoredRow = manager === null ? {} : { ManagerId: manager };
    ids.push(insert('User', { ...row, ...audit, CreatedDate: created }, manager ?? makeId('005', 1)));
  }
  return ids;
}
