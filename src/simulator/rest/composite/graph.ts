import { json } from '../../http/answers.ts';
import { failure, type RestFailure } from '../../http/rest-failure.ts';
import { jsonBody, type Perform, type RestRequest } from '../request.ts';
import type { Resource } from '../router.ts';
import { halted, performSubrequests, undoes } from './perform-subrequests.ts';
import { listOf, objectOf, textOf } from './read-json.ts';
import { referencedIds } from './references.ts';
import { readSubrequests, type Subrequest } from './subrequest.ts';

interface Graph {
  readonly graphId: string;
  readonly subrequests: readonly Subrequest[];
}

const mostGraphs = 75;
const mostNodes = 500;
const mostKinds = 15;
const mostFailures = 14;

const mostLevels = 15;

/** New records, and those of an id or an external id. */
const supported =
  /^(POST \/sobjects\/[^/]+|(GET|PATCH|DELETE) \/sobjects\/[^/]+\/(?!(describe|deleted|updated|listviews)(\/|$))[^/]+(\/[^/]+)?)\/?$/;

function readGraph(value: unknown): Graph {
  const source = objectOf('GraphRequest', value, ['graphId', 'compositeRequest']);
  const graphId = textOf(source, 'graphId');
  if (!/^[a-zA-Z0-9].{0,38}$/.test(graphId)) {
    const message = `Provided graphId ('${graphId}') must start with a letter or a number and be less than 40 characters long.`;
    throw failure(400, 'JSON_PARSER_ERROR', message);
  }
  return { graphId, subrequests: readSubrequests(listOf(source, 'compositeRequest')) };
}

function limitExceeded(most: number, what: string): RestFailure {
  return failure(400, 'LIMIT_EXCEEDED', `The request can’t contain more than ${most} ${what}.`);
}

/** How many nodes of a graph at most each need the answer to the one before. */
function levelsOf({ subrequests }: Graph): number {
  const levels = new Map<string, number>();
  for (const { referenceId, url, body } of subrequests) {
    const needed = referencedIds(url, body).map((id) => levels.get(id) ?? 0);
    levels.set(referenceId, Math.max(0, ...needed) + 1);
  }
  return Math.max(0, ...levels.values());
}

/** Nodes are of one kind if they use one method on one object. */
function kindOf({ method, url }: Subrequest): string {
  const [, objectName = ''] = /\/sobjects\/([^/?]+)/.exec(url) ?? [];
  return `${method} ${objectName.toLowerCase()}`;
}

/** @throws RestFailure */
function readGraphs(request: RestRequest): Graph[] {
  const source = objectOf('CompositeGraphRequest', jsonBody(request).values, ['graphs']);
  const graphs = listOf(source, 'graphs').map(readGraph);
  if (new Set(graphs.map(({ graphId }) => graphId)).size < graphs.length) {
    throw failure(400, 'JSON_PARSER_ERROR', 'Each graphId must be unique.');
  }
  const nodes = graphs.flatMap(({ subrequests }) => subrequests);
  if (graphs.length > mostGraphs) throw limitExceeded(mostGraphs, 'graphs');
  if (nodes.length > mostNodes) throw limitExceeded(mostNodes, 'nodes');
  if (new Set(nodes.map(kindOf)).size > mostKinds) throw limitExceeded(mostKinds, 'different nodes');
  if (graphs.some((graph) => levelsOf(graph) > mostLevels)) throw limitExceeded(mostLevels, 'levels');
  return graphs;
}

/**
 * `POST /composite/graph`: up to 500 parts in graphs, each of which is all or none.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-graph.html
 */
export function postGraphs(perform: Perform): Resource {
  return async (request) => {
    const context = { request, perform, supported, allOrNone: true };
    const graphs: { graphId: string; graphResponse: object; isSuccessful: boolean }[] = [];
    for (const { graphId, subrequests } of readGraphs(request)) {
      const failures = graphs.filter(({ isSuccessful }) => !isSuccessful).length;
      const compositeResponse =
        failures > mostFailures
          ? subrequests.map((subrequest) => halted(subrequest, 'Too many graphs of the request have failed.'))
          : await performSubrequests(subrequests, context);
      const isSuccessful = !compositeResponse.some(undoes);
      graphs.push({ graphId, graphResponse: { compositeResponse }, isSuccessful });
    }
    return json({ graphs });
  };
}
