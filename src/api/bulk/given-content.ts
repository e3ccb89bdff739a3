import { CsvContent, contentError } from './csv-content.ts';

/** CSV in UTF-8, its first line the names of the fields. */
export type GivenCsv = string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>;

/** CSV as it is given, without a byte order mark. Rejects with an `SfError` for none, and for too much of it. */
export async function givenContent(
  csv: GivenCsv,
  operation: string,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const content = new CsvContent(operation);
  if (csv instanceof ReadableStream) await readInto(content, csv, signal);
  else if (typeof csv === 'string' || csv instanceof Blob) content.add(csv);
  else throw contentError(operation, 'The CSV is neither text nor a file nor a stream.', 'Give one of them.');
  const blob = content.toBlob();
  const [first, second, third] = new Uint8Array(await blob.slice(0, 3).arrayBuffer());
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  if (!isMarked) return blob;
  const unmarked = new CsvContent(operation);
  unmarked.add(blob.slice(3));
  return unmarked.toBlob();
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
    signal?.throwIfAborted();
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

/** How its lines end, as a job has to be told. Rejects with an `SfError` for lines that end as in no job. */
export async function lineEndingOf(content: Blob, operation: string): Promise<'LF' | 'CRLF'> {
  const head = await content.slice(0, 65_536).text();
  const [ending] = /\r?\n/.exec(head) ?? /\r/.exec(head) ?? [];
  if (ending !== '\r') return ending === '\r\n' ? 'CRLF' : 'LF';
  throw contentError(operation, 'Its lines end with CR alone.', 'End them with LF, or with CR and LF.');
}
