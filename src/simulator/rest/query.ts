import type { SObjectRecord } from '../../api/types.ts';
import { json } from '../http/answers.ts';
import { failure } from '../http/rest-failure.ts';
import { dataPath } from '../schema/s-object.ts';
import { runSoql } from '../soql/run-soql.ts';
import { makeId } from '../store/ids.ts';
import type { RestRequest } from './request.ts';
import type { Resource } from './router.ts';
import { withSoql } from './with-soql.ts';

interface Cursor {
  readonly records: readonly SObjectRecord[];
  readonly totalSize: number;
  readonly userId: string;
  readonly created: number;
  readonly pageSize: number;
}

const cursorLifetime = 2 * 24 * 3_600_000;
const keptCursors = 50;

function pageSizeFor(request: RestRequest): number {
  const wish = /\bbatchSize=(\d+)/i.exec(request.headers.get('sforce-query-options') ?? '')?.[1];
  const largest = request.org.pageSize;
  return wish === undefined ? largest : Math.min(largest, Math.max(200, Number(wish)));
}

function invalidLocator() {
  return failure(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
}

/** `/query`, `/queryAll` and their further pages. Each org has cursors of its own. */
export function queryResources(): { query: Resource; queryAll: Resource; queryMore: Resource } {
  const cursors = new Map<string, Cursor>();
  let opened = 0;

  function page(locator: string, cursor: Cursor, offset: number): Response {
    const next = offset + cursor.pageSize;
    const done = next >= cursor.records.length;
    return json({
      totalSize: cursor.totalSize,
      done,
      ...(done ? {} : { nextRecordsUrl: `${dataPath}/query/${locator}-${next}` }),
      records: cursor.records.slice(offset, next),
    });
  }

  function firstPage(request: RestRequest, allRows: boolean): Response {
    const soql = request.query.get('q');
    if (soql === null || soql.trim() === '') {
      throw failure(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    }
    const { org, caller } = request;
    const result = withSoql(request, (context) => runSoql(soql, { ...context, allRows }));
    const pageSize = pageSizeFor(request);
    const created = org.now().getTime();
    const cursor: Cursor = { ...result, userId: caller.userId, created, pageSize };
    opened += 1;
    const locator = makeId('01g', opened);
    if (result.records.length > pageSize) cursors.set(locator, cursor);
    const [oldest] = cursors.keys();
    if (cursors.size > keptCursors && oldest !== undefined) cursors.delete(oldest);
    return page(locator, cursor, 0);
  }

  function queryMore(request: RestRequest): Response {
    const [, locator = '', offset = ''] = /^(\w+)-(\d+)$/.exec(request.params.locator ?? '') ?? [];
    const cursor = cursors.get(locator);
    if (!cursor || cursor.userId !== request.caller.userId) throw invalidLocator();
    const expired = request.org.now().getTime() - cursor.created > cursorLifetime;
    if (expired || Number(offset) >= cursor.records.length) throw invalidLocator();
    return page(locator, cursor, Number(offset));
  }

  return {
    query: (request) => firstPage(request, false),
    queryAll: (request) => firstPage(request, true),
    queryMore,
  };
}
