import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { RecordChange } from '../../src/api/client.ts';
import { type CompositeGraph, compositeGraph } from '../../src/api/graph.ts';
import { query } from '../../src/api/query.ts';
import { soql } from '../../src/api/soql/soql.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

/** An account with as many contacts. */
function graph(graphId: string, Name: string, contacts: readonly object[]): CompositeGraph {
  const account = {
    referenceId: 'account',
    method: 'POST',
    path: 'sobjects/Account',
    body: { Name },
  } as const;
  const others = contacts.map((values, index) => ({
    referenceId: `contact${index}`,
    method: 'POST' as const,
    path: 'sobjects/Contact',
    body: { AccountId: '@{account.id}', ...values },
  }));
  return { graphId, parts: [account, ...others] };
}

describe('composite graphs', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  afterEach(() => org.clearFaults());
  after(() => org.close());

  function setup() {
    const changes: RecordChange[] = [];
    const client = clientOf(org, { wait: async () => {}, onRecordChange: (change) => changes.push(change) });
    const seen = org.requests().length;
    const sent = () =>
      org
        .requests()
        .slice(seen)
        .filter(({ path }) => path.endsWith('/graph')).length;
    return { client, changes, sent };
  }

  const countOf = async (name: string) =>
    (await query(clientOf(org), soql`SELECT Id FROM Contact WHERE Account.Name = ${name}`)).totalSize;

  it('saves each graph as a whole or not at all, whatever becomes of the others', async () => {
    const { client, changes } = setup();
    const answers = await compositeGraph(client, [
      graph('good', 'Good', [{ LastName: 'A' }, { LastName: 'B' }]),
      graph('bad', 'Bad', [{ LastName: 'C' }, { LastName: 'D', Email: 'broken' }]),
    ]);
    assert.deepEqual([answers.get('good')?.success, answers.get('bad')?.success], [true, false]);
    const halted = [...(answers.get('bad')?.answers ?? [])].map(([name, part]) => [
      name,
      part.success ? undefined : part.isHalted,
    ]);
    assert.deepEqual(halted, [
      ['account', true],
      ['contact0', true],
      ['contact1', false],
    ]);
    assert.deepEqual([await countOf('Good'), await countOf('Bad'), changes.length], [2, 0, 3]);
  });

  it('holds 500 parts', async () => {
    const { client, sent } = setup();
    const contacts = (count: number) => Array.from({ length: count }, () => ({ LastName: 'Many' }));
    const answers = await compositeGraph(client, [graph('all', 'Five hundred', contacts(499))]);
    assert.deepEqual([answers.get('all')?.success, await countOf('Five hundred')], [true, 499]);
    const over = compositeGraph(client, [graph('a', 'A', contacts(499)), graph('b', 'B', [])]);
    assert.equal((await failureOf(over)).code, 'LIMIT_EXCEEDED');
    const many = Array.from({ length: 76 }, (_, index) => graph(`g${index}`, 'G', []));
    assert.equal((await failureOf(compositeGraph(client, many))).code, 'LIMIT_EXCEEDED');
    assert.equal(sent(), 1);
  });

  it('reliability 1: is not repeated where its answer got lost', async () => {
    const { client, changes, sent } = setup();
    org.addFault({ path: '/composite/graph', method: 'POST', drop: 'after' });
    const saving = compositeGraph(client, [graph('lost', 'Lost', [{ LastName: 'A' }])]);
    assert.equal((await failureOf(saving)).code, 'OUTCOME_UNKNOWN');
    assert.deepEqual([sent(), changes, await countOf('Lost')], [1, [], 1]);
  });

  it('refuses a reference to another graph before any request', async () => {
    const { client, sent } = setup();
    const [first, second] = [graph('one', 'One', []), graph('two', 'Two', [{ LastName: 'x' }])];
    const error = await failureOf(
      compositeGraph(client, [first, { ...second, parts: second.parts.slice(1) }]),
    );
    assert.deepEqual([error.code, sent()], ['INVALID_VALUE', 0]);
  });
});
