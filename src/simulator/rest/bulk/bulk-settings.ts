import { DailyCount } from '../../daily-count.ts';
import type { BulkSettings } from '../../org-context.ts';

/** Rows that the real service saves together, and counts as one. */
export const rowsPerBatch = 10_000;

/** As an org starts. */
export function bulkSettings(now: () => Date): BulkSettings {
  return {
    rowsPerPoll: rowsPerBatch,
    rowsPerPage: 100_000,
    queryJobs: new DailyCount(10_000, now),
    batches: new DailyCount(15_000, now),
  };
}
