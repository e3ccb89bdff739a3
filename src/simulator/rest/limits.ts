import { json } from '../http/answers.ts';
import type { RestRequest } from './request.ts';

/** `GET /limits` */
export function limits({ org }: RestRequest): Response {
  const { calls, max } = org.apiUsage;
  const untouched = (of: number) => ({ Max: of, Remaining: of });
  return json({
    DailyApiRequests: { Max: max, Remaining: Math.max(0, max - calls) },
    DailyAsyncApexExecutions: untouched(250_000),
    DailyBulkApiBatches: untouched(15_000),
    DailyBulkV2QueryJobs: untouched(10_000),
    DataStorageMB: { Max: 5, Remaining: 3 },
    FileStorageMB: { Max: 20, Remaining: 20 },
    HourlyODataCallout: untouched(1_000),
    SingleEmail: untouched(15),
  });
}
