import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StoredRow, StoredValue } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

const url = (sObject: string, id: StoredValue | undefined) =>
  `/services/data/v66.0/sobjects/${sObject}/${id}`;
const sorted = (sObject: string) => org.live(sObject).sort((a, b) => (String(a.Id) < String(b.Id) ? -1 : 1));
const account = (row: StoredRow | undefined) => org.byId('Account', row?.AccountId);

describe('aliases of relationships', () => {
  test('select, filter and sort as the relationship does', () => {
    const soql = (owner: string, name: string, from: string) =>
      `SELECT Id, ${name}, ${owner}.Alias FROM ${from} WHERE ${name} LIKE 'a%' ORDER BY ${owner}.Alias DESC, Id`;
    const found = org.records(soql('o', 'a.Name', 'Contact c, c.Account a, a.Owner o'));
    assert.deepEqual(found, org.records(soql('Account.Owner', 'Account.Name', 'Contact')));
    assert.ok(found.length > 0);
  });

  test('in COUNT(), in children and in semi-joins', () => {
    const named = (row: StoredRow | undefined) => /^acme/i.test(String(row?.Name ?? ''));
    const contacts = org.live('Contact').filter((row) => named(account(row)));
    assert.ok(contacts.length > 0);
    const { totalSize } = org.run("SELECT COUNT() FROM Contact c, c.Account a WHERE a.Name LIKE 'acme%'");
    assert.equal(totalSize, contacts.length);

    const children = org.records(
      'SELECT (SELECT c.Id FROM Cases c, c.Contact k WHERE k.Email != null) FROM Account',
    );
    const cases = org.live('Case').filter((row) => {
      const contact = org.byId('Contact', row.ContactId);
      return contact?.Email != null && account(row)?.IsDeleted === 0;
    });
    const ids = children.flatMap(
      ({ Cases }) => (Cases as { records: { Id: string }[] } | null)?.records.map(({ Id }) => Id) ?? [],
    );
    assert.ok(cases.length > 0);
    assert.deepEqual(ids.sort(), cases.map((row) => row.Id).sort());

    const joined = org.ids(
      "SELECT Id FROM Account WHERE Id IN (SELECT c.AccountId FROM Contact c, c.Owner o WHERE o.Alias = 'u1')",
    );
    const owned = org.live('Contact').filter((row) => org.byId('User', row.OwnerId)?.Alias === 'u1');
    const expected = sorted('Account').filter((row) => owned.some(({ AccountId }) => AccountId === row.Id));
    assert.deepEqual(
      joined,
      expected.map((row) => row.Id),
    );
  });
});

describe('polymorphic relationships', () => {
  test('of who a task is with', () => {
    const records = org.records('SELECT Who.Type, Who.FirstName, Who.Name, Who.Id FROM Task ORDER BY Id');
    sorted('Task').forEach((row, index) => {
      const contact = org.byId('Contact', row.WhoId);
      assert.deepEqual(records[index]?.Who, {
        attributes: { type: 'Name', url: url('Contact', row.WhoId) },
        Type: 'Contact',
        FirstName: contact?.FirstName,
        Name: contact?.Name,
        Id: row.WhoId,
      });
    });
  });

  test('types filter, group and sort', () => {
    const typeOf = (row: StoredRow) =>
      org.byId('Account', row.WhatId) ? 'Account' : org.byId('Case', row.WhatId) ? 'Case' : null;
    const tasks = sorted('Task');
    for (const type of ['Account', 'Case']) {
      const expected = tasks.filter((row) => typeOf(row) === type).map((row) => row.Id);
      assert.ok(expected.length > 0);
      assert.deepEqual(org.ids(`SELECT Id FROM Task WHERE What.Type = '${type}'`), expected);
    }
    const groups = org.records('SELECT What.Type type, COUNT(Id) n FROM Task GROUP BY What.Type');
    const counts = [null, 'Account', 'Case'].map((type) => ({
      attributes: { type: 'AggregateResult' },
      type,
      n: tasks.filter((row) => typeOf(row) === type).length,
    }));
    assert.deepEqual(groups, counts);
  });

  test('TYPEOF without ELSE, and beside other fields', () => {
    const records = org.records(
      `SELECT Subject, TYPEOF Owner WHEN User THEN Alias, IsActive WHEN Group THEN Name END
       FROM Case ORDER BY Id`,
    );
    sorted('Case').forEach((row, index) => {
      const [user, group] = [org.byId('User', row.OwnerId), org.byId('Group', row.OwnerId)];
      assert.deepEqual(
        records[index]?.Owner,
        user
          ? {
              attributes: { type: 'User', url: url('User', row.OwnerId) },
              Alias: user.Alias,
              IsActive: user.IsActive === 1,
            }
          : { attributes: { type: 'Group', url: url('Group', row.OwnerId) }, Name: group?.Name },
      );
      assert.equal(records[index]?.Subject, row.Subject);
    });
  });
});

describe('USING SCOPE', () => {
  const users = [1, 2, 3];
  const ids = (scope: string, user: number) =>
    org.records(`SELECT Id FROM Task USING SCOPE ${scope}`, user).map(({ Id }) => Id);
  const userId = (user: number) => org.rows.User?.[user - 1]?.Id;
  const tasks = (predicate: (row: StoredRow) => boolean) =>
    sorted('Task')
      .filter(predicate)
      .map((row) => row.Id);

  for (const user of users) {
    test(`of user ${user}`, () => {
      const mine = (row: StoredRow) => row.OwnerId === userId(user);
      assert.deepEqual(ids('mine', user), tasks(mine));
      assert.deepEqual(
        ids('delegated', user),
        tasks((row) => row.CreatedById === userId(user) && !mine(row)),
      );
      assert.deepEqual(
        ids('everything', user),
        tasks(() => true),
      );
      assert.deepEqual(
        ids('scopingRule', user),
        tasks(() => true),
      );
      assert.deepEqual(ids('team', user), []);
      assert.ok(ids('mine', user).length > 0);
    });
  }
});
