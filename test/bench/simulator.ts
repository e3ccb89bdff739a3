/**
 * How fast the simulated org is: loading 50,000 records from a seed, reading one, and pages of 2,000. Each beside the least
 * that it takes, measured in the same run: the same rows from the database alone, as JSON. Fails where a median is over its
 * bound.
 */
import { createSimulatedOrg, type SimulatedOrg } from '../../src/simulator/simulated-org.ts';
import { SqliteDatabase } from '../../src/simulator/store/database.ts';
import type { StoredRow } from '../../src/simulator/store/types.ts';

interface Measured {
  readonly what: string;
  /** Of the median, in milliseconds. */
  readonly bound: number;
  readonly times: number[];
  readonly floor: number[];
}

const fields = ['Id', 'FirstName', 'LastName', 'Title', 'Email', 'Phone', 'CreatedDate', 'AccountId'];
const loads = 3;
const reads = 200;
const pages = 15;

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeat(runs: number, work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await timed(work));
  return times;
}

/** Answers as the org does to a client, to the last byte. */
function client(org: SimulatedOrg) {
  const headers = { authorization: `Bearer ${org.signIn().accessToken}` };
  return async (path: string): Promise<string> => {
    const response = await org.handle(new Request(`${org.origin}/services/data/v66.0${path}`, { headers }));
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.text();
  };
}

/** A database that holds an org's rows and has nothing of the org around it. */
async function bareDatabase(org: SimulatedOrg): Promise<SqliteDatabase> {
  return SqliteDatabase.open(undefined, org.exportData());
}

/** Stores all rows of another database, table by table. */
async function storeAgain(from: SqliteDatabase): Promise<number> {
  const tables = from.all("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name");
  const rowsOf = new Map(tables.map(({ name }) => [name, from.all(`SELECT * FROM "${name}"`)]));
  const to = await SqliteDatabase.open();
  const time = await timed(() =>
    to.transaction(() => {
      for (const { name, sql } of tables) {
        to.run(String(sql));
        for (const row of rowsOf.get(name) ?? []) insert(to, String(name), row);
      }
    }),
  );
  to.close();
  return time;
}

function insert(database: SqliteDatabase, table: string, row: StoredRow): void {
  const values = Object.values(row);
  database.run(`INSERT INTO "${table}" VALUES (${values.map(() => '?').join(', ')})`, values);
}

async function measureLoading(): Promise<{ loading: Measured; org: SimulatedOrg }> {
  const times: number[] = [];
  let org: SimulatedOrg | undefined;
  for (let run = 0; run < loads; run++) {
    org?.close();
    times.push(
      await timed(async () => {
        org = await createSimulatedOrg({ scale: 'large' });
      }),
    );
  }
  if (!org) throw new Error('No org was loaded.');
  const bare = await bareDatabase(org);
  const floor = [];
  for (let run = 0; run < loads; run++) floor.push(await storeAgain(bare));
  bare.close();
  return { loading: { what: 'load 50,000 records', bound: 10_000, times, floor }, org };
}

/** Every so many ids, so that no read finds the row beside the last one. */
function* strides(ids: readonly string[]): Generator<string> {
  for (let at = 0; ; at += 101) yield ids[at % ids.length] ?? '';
}

async function measureReading(org: SimulatedOrg): Promise<Measured[]> {
  const get = client(org);
  const bare = await bareDatabase(org);
  const ids = bare.all('SELECT "Id" FROM "Contact" ORDER BY "Id"').map(({ Id }) => String(Id));
  const [asked, read] = [strides(ids), strides(ids)];
  const columns = fields.map((name) => `"${name}"`).join(', ');
  const soql = encodeURIComponent(`SELECT ${fields.join(', ')} FROM Contact ORDER BY Id`);
  const { nextRecordsUrl } = JSON.parse(await get(`/query?q=${soql}`));
  const readPage = (offset: number, order = 'Id') =>
    JSON.stringify(
      bare.all(`SELECT ${columns} FROM "Contact" ORDER BY "${order}" LIMIT 2000 OFFSET ${offset}`),
    );
  const measured = [
    {
      what: 'read a record by its id',
      bound: 5,
      times: await repeat(reads, () => get(`/sobjects/Contact/${asked.next().value}`)),
      floor: await repeat(reads, () =>
        JSON.stringify(bare.all('SELECT * FROM "Contact" WHERE "Id" = ?', [String(read.next().value)])),
      ),
    },
    {
      what: 'query 2,000 rows',
      bound: 60,
      times: await repeat(pages, () => get(`/query?q=${soql}%20LIMIT%202000`)),
      floor: await repeat(pages, () => readPage(0)),
    },
    {
      what: 'a further page of 2,000 rows',
      bound: 60,
      times: await repeat(pages, () => get(nextRecordsUrl.replace(/^.*(?=\/query\/)/, ''))),
      floor: await repeat(pages, () => readPage(2_000)),
    },
    {
      what: `the first page of ${ids.length} rows`,
      bound: 60,
      times: await repeat(pages, () => get(`/query?q=${soql}`)),
      floor: await repeat(pages, () => readPage(0)),
    },
    {
      what: 'the first page of as many, sorted by a field without an index',
      bound: 60,
      times: await repeat(pages, () => get(`/query?q=${soql.replace('BY%20Id', 'BY%20Title')}`)),
      floor: await repeat(pages, () => readPage(0, 'Title')),
    },
  ];
  bare.close();
  return measured;
}

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

const rounded = (milliseconds: number): number => Number(milliseconds.toPrecision(3));

const { loading, org } = await measureLoading();
const measured = [loading, ...(await measureReading(org))];
org.close();

console.log('The simulated org, in milliseconds');
console.table(
  Object.fromEntries(
    measured.map(({ what, bound, times, floor }) => [
      what,
      {
        runs: times.length,
        least: rounded(Math.min(...times)),
        median: rounded(median(times)),
        most: rounded(Math.max(...times)),
        bound,
        'SQLite alone': rounded(median(floor)),
      },
    ]),
  ),
);
const broken = measured.filter(({ times, bound }) => !(median(times) < bound));
for (const { what, bound } of broken) console.error(`✗ ${what}: the median is not under ${bound} ms`);
process.exitCode = broken.length > 0 ? 1 : 0;
