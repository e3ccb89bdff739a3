import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
}

export interface Redirector {
  readonly url: string;
  /** Requests that were sent on to a host of the attacker's. */
  redirected(): readonly Seen[];
  /** Those that came there. */
  followed(): readonly Seen[];
  close(): Promise<void>;
}

/** A host in front of an org that sends some paths on to an attacker's, and what a browser navigates to to the org. */
export async function startRedirector(options: {
  readonly status: number;
  readonly path: RegExp;
  readonly orgUrl: string;
}): Promise<Redirector> {
  const redirected: Seen[] = [];
  const followed: Seen[] = [];
  const evil = await listen((request, response) => {
    if (request.method !== 'OPTIONS') followed.push(seen(request));
    response.end('{}');
  });
  const front = await listen((request, response) => {
    const { url = '/', method } = request;
    if (method === 'OPTIONS') return void response.end();
    if (!options.path.test(url))
      return void response.writeHead(302, { location: options.orgUrl + url }).end();
    redirected.push(seen(request));
    response.writeHead(options.status, { location: `${urlOf(evil)}${url}` }).end();
  });
  return {
    url: urlOf(front),
    redirected: () => redirected,
    followed: () => followed,
    close: async () => {
      for (const server of [front, evil]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function seen({ url = '/', headers }: IncomingMessage): Seen {
  return { path: url, authorization: headers.authorization };
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
