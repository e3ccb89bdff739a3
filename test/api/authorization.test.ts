import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The modules that pages load; the simulated org reads tokens, as a real one does. */
const modules = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.startsWith('src/simulator/'));

async function modulesWith(pattern: RegExp): Promise<string[]> {
  const texts = await Promise.all(modules.map((path) => readFile(root + path, 'utf8')));
  return modules.filter((_, index) => pattern.test(texts[index] ?? ''));
}

describe('the token on its way', () => {
  it('security 13: only one module attaches it', async () => {
    assert.ok(modules.length > 100, 'the modules are found');
    assert.deepEqual(await modulesWith(/\bauthorization\b['"]?[:\],]/i), ['src/api/authorized-fetch.ts']);
    assert.deepEqual(await modulesWith(/\bBearer /), ['src/api/authorized-fetch.ts']);
  });

  it('security 13: there is no other way out than fetch', async () => {
    const others = /\b(?:XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts)\b/;
    assert.deepEqual(await modulesWith(others), []);
  });

  it('security 13: only that module reads it out of a grant for a request to the API', async () => {
    const users = await modulesWith(/\.accessToken\b/);
    assert.deepEqual(
      users.filter((path) => !path.startsWith('src/auth/')),
      ['src/api/authorized-fetch.ts', 'src/api/failed-fetches.ts', 'src/api/transport.ts'],
    );
  });
});
