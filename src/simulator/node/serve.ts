import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import {
  createSimulatedOrg,
  type SimulatedOrg,
  type SimulatedOrgOptions,
  UnusableData,
} from '../simulated-org.ts';
import { DataFile, linkedFile, readDataFile } from './data-file.ts';
import { lockDataFile } from './data-lock.ts';
import { HostFailure } from './host-failure.ts';
import { readSchema } from './schema-files.ts';

export interface ServeOptions extends Omit<SimulatedOrgOptions, 'data'> {
  /** 0 takes any free port. Default 4100. */
  port?: number;
  /** The address to listen on. Default `localhost`. */
  host?: string;
  /** An SQLite file that keeps the org's data from one start to the next; it is made where there is none. */
  dataFile?: string;
  /** A describe saved as JSON from a real org, or a folder of `*.json` with one each; added to `schema`. */
  schemaPath?: string;
}

export interface ServedOrg {
  readonly url: string;
  readonly org: SimulatedOrg;
  /** Ends all connections, and saves what has changed. */
  close(): Promise<void>;
}

/** Far more than the org accepts, so that it is the org that refuses. */
const maxHeaderSize = 1_048_576;
/** Milliseconds. Who sends on a connection just as it ends meets a network error: the longer it stays, the rarer. */
const keepAliveTimeout = 65_000;

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

/** An org with the data of a file, which keeps what changes from now on. @throws HostFailure */
async function orgWithFile(
  name: string,
  options: SimulatedOrgOptions,
): Promise<{ org: SimulatedOrg; file: DataFile }> {
  const path = await linkedFile(name);
  const release = await lockDataFile(path);
  try {
    const data = await readDataFile(path);
    const org = await createSimulatedOrg(data ? { ...options, data } : options);
    return { org, file: new DataFile(org, path, data === undefined, release) };
  } catch (error) {
    await release();
    if (!(error instanceof UnusableData)) throw error;
    throw new HostFailure(`The data file ${path} cannot be used. ${error.message} Name another file.`);
  }
}

/** Serves an org over HTTP. Rejects where the port is taken, and with a HostFailure where a file cannot be used. */
export async function serveSimulatedOrg(options: ServeOptions = {}): Promise<ServedOrg> {
  const { port = 4_100, host = 'localhost', dataFile, schemaPath, ...given } = options;
  const read = schemaPath === undefined ? [] : await readSchema(schemaPath);
  const orgOptions = { ...given, schema: [...(given.schema ?? []), ...read] };
  const { org, file } =
    dataFile !== undefined
      ? await orgWithFile(dataFile, orgOptions)
      : { org: await createSimulatedOrg(orgOptions), file: undefined };
  let base = org.origin;
  const server = createServer({ maxHeaderSize, keepAliveTimeout }, async (incoming, outgoing) => {
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
    await file?.start();
  } catch (error) {
    server.close();
    org.close();
    await file?.release();
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
      try {
        await file?.stop();
      } finally {
        org.close();
      }
    },
  };
}
