import { failure } from '../http/rest-failure.ts';
import type { SoqlContext } from '../soql/run-soql.ts';
import { SoqlError } from '../soql/soql-error.ts';
import type { RestRequest } from './request.ts';

/** Lets the query engine work for the caller. @throws RestFailure for what the engine refuses */
export function withSoql<T>({ org, caller }: RestRequest, work: (context: SoqlContext) => T): T {
  const { schema, database } = org.store;
  try {
    return work({ schema, database, now: org.now(), userId: caller.userId });
  } catch (error) {
    if (error instanceof SoqlError) throw failure(400, error.errorCode, error.message);
    throw error;
  }
}
