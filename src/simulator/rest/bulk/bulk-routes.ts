import { makeId } from '../../store/ids.ts';
import type { Route } from '../router.ts';
import { ingestRoutes } from './ingest.ts';
import { bulkQueryRoutes } from './query.ts';

/** Bulk API 2.0. Each org has jobs of its own. */
export function bulkRoutes(): Route[] {
  let made = 0;
  const nextId = () => {
    made += 1;
    return makeId('750', made);
  };
  return [...ingestRoutes(nextId), ...bulkQueryRoutes(nextId)];
}
