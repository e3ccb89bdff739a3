import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GivenCsv, givenContent, lineEndingOf } from '../../../src/api/bulk/given-content.ts';
import { failureOf } from '../org-client.ts';

const take = (csv: GivenCsv, signal?: AbortSignal) => givenContent(csv, 'Bulk insert of Account', signal);

const endingOf = async (csv: GivenCsv) => lineEndingOf(await take(csv), 'Bulk insert of Account');

function streamOf(...chunks: string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
}

describe('CSV as it is given', () => {
  it('comes as text, as a file or as a stream', async () => {
    for (const csv of ['Name\nÅ\n', new Blob(['Name\nÅ\n']), streamOf('Na', 'me\n', 'Å\n')]) {
      const content = await take(csv);
      assert.deepEqual([await content.text(), content.type], ['Name\nÅ\n', 'text/csv']);
    }
  });

  it('loses its byte order mark', async () => {
    for (const csv of ['\ufeffName\nx', new Blob(['\ufeffName\nx']), streamOf('\ufeffNa', 'me\nx')]) {
      const content = await take(csv);
      assert.deepEqual([content.size, content.type], [6, 'text/csv']);
    }
  });

  it('keeps its line ending', async () => {
    assert.equal(await endingOf('Name\r\nx\r\n'), 'CRLF');
    assert.equal(await endingOf('Name\n"x\r\ny"\n'), 'LF');
    assert.equal(await endingOf('Name'), 'LF');
  });

  it('has no lines that end with CR alone, which no job takes', async () => {
    assert.match((await failureOf(endingOf('Name\rsecretive\r'))).message, /end with CR alone.*LF/);
  });

  it('is some text of whole characters', async () => {
    assert.match((await failureOf(take(''))).message, /no rows/);
    assert.match((await failureOf(take(streamOf()))).message, /no rows/);
    assert.match((await failureOf(take('\ufeff'))).message, /no rows/);
    assert.match((await failureOf(take('Name\n\ud800'))).message, /lone surrogate/);
    for (const wrong of [undefined, null, 5, { csv: 'x' }, ['Name\nx']]) {
      const error = await failureOf(take(wrong as unknown as GivenCsv));
      assert.equal(error.code, 'INVALID_VALUE');
      assert.match(error.message, /neither text nor a file nor a stream/);
    }
  });

  it('is 100 MB at most; a stream is not read beyond', async () => {
    const megabyte = new Uint8Array(1_000_000).fill(120);
    const blob = new Blob(Array.from({ length: 101 }, () => new Blob([megabyte])));
    const error = await failureOf(take(blob));
    assert.equal(error.code, 'INVALID_VALUE');
    assert.match(error.message, /more than 100 MB.*Split/);
    let isCancelled = false;
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(megabyte);
      },
      cancel() {
        isCancelled = true;
      },
    });
    assert.match((await failureOf(take(endless))).message, /more than 100 MB/);
    assert.ok(isCancelled && chunks < 110);
  });

  it('ends with the signal, and with a stream that breaks', async () => {
    const controller = new AbortController();
    const silent = new ReadableStream<Uint8Array<ArrayBuffer>>();
    const reading = take(silent, controller.signal);
    controller.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    let isCancelled = false;
    const late = new ReadableStream<Uint8Array<ArrayBuffer>>({
      cancel() {
        isCancelled = true;
      },
    });
    await assert.rejects(take(late, AbortSignal.abort()), { name: 'AbortError' });
    assert.ok(isCancelled);
    const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (stream) => stream.error(new TypeError('broken')),
    });
    await assert.rejects(take(broken), { name: 'TypeError', message: 'broken' });
  });
});
