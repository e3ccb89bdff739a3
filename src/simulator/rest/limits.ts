import type { DailyCount } from '../daily-count.ts';
import { json } from '../http/answers.ts';
import { quote } from '../store/tables.ts';
import type { RestRequest } from './request.ts';

/** `GET /limits` */
export function limits({ org }: RestRequest): Response {
  const counted = ({ max, remaining }: DailyCount) => ({ Max: max, Remaining: remaining });
  const untouched = (of: number) => ({ Max: of, Remaining: of });
  return json({
    DailyApiRequests: counted(org.apiUsage),
    DailyAsyncApexExecutions: untouched(250_000),
    DailyBulkApiBatches: counted(org.bulk.batches),
    DailyBulkV2QueryJobs: counted(org.bulk.queryJobs),
    DataStorageMB: { Max: 5, Remaining: 3 },
    FileStorageMB: { Max: 20, Remaining: 20 },
    HourlyODataCallout: untouched(1_000),
    SingleEmail: untouched(15),
  });
}

/**
 * `GET /limits/recordCount[?sObjects=A,B]`: how many records there are, without those in the recycle bin. Objects
 * that the org does not know, or has no records of, are left out.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-record-count.html
 */
export function recordCount({ org, query }: RestRequest): Response {
  const { schema, database } = org.store;
  const wanted = query.get('sObjects')?.split(',') ?? schema.names();
  const sObjects = wanted.flatMap((wantedName) => {
    const name = schema.get(wantedName.trim())?.name;
    if (name === undefined) return [];
    const sql = `SELECT COUNT(*) AS "count" FROM ${quote(name)} WHERE "IsDeleted" = 0`;
    const count = Number(database.all(sql)[0]?.count);
    return count === 0 ? [] : [{ count, name }];
  });
  return json({ sObjects });
}
