import type { ApiRequest, Client } from './client.ts';
import { type CompositePart, checkMost, subrequests } from './composite-request.ts';
import { orgError } from './org-error.ts';
import { type PartAnswer, partAnswers, type RawPartAnswer } from './part-answers.ts';
import { announceParts } from './part-changes.ts';

/** Source: REST API Developer Guide, "Composite Graph Limits". */
const mostGraphs = 75;
const mostNodes = 500;

/** Records that are saved together or not at all. */
export interface CompositeGraph {
  /** Up to 39 characters, the first a letter or a digit; one of its own for each graph. */
  readonly graphId: string;
  /** Only records, by their ids or external ids; references reach within the graph. */
  readonly parts: readonly CompositePart[];
}

export interface GraphAnswer {
  /** False where nothing of the graph was saved. */
  readonly success: boolean;
  /** By `referenceId`. */
  readonly answers: ReadonlyMap<string, PartAnswer>;
}

interface RawGraph {
  readonly graphId: string;
  readonly isSuccessful: boolean;
  readonly graphResponse: { readonly compositeResponse: readonly RawPartAnswer[] };
}

/**
 * Sends graphs of 500 parts in all as one request and gives the answers by `graphId`. Each graph succeeds or fails as a
 * whole, whatever becomes of the others. Source: REST API Developer Guide, "Composite Graph".
 */
export async function compositeGraph(
  client: Client,
  graphs: readonly CompositeGraph[],
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Map<string, GraphAnswer>> {
  const operation = 'Composite graph';
  checkMost(graphs.length, mostGraphs, 'graphs', operation);
  checkMost(graphs.flatMap(({ parts }) => parts).length, mostNodes, 'parts', operation);
  const written = graphs.map(({ graphId, parts }) => ({
    graphId,
    compositeRequest: subrequests(parts, `${operation} ${String(graphId).slice(0, 80)}`, client.apiVersion),
  }));
  const request: ApiRequest = {
    operation,
    path: 'composite/graph',
    method: 'POST',
    body: { graphs: written },
    isRepeatable: graphs.every(({ parts }) => parts.every(({ method = 'GET' }) => method === 'GET')),
    signal,
  };
  const answer = await client.send(request);
  const { graphs: raw = [] } = (answer.body ?? {}) as { graphs?: RawGraph[] };
  const results = new Map<string, GraphAnswer>();
  for (const { graphId, parts } of graphs) {
    const own = raw.find((graph) => graph.graphId === graphId);
    if (!own) throw orgError(request, { ...answer, ok: false, isUnreadable: true });
    const answers = partAnswers(parts, own.graphResponse.compositeResponse, request, answer);
    announceParts(client, parts, answers);
    results.set(graphId, { success: own.isSuccessful, answers });
  }
  return results;
}
