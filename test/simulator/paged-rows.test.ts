import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { SqliteDatabase } from '../../src/simulator/store/database.ts';

const count = 5_000;

describe('rows that are read when they are wanted', () => {
  const opened: SqliteDatabase[] = [];
  let database: SqliteDatabase;
  beforeEach(async () => {
    database = await SqliteDatabase.open();
    opened.push(database);
    database.run('CREATE TABLE "T" ("n" INTEGER PRIMARY KEY)');
    database.run(
      'INSERT INTO "T" WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?) SELECT n FROM c',
      [count],
    );
  });
  after(() => {
    for (const one of opened) one.close();
  });

  const read = (least = 0, bounds: { limit?: number; offset?: number } = {}) =>
    database.read(
      {
        sql: 'SELECT ?1 AS "what", "n" FROM "T" WHERE "n" > ?2',
        parameters: 2,
        order: 'ORDER BY ?3, "n" DESC',
        key: 'n',
        ...bounds,
      },
      ['x', least, 'y'],
    );
  const numbers = (rows: ReturnType<typeof read>, start = 0) => rows.slice(start).map(({ n }) => n);
  /** The numbers above one, the largest first. */
  const above = (least: number) => Array.from({ length: count - least }, (_, index) => count - index);

  it('are as many as there are, and each in its place', () => {
    for (const least of [0, count - 2_001, count - 2_000, count - 1, count]) {
      const rows = read(least);
      assert.equal(rows.length, count - least);
      assert.deepEqual(numbers(rows), above(least));
      assert.deepEqual(rows.slice(rows.length), []);
    }
    for (const [limit, offset] of [
      [3_000, 1],
      [2_000, 0],
      [2_001, 0],
      [10_000, 4_000],
      [10_000, 2_000],
      [10, 10_000],
      [0, 0],
    ] as const) {
      const expected = above(0).slice(offset, offset + limit);
      const rows = read(0, { limit, offset });
      assert.deepEqual([rows.length, numbers(rows)], [expected.length, expected], `${limit} from ${offset}`);
    }
  });

  it('are those of the beginning, for each of several readers', () => {
    const [one, other] = [read(), read()];
    assert.deepEqual(one.slice(2_500, 2_502), [
      { what: 'x', n: 2_500 },
      { what: 'x', n: 2_499 },
    ]);
    database.run('DELETE FROM "T" WHERE "n" < 1000');
    assert.deepEqual([numbers(one), numbers(other), numbers(read())], [above(0), above(0), above(999)]);
  });

  it('are those of a transaction, also once it was taken back', () => {
    const before = read();
    const transaction = database.begin();
    database.run('DELETE FROM "T" WHERE "n" <= 1000');
    const within = read();
    transaction.rollBack();
    assert.deepEqual(
      [before, within, read()].map((rows) => numbers(rows)),
      [above(0), above(1_000), above(0)],
    );
  });

  it('can be left unread', () => {
    const left = read();
    assert.equal(left.slice(0, 1).length, 1);
    left.close();
    left.close();
    database.run('DELETE FROM "T"');
    assert.equal(left.slice(2_500).length, 0);
    assert.equal(read().length, 0);
  });
});
