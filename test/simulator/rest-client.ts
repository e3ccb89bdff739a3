import type { RestError } from '../../src/api/types.ts';
import type { ReachableOrg } from '../support/rest-org.ts';

export const dataPath = '/services/data/v66.0';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Calls an org's REST API over HTTP. @param username of a seed user, the administrator by default */
export function restClient(org: ReachableOrg, username?: string) {
  const session = org.signIn(username);

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const { accessToken } = await session;
    const response = await org.fetch(org.url + (path.startsWith('/services') ? path : dataPath + path), {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  return {
    call,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    /** Creates a record that must be accepted; the answer is its id. */
    create: async (objectName: string, values: object): Promise<string> => {
      const { status, body } = await call('POST', `/sobjects/${objectName}`, values);
      if (status !== 201) throw new Error(`${objectName} was refused: ${JSON.stringify(body)}`);
      return body.id;
    },
    /** The first error of an answer that refuses. */
    refusal: async (
      method: string,
      path: string,
      body?: unknown,
    ): Promise<RestError & { status: number }> => {
      const answer = await call(method, path, body);
      return { status: answer.status, ...answer.body[0] };
    },
    query: async (soql: string) => (await call('GET', `/query?q=${encodeURIComponent(soql)}`)).body,
  };
}
