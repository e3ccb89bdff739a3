import type { ApiRequest, Client } from '../../src/api/client.ts';

/** A client whose answers a test makes up, for what is about anything but requests. */
export function stubClient(answer: (request: ApiRequest) => Promise<unknown>): Client {
  return {
    apiVersion: '66.0',
    request: <T>(request: ApiRequest) => answer(request) as Promise<T>,
    send: async (request) => ({
      ok: true,
      status: 200,
      body: await answer(request),
      isUnreadable: false,
      header: () => null,
    }),
    announce: () => undefined,
  };
}
