import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import * as api from '../src/api/index.ts';
import { clientOf } from './api/org-client.ts';
import { startOrg, type TestOrg } from './support/start-org.ts';

const text = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);

const exported: Readonly<Record<string, unknown>> = { ...api };

/** What a page around the examples would have. */
const names = [
  'document',
  'localStorage',
  'console',
  'client',
  'email',
  'rows',
  'industries',
  'tokenOf',
] as const;

describe('docs/api.md', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  async function run(code: string): Promise<void> {
    const client = clientOf(org);
    const { records } = await api.query(
      client,
      api.soql`SELECT Email FROM Contact WHERE Email != ${null} ORDER BY Id LIMIT 1`,
    );
    const page: Record<(typeof names)[number], unknown> = {
      document: { querySelector: () => ({ connection: { client } }) },
      localStorage: { setItem() {} },
      console: { log() {} },
      client,
      email: records[0]?.Email,
      rows: [{ LastName: 'Young' }, { LastName: 'Old' }],
      industries: ['Energy', 'Banking'],
      tokenOf: async () => org.signIn().accessToken,
    };
    const imported = Object.keys(exported);
    const body = code.replace(/^import .*$/gm, '').replace(/ …$/gm, ' {}');
    // Some examples have names of their own for what others take from the page.
    const given = names.filter((name) => !new RegExp(`const (?:\\{ )?${name}\\b`).test(body));
    const AsyncFunction = run.constructor as new (
      ...source: string[]
    ) => (...values: unknown[]) => Promise<void>;
    const example = new AsyncFunction(...imported, ...given, `'use strict';\n${body}`);
    await example(...Object.values(exported), ...given.map((name) => page[name]));
  }

  it('has examples', () => assert.ok(examples.length >= 7));

  for (const code of examples) {
    it(`shows what runs against an org: ${
      code
        .replace(/^import.*\n/gm, '')
        .trim()
        .split('\n')[0]
    }`, () => run(code));
  }

  it('names no function that there is not', () => {
    const named = [...text.matchAll(/`([a-z]\w+)(?:\(|`)/g)].map(([, name = '']) => name);
    const functions = named.filter((name) =>
      /^(?:get|create|update|upsert|delete|start|resume|query|describe|compos|search|parse|select|is|duplicates)[A-Z]/.test(
        name,
      ),
    );
    assert.ok(functions.length > 30, `${functions.length} functions are named`);
    for (const name of functions) assert.equal(typeof exported[name], 'function', name);
  });
});
