import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createSimulatedOrg, type SimulatedOrg, type SimulatedOrgOptions } from '../simulated-org.ts';

export interface ServeOptions extends SimulatedOrgOptions {
  /** 0 takes any free port. Default 4100. */
  port?: number;
  /** The address to listen on. Default `localhost`. */
  host?: string;
}

export interface ServedOrg {
  readonly url: string;
  readonly org: SimulatedOrg;
  close(): Promise<void>;
}

/** Far more than the org accepts, so that it is the org that refuses. */
const maxHeaderSize = 1_048_576;

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Uint8Array.from(Buffer.concat(chunks));
}

function requestOf(
  incoming: IncomingMessage,
  base: string,
  body: Uint8Array<ArrayBuffer> | undefined,
): Request {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  }
  const url = new URL(incoming.url?.startsWith('/') ? base + incoming.url : base);
  return new Request(url, { method: incoming.method ?? 'GET', headers, ...(body ? { body } : {}) });
}

/**
 * What stands for a network error. A browser sends a request again by itself, a POST too, where a connection it has
 * used before closes without a byte.
 */
const unreadable = 'Connection lost';

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (response.type === 'error') return void outgoing.socket?.end(unreadable);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.writeHead(response.status);
  if (response.body) await pipeline(response.body, outgoing);
  else outgoing.end();
}

/** Serves an org over HTTP. Rejects where the port is taken. */
export async function serveSimulatedOrg(options: ServeOptions = {}): Promise<ServedOrg> {
  const { port = 4_100, host = 'localhost', ...orgOptions } = options;
  const org = await createSimulatedOrg(orgOptions);
  let base = org.origin;
  const server = createServer({ maxHeaderSize }, async (incoming, outgoing) => {
    try {
      const request = requestOf(incoming, base, await bodyOf(incoming));
      await send(await org.handle(request), outgoing);
    } catch {
      if (outgoing.headersSent) return void outgoing.destroy();
      outgoing.writeHead(400, { 'content-type': 'text/plain' }).end('Bad Request');
    }
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    org.close();
    throw error;
  }
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  if (options.origin === undefined) org.setOrigin(url);
  base = new URL(org.origin).origin;
  return {
    url: options.origin === undefined ? url : org.origin,
    org,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      org.close();
    },
  };
}
