import { readCsv } from '../../src/simulator/rest/bulk/csv.ts';
import type { Answer, restClient } from './rest-client.ts';

const format = { delimiter: ',', lineEnding: '\n' } as const;

/** The rows of a CSV answer, header first. */
export function csvRows({ body }: Pick<Answer, 'body'>): string[][] {
  return readCsv(String(body), format);
}

/** Drives ingest jobs over HTTP. */
export function bulkClient(client: ReturnType<typeof restClient>) {
  const create = async (job: object): Promise<string> => {
    const { status, body } = await client.call('POST', '/jobs/ingest', job);
    if (status !== 200) throw new Error(`The job was refused: ${JSON.stringify(body)}`);
    return body.id;
  };
  const upload = (id: string, content: string) =>
    client.call('PUT', `/jobs/ingest/${id}/batches`, content, { 'content-type': 'text/csv' });
  const change = (id: string, state: string) => client.call('PATCH', `/jobs/ingest/${id}`, { state });
  const poll = async (id: string) => (await client.get(`/jobs/ingest/${id}`)).body;

  /** Uploads, and polls until the job has ended. */
  async function run(job: object, content: string) {
    const id = await create(job);
    await upload(id, content);
    await change(id, 'UploadComplete');
    for (;;) {
      const info = await poll(id);
      if (!['UploadComplete', 'InProgress'].includes(info.state)) return info;
    }
  }

  const rows = async (id: string, results: string) =>
    csvRows(await client.get(`/jobs/ingest/${id}/${results}`));

  return { create, upload, change, poll, run, rows };
}
