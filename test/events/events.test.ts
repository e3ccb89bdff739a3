import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

type EventClass = (new (init?: unknown) => Event) & { readonly type: string };

const room = new URL('../../src/events/', import.meta.url);
const files = await readdir(room);

describe('the events', () => {
  for (const file of files) {
    const type = file.replace('-event.ts', '');

    it(`${type} neither bubbles nor leaves its shadow root, and only a submit can be stopped`, async () => {
      const [EventClass, ...others] = Object.values<EventClass>(await import(new URL(file, room).href));
      assert.ok(EventClass);
      assert.equal(others.length, 0);
      const event = new EventClass({});
      assert.equal(EventClass.type, type);
      assert.equal(event.type, type);
      assert.equal(event.bubbles, false);
      assert.equal(event.composed, false);
      assert.equal(event.cancelable, type === 'sf-submit');
    });

    it(`${type} is public`, async () => {
      const index = await readFile(new URL('../index.ts', room), 'utf8');
      assert.ok(index.includes(`'./events/${file}'`));
    });
  }
});
