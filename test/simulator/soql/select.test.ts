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
const attributes = (sObject: string, row: StoredRow) => ({ type: sObject, url: url(sObject, row.Id) });
const byId = (a: StoredRow, b: StoredRow) => (String(a.Id) < String(b.Id) ? -1 : 1);
const sorted = (sObject: string) => org.live(sObject).sort(byId);

describe('SELECT', () => {
  test('fields in the order and casing of query and describe, values as REST sends them', () => {
    const expected = sorted('Account').map((row) => ({
      attributes: attributes('Account', row),
      Name: row.Name,
      Active__c: row.Active__c === 1,
      CreatedDate: String(row.CreatedDate).replace('Z', '+0000'),
      Founded__c: row.Founded__c,
      Opens__c: row.Opens__c,
      AnnualRevenue: row.AnnualRevenue,
      Regions__c: row.Regions__c,
      Id: row.Id,
    }));
    const soql =
      'select NAME, active__c, createddate, Founded__c, Opens__c, AnnualRevenue, Regions__c, id from account order by id';
    const { records, totalSize } = org.run(soql);
    assert.deepEqual(records, expected);
    assert.equal(totalSize, expected.length);
    assert.deepEqual(Object.keys(records[0] ?? {}), Object.keys(expected[0] ?? {}));
  });

  test('compound addresses and locations are made of their parts', () => {
    const records = org.records('SELECT BillingAddress, Place__c FROM Account ORDER BY Id');
    sorted('Account').forEach((row, index) => {
      assert.deepEqual(records[index]?.BillingAddress, {
        city: row.BillingCity,
        country: null,
        geocodeAccuracy: null,
        latitude: row.BillingLatitude,
        longitude: row.BillingLongitude,
        postalCode: null,
        state: null,
        street: 'Main Street 1',
      });
      const [latitude, longitude] = [row.Place__Latitude__s, row.Place__Longitude__s];
      const place = latitude === null ? null : { latitude, longitude };
      assert.deepEqual(records[index]?.Place__c, place);
    });
  });

  test('parents nest, null where there is none', () => {
    const records = org.records(
      'SELECT Account.Name, LastName, Account.Owner.Name, Account.Parent.Parent.Name FROM Contact ORDER BY Id',
    );
    const named = (row: StoredRow | undefined) =>
      row ? { attributes: attributes('Account', row), Name: row.Name } : null;
    const expected = sorted('Contact').map((row) => {
      const account = org.byId('Account', row.AccountId);
      const owner = org.byId('User', account?.OwnerId);
      const parent = org.byId('Account', account?.ParentId);
      return {
        attributes: attributes('Contact', row),
        Account: account
          ? {
              ...named(account),
              Owner: owner && { attributes: attributes('User', owner), Name: owner.Name },
              Parent: parent
                ? {
                    attributes: attributes('Account', parent),
                    Parent: named(org.byId('Account', parent.ParentId)),
                  }
                : null,
            }
          : null,
        LastName: row.LastName,
      };
    });
    assert.deepEqual(records, expected);
    assert.ok(expected.some((record) => record.Account === null));
    assert.deepEqual(Object.keys(records[0] ?? {}), ['attributes', 'Account', 'LastName']);
  });

  test('five levels of parents', () => {
    const path = 'ReportsTo.ReportsTo.ReportsTo.ReportsTo.ReportsTo';
    const records = org.records(`SELECT ${path}.LastName FROM Contact WHERE ${path}.Id != null ORDER BY Id`);
    const up = (row: StoredRow | undefined) => org.byId('Contact', row?.ReportsToId);
    const expected = sorted('Contact').flatMap((row) => up(up(up(up(up(row)))))?.LastName ?? []);
    const names = records.map((record) => JSON.stringify(record).match(/"LastName":"(\w+)"/)?.[1]);
    assert.ok(expected.length > 0);
    assert.deepEqual(names, expected);
  });

  test('polymorphic parents are Names that link to what they are', () => {
    const records = org.records('SELECT Owner.Name, Owner.Type, Owner.Alias FROM Case ORDER BY Id');
    const expected = sorted('Case').map((row) => {
      const user = org.byId('User', row.OwnerId);
      const owner = user ?? org.byId('Group', row.OwnerId);
      const type = user ? 'User' : 'Group';
      return {
        attributes: attributes('Case', row),
        Owner: {
          attributes: { type: 'Name', url: url(type, row.OwnerId) },
          Name: owner?.Name,
          Type: type,
          Alias: user?.Alias ?? null,
        },
      };
    });
    assert.deepEqual(records, expected);
    assert.ok(expected.some((record) => record.Owner.Type === 'Group'));
  });

  test('the name of a polymorphic parent is whatever it is named by', () => {
    const records = org.records('SELECT What.Name FROM Task ORDER BY Id');
    const expected = sorted('Task').map((row) => {
      const found = org.byId('Account', row.WhatId)?.Name ?? org.byId('Case', row.WhatId)?.CaseNumber;
      return found ?? null;
    });
    const names = records.map((record) => (record.What as { Name?: string } | null)?.Name ?? null);
    assert.deepEqual(names, expected);
  });

  test('TYPEOF', () => {
    const records = org.records(
      'SELECT TYPEOF What WHEN Account THEN Name, Type ELSE Name END FROM Task ORDER BY Id',
    );
    const expected = sorted('Task').map((row) => {
      const account = org.byId('Account', row.WhatId);
      const found = org.byId('Case', row.WhatId);
      if (account) {
        return { attributes: attributes('Account', account), Name: account.Name, Type: account.Type };
      }
      const name = { type: 'Name', url: url('Case', row.WhatId) };
      return found ? { attributes: name, Name: found.CaseNumber } : null;
    });
    assert.deepEqual(
      records.map((record) => record.What),
      expected,
    );
    assert.equal(new Set(expected.map((what) => what?.attributes.type)).size, 3);
  });

  test('FIELDS(ALL), FIELDS(STANDARD) and FIELDS(CUSTOM)', () => {
    const fields = org.schema.get('Account')?.fields ?? [];
    const selected = (which: string) =>
      Object.keys(org.records(`SELECT FIELDS(${which}) FROM Account LIMIT 200`)[0] ?? {}).slice(1);
    const names = (custom: boolean) =>
      fields.filter((field) => field.custom === custom).map(({ name }) => name);
    assert.deepEqual(
      selected('ALL'),
      fields.map((field) => field.name),
    );
    assert.deepEqual(selected('Standard'), names(false));
    assert.deepEqual(selected('custom'), names(true));
  });

  test('toLabel', () => {
    const records = org.records(
      'SELECT toLabel(Type), toLabel(Regions__c) r, Regions__c, toLabel(Parent.Type) FROM Account ORDER BY Id',
    );
    const label = (value: StoredValue | undefined) =>
      value === 'Customer' ? 'Paying customer' : (value ?? null);
    sorted('Account').forEach((row, index) => {
      const parent = org.byId('Account', row.ParentId);
      assert.equal(records[index]?.Type, label(row.Type));
      assert.equal(records[index]?.r, row.Regions__c && String(row.Regions__c).replace('East', 'Far East'));
      assert.equal(records[index]?.Regions__c, row.Regions__c);
      assert.deepEqual(
        records[index]?.Parent,
        parent ? { attributes: attributes('Account', parent), Type: label(parent.Type) } : null,
      );
    });
  });

  test('FORMAT', () => {
    const records = org.records(
      'SELECT FORMAT(AnnualRevenue) revenue, AnnualRevenue, FORMAT(Founded__c) FROM Account ORDER BY Id',
    );
    assert.ok(records.some((record) => record.AnnualRevenue !== null));
    for (const { revenue, AnnualRevenue } of records) {
      if (AnnualRevenue === null) assert.equal(revenue, null);
      else assert.equal(Number(String(revenue).replace(/[$,]/g, '')), AnnualRevenue);
    }
    const day = sorted('Account').findIndex((row) => row.Founded__c !== null);
    const [year, month, date] = String(sorted('Account')[day]?.Founded__c).split('-').map(Number);
    assert.equal(records[day]?.Founded__c, `${month}/${date}/${year}`);
  });

  test('deleted records do not come', () => {
    assert.ok((org.rows.Account ?? []).length > org.live('Account').length);
    assert.equal(org.run('SELECT Id FROM Account').totalSize, org.live('Account').length);
    assert.equal(org.run('SELECT Id FROM Account WHERE IsDeleted = true').totalSize, 0);
  });

  test('what is said of views and locks changes no rows', () => {
    const plain = org.records("SELECT Id FROM Account WHERE Type = 'Partner'");
    for (const words of [
      'FOR VIEW',
      'FOR REFERENCE',
      'FOR VIEW, REFERENCE',
      'FOR UPDATE',
      'UPDATE TRACKING, VIEWSTAT',
    ]) {
      assert.deepEqual(org.records(`SELECT Id FROM Account WHERE Type = 'Partner' ${words}`), plain, words);
    }
  });
});
