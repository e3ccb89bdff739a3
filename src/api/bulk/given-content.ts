import { CsvContent } from './csv-content.ts';

/** CSV in UTF-8, its first line the names of the fields. */
export type GivenCsv = string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>;

/** CSV as it is given, without a byte order mark. Rejects with an `SfError` for too much of it. */
export async function givenContent(
  csv: GivenCsv,
  operation: string,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const content = new CsvContent(operation);
  if (csv instanceof ReadableStream) await readInto(content, csv, signal);
  else content.add(csv);
  const blob = content.toBlob();
  const [first, second, third] = new Uint8Array(await blob.slice(0, 3).arrayBuffer());
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  return isMarked ? blob.slice(3, blob.size, blob.type) : blob;
}

async function readInto(
  content: CsvContent,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const reader = stream.getReader();
  const giveUp = () => void reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) return;
      content.add(value);
    }
  } catch (error) {
    giveUp();
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

/** How its lines end, as a job has to be told. */
export async function lineEndingOf(content: Blob): Promise<'LF' | 'CRLF'> {
  const head = await content.slice(0, 65_536).text();
  return /\r?\n/.exec(head)?.[0] === '\r\n' ? 'CRLF' : 'LF';
}
