import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (form: URLSearchParams, response: ServerResponse) => void;

export interface OddOrg {
  readonly url: string;
  /** Forms posted, empty where nothing was, oldest first. */
  readonly posted: URLSearchParams[];
  /** Addresses asked, oldest first. */
  readonly asked: string[];
  answer: Answer;
  /** Its openid-configuration, where it has one. */
  metadata: unknown;
  close(): Promise<void>;
}

/** A server whose token endpoint answers whatever a test wants: the ways in which an org can misbehave. */
export async function startOddOrg(): Promise<OddOrg> {
  const posted: URLSearchParams[] = [];
  const asked: string[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    // What it announces of itself is nothing, unless a test says otherwise.
    if (request.url?.startsWith('/.well-known/'))
      return json(response, org.metadata ? 200 : 404, org.metadata);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    posted.push(form);
    org.answer(form, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const org: OddOrg = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    asked,
    answer: (_form, response) => response.writeHead(404).end(),
    metadata: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return org;
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
