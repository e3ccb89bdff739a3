import { errors } from '../../http/answers.ts';
import { RestFailure } from '../../http/rest-failure.ts';
import { bodyOf, type PartContext, performPart } from './perform-part.ts';
import { References } from './references.ts';
import type { Subrequest, SubrequestResult } from './subrequest.ts';

/** Headers of a part's answer that are given back; the others belong to the answer as a whole. */
const toldHeaders = ['Allow', 'ETag', 'Last-Modified', 'Location'];

async function answerTo(
  subrequest: Subrequest,
  references: References,
  context: PartContext,
): Promise<Response> {
  try {
    const { method, httpHeaders: headers } = subrequest;
    const url = references.inUrl(subrequest.url);
    const body = references.inBody(subrequest.body);
    return await performPart({ method, url, headers, body }, context);
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    return errors(error.status, error.errors);
  }
}

async function resultOf({ referenceId }: Subrequest, response: Response): Promise<SubrequestResult> {
  const told = toldHeaders.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    body: await bodyOf(response),
    httpHeaders: Object.fromEntries(told),
    httpStatusCode: response.status,
    referenceId,
  };
}

/** What becomes of a part that another one's failure undoes. */
export function halted(
  { referenceId }: Subrequest,
  message = 'The transaction was rolled back since another operation in the same transaction failed.',
): SubrequestResult {
  const body = [{ errorCode: 'PROCESSING_HALTED', message }];
  return { body, httpHeaders: {}, httpStatusCode: 400, referenceId };
}

/** Several matches of an external id, 300, are a failure too; what has not changed is none. */
function failed({ httpStatusCode }: SubrequestResult): boolean {
  return httpStatusCode >= 300 && httpStatusCode !== 304;
}

/** Whether a result undoes a whole that is all or none: also by one record of a collection, which answers 200. */
export function undoes(result: SubrequestResult): boolean {
  if (failed(result)) return true;
  const { body } = result;
  return Array.isArray(body) && body.some((item) => item?.success === false);
}

/**
 * Performs parts in their order, each as a request of its own. Where `allOrNone` is set, the first failure undoes
 * what was done and keeps the parts after it from being performed.
 */
export async function performSubrequests(
  subrequests: readonly Subrequest[],
  context: PartContext,
): Promise<SubrequestResult[]> {
  const references = new References();
  const transaction = context.request.org.store.database.begin();
  const results: SubrequestResult[] = [];
  try {
    for (const subrequest of subrequests) {
      const result = await resultOf(subrequest, await answerTo(subrequest, references, context));
      results.push(result);
      if (!failed(result)) references.add(subrequest.referenceId, result.body);
      if (context.allOrNone && undoes(result)) {
        transaction.rollBack();
        return subrequests.map((other) => (other === subrequest ? result : halted(other)));
      }
    }
  } catch (error) {
    transaction.rollBack();
    throw error;
  }
  transaction.commit();
  return results;
}
