import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import type { TestOrg } from '../../support/start-org.ts';
import { dataPath, restClient } from '../rest-client.ts';
import type { FuzzRequest, KnownIds } from './requests.ts';
import { objects } from './words.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Milliseconds in which even a busy machine answers any request. */
const patience = 20_000;

/** Sends requests as they are, as an org's administrator; `fetch` would tidy up their paths first. */
export function fuzzClient(org: TestOrg) {
  const client = restClient(org);
  const { accessToken } = org.signIn();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(org.url);

  /** Rejects where there is no answer in time. */
  function send({ method, path, headers: given, body = '' }: FuzzRequest): Promise<FuzzAnswer> {
    const length = method === 'GET' || method === 'HEAD' ? 0 : Buffer.byteLength(body);
    const headers = { authorization: `Bearer ${accessToken}`, 'content-length': length, ...given };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { agent, hostname, port, method, path: path || '/', headers },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            clearTimeout(hanging);
            const contentType = incoming.headers['content-type'] ?? '';
            resolve({
              status: incoming.statusCode ?? 0,
              contentType,
              text: Buffer.concat(chunks).toString(),
            });
          });
        },
      );
      const hanging = setTimeout(() => outgoing.destroy(new Error(`no answer in ${patience} ms`)), patience);
      outgoing.on('error', (error) => {
        clearTimeout(hanging);
        reject(error);
      });
      outgoing.end(length > 0 ? body : undefined);
    });
  }

  /** How many records there are of each object, deleted ones too, and when the last of them was written. */
  async function fingerprint(): Promise<string> {
    const batchRequests = objects.map((name) => {
      const q = `SELECT COUNT(Id), MAX(SystemModstamp) FROM ${name}`;
      return { method: 'GET', url: `${dataPath}/queryAll?q=${encodeURIComponent(q)}` };
    });
    const { body } = await client.call('POST', '/composite/batch', { batchRequests });
    assert.equal(body.hasErrors, false, JSON.stringify(body));
    return JSON.stringify(body.results);
  }

  /** Some ids of each object, and of what belongs to it. */
  async function someIds(): Promise<KnownIds> {
    const ids: Record<string, string[]> = { Contact: ['012000000000000AAA'] };
    for (const name of objects) {
      const { records } = await client.query(`SELECT Id FROM ${name} LIMIT 6`);
      const views = (await client.get(`/sobjects/${name}/listviews`)).body.listviews ?? [];
      const found = [
        ...records.map(({ Id }: { Id: string }) => Id),
        ...views.slice(0, 1).map(({ id }: { id: string }) => id),
      ];
      ids[name] = [...(ids[name] ?? []), ...found];
    }
    return ids;
  }

  return { send, fingerprint, someIds, close: () => agent.destroy() };
}
