import { json } from '../http/answers.ts';
import { failure, notFound, type RestFailure } from '../http/rest-failure.ts';
import { quote } from '../store/tables.ts';
import type { StoredRow } from '../store/types.ts';
import { requestedObject } from './describe.ts';
import type { RestRequest } from './request.ts';

const minute = 60_000;
const reach = 30 * 24 * 60 * minute;

function invalid(message: string): RestFailure {
  return failure(400, 'INVALID_REPLICATION_DATE', message);
}

const toMinute = (time: number): number => Math.floor(time / minute) * minute;
const stored = (time: number): string => new Date(time).toISOString();
const sent = (moment: string): string => moment.replace('Z', '+0000');

/** A datetime with its zone; the org does not look at the seconds. */
function momentOf({ query }: RestRequest, name: string): number {
  const given = query.get(name);
  if (given === null) throw failure(400, 'MISSING_ARGUMENT', `${name} not specified`);
  const zoned = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(given);
  const time = Date.parse(given.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!zoned || Number.isNaN(time)) throw invalid(`${name}Date is not a valid date and time: ${given}`);
  return toMinute(time);
}

interface Span {
  readonly rows: readonly StoredRow[];
  /** Milliseconds: how far back the org can say what changed, and up to when it has said so now. */
  readonly earliest: number;
  readonly latest: number;
}

/** The rows that changed from `start` up to but not at `end`, oldest first. @throws RestFailure */
function changedRows(request: RestRequest, deleted: boolean): Span {
  const describe = requestedObject(request);
  if (!describe.replicateable) throw notFound();
  const start = momentOf(request, 'start');
  const end = momentOf(request, 'end');
  const now = request.org.now().getTime();
  const earliest = toMinute(now - reach);
  if (end - start < minute) throw invalid('endDate must be at least 1 minute greater than startDate');
  if (start < earliest) throw invalid('startDate cannot be more than 30 days ago');
  const sql = `SELECT "Id", "SystemModstamp" FROM ${quote(describe.name)}
    WHERE "IsDeleted" = ? AND "SystemModstamp" >= ? AND "SystemModstamp" < ? ORDER BY "SystemModstamp", "Id"`;
  const params = [deleted ? 1 : 0, stored(start), stored(end)];
  return {
    rows: request.org.store.database.all(sql, params),
    earliest,
    latest: Math.min(end, toMinute(now)),
  };
}

/** `GET /sobjects/X/updated?start&end`: ids of records created or changed. */
export function updatedRecords(request: RestRequest): Response {
  const { rows, latest } = changedRows(request, false);
  return json({ ids: rows.map(({ Id }) => Id), latestDateCovered: sent(stored(latest)) });
}

/** `GET /sobjects/X/deleted?start&end`: records that are in the recycle bin. */
export function deletedRecords(request: RestRequest): Response {
  const { rows, earliest, latest } = changedRows(request, true);
  return json({
    deletedRecords: rows.map(({ Id, SystemModstamp }) => ({
      id: Id,
      deletedDate: sent(String(SystemModstamp)),
    })),
    earliestDateAvailable: sent(stored(earliest)),
    latestDateCovered: sent(stored(latest)),
  });
}
