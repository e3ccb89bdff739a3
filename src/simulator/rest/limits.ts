import { json } from '../http/answers.ts';
import type { RestRequest } from './request.ts';

/** API calls the org may answer in 24 hours. */
export const dailyApiRequests = 15_000;

/** `GET /limits` */
export function limits({ org }: RestRequest): Response {
  const untouched = (max: number) => ({ Max: max, Remaining: max });
  return json({
    DailyApiRequests: {
      Max: dailyApiRequests,
      Remaining: Math.max(0, dailyApiRequests - org.apiUsage.calls),
    },
    DailyAsyncApexExecutions: untouched(250_000),
    DailyBulkApiBatches: untouched(15_000),
    DailyBulkV2QueryJobs: untouched(10_000),
    DataStorageMB: { Max: 5, Remaining: 3 },
    FileStorageMB: { Max: 20, Remaining: 20 },
    HourlyODataCallout: untouched(1_000),
    SingleEmail: untouched(15),
  });
}
