import { isAbort, SfError, toSfError } from '../errors/sf-error.ts';
import type { ApiRequest, Client, RecordChange } from './client.ts';
import type { CollectionRow } from './collection-rows.ts';
import { orgError, refusalOf } from './org-error.ts';
import type { Answer } from './read-answer.ts';
import { retryDelay } from './retry-timing.ts';
import type { SaveResult } from './types.ts';
import { waitFor } from './wait-for.ts';

/** What became of one row; `row` is as it was given, so that those that failed can be sent again. */
export type RowResult<Row> =
  | { readonly row: Row; readonly success: true; readonly id: string; readonly created: boolean }
  | { readonly row: Row; readonly success: false; readonly error: SfError };

export interface RowSave<Given> {
  readonly calls: readonly (readonly CollectionRow<Given>[])[];
  readonly allOrNone: boolean;
  /** Whether rows are created; an upsert says so itself. */
  readonly kind: RecordChange['kind'];
  requestFor(rows: readonly CollectionRow<unknown>[]): ApiRequest;
}

type Item = SaveResult & { readonly created?: boolean };

/**
 * Sends calls one after the other. After one that failed as a whole no more is sent, but where the org refused only what
 * it held. Rows that another transaction had locked are tried again without the others, three times in all.
 */
export async function saveRows<Given>(client: Client, save: RowSave<Given>): Promise<RowResult<Given>[]> {
  const results: RowResult<Given>[] = [];
  let failure: unknown;
  for (const rows of save.calls) {
    if (failure) {
      const error = notSent(save.requestFor(rows).operation, failure);
      results.push(...rows.map(({ given }) => failed(given, error)));
      continue;
    }
    const settled = await saveCall(client, save, rows);
    results.push(...settled.results);
    const { signal } = save.requestFor(rows);
    failure = settled.failure ?? (signal?.aborted ? signal.reason : undefined);
  }
  return results;
}

async function saveCall<Given>(
  client: Client,
  save: RowSave<Given>,
  rows: readonly CollectionRow<Given>[],
): Promise<{ results: RowResult<Given>[]; failure?: SfError }> {
  const settled = new Map<CollectionRow<Given>, RowResult<Given>>();
  const results = () => rows.flatMap((row) => settled.get(row) ?? []);
  let left = rows;
  for (let tries = 1; ; tries += 1) {
    const request = save.requestFor(left);
    try {
      const answer = await client.send(request);
      for (const [index, row] of left.entries()) {
        settled.set(row, resultOf(client, save, row, request, answer, index));
      }
    } catch (cause) {
      const error = isAbort(cause)
        ? abandoned(request.operation, cause)
        : toSfError(cause, request.operation);
      for (const row of left) settled.set(row, failed(row.given, error));
      return error.status === 400 ? { results: results() } : { results: results(), failure: error };
    }
    const locked = left.filter((row) => isLocked(settled.get(row)));
    const delay = retryDelay({ tries, retryAfter: null, now: 0, random: Math.random() });
    if (locked.length === 0 || delay === undefined) return { results: results() };
    // What is all or none was undone for all.
    if (!save.allOrNone) left = locked;
    await waitFor(delay, request.signal).catch(() => undefined);
    if (request.signal?.aborted) return { results: results() };
  }
}

function resultOf<Given>(
  client: Client,
  { kind }: RowSave<Given>,
  { given, objectApiName, id: givenId, values }: CollectionRow<Given>,
  request: ApiRequest,
  answer: Answer,
  index: number,
): RowResult<Given> {
  const item = Array.isArray(answer.body) ? (answer.body[index] as Item | undefined) : undefined;
  const error = refusalOf(request.operation, item?.errors, 400);
  // An earlier try whose answer got lost has deleted it.
  const isGone = kind === 'deleted' && answer.isAfterLoss && error?.code === 'ENTITY_IS_DELETED';
  const id = item?.success ? item.id : isGone && givenId;
  if (!id) return failed(given, error ?? orgError(request, { ...answer, ok: false, isUnreadable: true }));
  const created = item?.created ?? kind === 'created';
  const change = created ? 'created' : kind;
  client.announce({ objectApiName, id, kind: change, ...(kind !== 'deleted' && { fields: values }) });
  return { row: given, success: true, id, created };
}

function isLocked(result: RowResult<unknown> | undefined): boolean {
  return result?.success === false && result.error.code === 'UNABLE_TO_LOCK_ROW';
}

function failed<Given>(row: Given, error: SfError): RowResult<Given> {
  return { row, success: false, error };
}

function notSent(operation: string, cause: unknown): SfError {
  return new SfError({
    code: 'NOT_SENT',
    operation,
    problem: 'It was not sent, since saving ended with the records before it.',
    remedy: 'Send it again.',
    cause,
  });
}

function abandoned(operation: string, cause: unknown): SfError {
  return new SfError({
    code: 'OUTCOME_UNKNOWN',
    operation,
    problem: 'The request was given up while it was under way; what was sent may have been saved.',
    remedy: 'Check whether it was before you send it again.',
    cause,
  });
}
