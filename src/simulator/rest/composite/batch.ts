import { errors, json } from '../../http/answers.ts';
import { failure, limitExceeded } from '../../http/rest-failure.ts';
import { jsonBody, type Perform } from '../request.ts';
import type { Resource } from '../router.ts';
import { bodyOf, type Part, performPart } from './perform-part.ts';
import { flagOf, listOf, methodOf, objectOf, textOf } from './read-json.ts';

const mostParts = 25;

/** The resources that the documentation names, as far as this org has them. */
const supported = /^\w+ \/(limits|sobjects|query|queryAll|search)(\/|$)/;

const halted = {
  statusCode: 412,
  result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
};

/** The URL of a part begins with the version, or is a whole path. */
function readPart(value: unknown): Part {
  const source = objectOf('BatchSubrequest', value, ['method', 'url', 'richInput']);
  const [, path] = /^(?:\/services\/data\/)?\/?(v\d+\.0\/.*)$/s.exec(textOf(source, 'url')) ?? [];
  if (path === undefined) {
    throw failure(400, 'JSON_PARSER_ERROR', 'The url of a subrequest must start with the API version.');
  }
  return { method: methodOf(source), url: `/services/data/${path}`, body: source.richInput };
}

/**
 * `POST /composite/batch`: up to 25 parts that know nothing of each other, each of them a call of its own.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-batch.html
 */
export function postBatch(perform: Perform): Resource {
  return async (request) => {
    const source = objectOf('BatchRequest', jsonBody(request).values, ['batchRequests', 'haltOnError']);
    const haltOnError = flagOf(source, 'haltOnError');
    const parts = listOf(source, 'batchRequests').map(readPart);
    if (parts.length > mostParts) {
      throw failure(400, 'LIMIT_EXCEEDED', `The request can’t contain more than ${mostParts} operations.`);
    }
    const results: { statusCode: number; result: unknown }[] = [];
    const hasErrors = () => results.some(({ statusCode }) => statusCode >= 400);
    for (const [index, part] of parts.entries()) {
      if (haltOnError && hasErrors()) {
        results.push(halted);
        continue;
      }
      // The first part is counted as the request that it came with.
      const counted = index === 0 || request.org.apiUsage.take();
      const response = counted
        ? await performPart(part, { request, perform, supported })
        : errors(403, limitExceeded().errors);
      results.push({ statusCode: response.status, result: await bodyOf(response) });
    }
    return json({ hasErrors: hasErrors(), results });
  };
}
