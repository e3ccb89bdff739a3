import type { SObjectRecord } from '../../api/types.ts';
import { json } from '../http/answers.ts';
import { failure } from '../http/rest-failure.ts';
import { dataPath } from '../schema/s-object.ts';
import { runSoql } from '../soql/run-soql.ts';
import type { AskedQuery, Cursor } from './cursors.ts';
import type { RestRequest } from './request.ts';
import type { Resource } from './router.ts';
import { withSoql } from './with-soql.ts';

function pageSizeFor(request: RestRequest): number {
  const wish = /\bbatchSize=(\d+)/i.exec(request.headers.get('sforce-query-options') ?? '')?.[1];
  const largest = request.org.pageSize;
  return wish === undefined ? largest : Math.min(largest, Math.max(200, Number(wish)));
}

function page(locator: string, cursor: Cursor, offset: number): Response {
  const next = offset + cursor.pageSize;
  const { result } = cursor;
  const done = next >= result.length;
  return json({
    totalSize: result.totalSize,
    done,
    ...(done ? {} : { nextRecordsUrl: `${dataPath}/query/${locator}-${next}` }),
    records: result.slice(offset, next),
  });
}

function seeRecords({ org, caller }: RestRequest, records: readonly SObjectRecord[]): void {
  for (const { attributes } of records.toReversed()) {
    const id = attributes?.url?.split('/').at(-1);
    if (id) org.recentRecords.see(caller.userId, id);
  }
}

function resultOf(request: RestRequest, { soql, allRows }: Pick<AskedQuery, 'soql' | 'allRows'>) {
  return withSoql(request, (context) => runSoql(soql, { ...context, allRows }));
}

function firstPage(request: RestRequest, allRows: boolean): Response {
  const soql = request.query.get('q');
  if (soql === null || soql.trim() === '') {
    throw failure(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  }
  const { org, caller } = request;
  const result = resultOf(request, { soql, allRows });
  if (result.seen) seeRecords(request, result.records);
  const pageSize = pageSizeFor(request);
  const created = org.now().getTime();
  const cursor: Cursor = { soql, allRows, userId: caller.userId, created, pageSize, result };
  return page(org.cursors.open(cursor), cursor, 0);
}

/** `GET /query` */
export const query: Resource = (request) => firstPage(request, false);

/** `GET /queryAll` */
export const queryAll: Resource = (request) => firstPage(request, true);

/** `GET /query/…`, `GET /queryAll/…`: a further page */
export function queryMore(request: RestRequest): Response {
  const { params, org, caller } = request;
  const [, locator = '', offset = ''] = /^(\w+)-(\d+)$/.exec(params.locator ?? '') ?? [];
  const cursor = org.cursors.find(locator, caller.userId, org.now(), (query) => resultOf(request, query));
  if (!cursor || Number(offset) >= cursor.result.length) {
    throw failure(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return page(locator, cursor, Number(offset));
}
