import type { ApiRequest, Client } from './client.ts';
import { mostParts } from './composite-parts.ts';
import { type CompositePart, checkMost, subrequests } from './composite-request.ts';
import { type PartAnswer, partAnswers, type RawPartAnswer } from './part-answers.ts';
import { announceParts } from './part-changes.ts';

const mostQueries = 5;
const queryOrCollection = /(^|\/)(query|queryAll|composite\/sobjects)([/?]|$)/;

/**
 * Sends up to 25 parts as one request, which counts once toward the org's limit; at most five of them are queries or
 * collections. Gives the answers by `referenceId`; a part that fails is an answer too. With `allOrNone` the first failure
 * undoes all parts. Only where every part reads is a request whose answer got lost sent again.
 * Source: REST API Developer Guide, "Composite".
 */
export async function composite(
  client: Client,
  parts: readonly CompositePart[],
  { allOrNone = false, signal }: { allOrNone?: boolean; signal?: AbortSignal | undefined } = {},
): Promise<Map<string, PartAnswer>> {
  const operation = 'Composite request';
  checkMost(parts.length, mostParts, 'parts', operation);
  const queries = parts.filter(({ path }) => queryOrCollection.test(path));
  checkMost(queries.length, mostQueries, 'queries and collections', operation);
  const request: ApiRequest = {
    operation,
    path: 'composite',
    method: 'POST',
    body: { allOrNone, compositeRequest: subrequests(parts, operation, client.apiVersion) },
    isRepeatable: parts.every(({ method = 'GET' }) => method === 'GET'),
    signal,
  };
  const answer = await client.send(request);
  const { compositeResponse } = (answer.body ?? {}) as { compositeResponse?: RawPartAnswer[] };
  const answers = partAnswers(parts, compositeResponse, request, answer);
  announceParts(client, parts, answers);
  return answers;
}
