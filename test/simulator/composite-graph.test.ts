import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Node {
  method: string;
  url: string;
  body?: object;
}

interface NodeResult {
  httpStatusCode: number;
  httpHeaders: Record<string, string>;
  referenceId: string;
  body: { errorCode: string }[];
}

interface GraphResult {
  graphId: string;
  isSuccessful: boolean;
  graphResponse: { compositeResponse: NodeResult[] };
}

const create = (objectName: string, body: object): Node => ({
  method: 'POST',
  url: `${dataPath}/sobjects/${objectName}/`,
  body,
});

const contact = (LastName: string) => create('Contact', { LastName });

describe('composite graphs of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  function graph(graphId: string, nodes: readonly Node[]) {
    return { graphId, compositeRequest: nodes.map((node, index) => ({ ...node, referenceId: `n${index}` })) };
  }

  async function post(...graphs: object[]): Promise<GraphResult[]> {
    const { status, body } = await client.call('POST', '/composite/graph', { graphs });
    assert.equal(status, 200, JSON.stringify(body));
    return body.graphs;
  }

  const countOf = async (lastName: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM Contact WHERE LastName = '${lastName}'`)).totalSize;

  test('the list of composite resources names it', async () => {
    assert.equal((await client.get('/composite')).body.graph, `${dataPath}/composite/graph`);
  });

  test('a graph answers as a composite request does, and says that all went well', async () => {
    const [result] = await post(
      graph('1', [
        create('Account', { name: 'Cloudy Consulting' }),
        create('Contact', { LastName: 'Cashman', AccountId: '@{n0.id}' }),
        { method: 'GET', url: `${dataPath}/sobjects/Contact/@{n1.id}?fields=Account.Name` },
      ]),
    );
    assert.deepEqual(Object.keys(result ?? {}), ['graphId', 'graphResponse', 'isSuccessful']);
    assert.deepEqual([result?.graphId, result?.isSuccessful], ['1', true]);
    const [account, contact, read] = result?.graphResponse.compositeResponse ?? [];
    assert.partialDeepStrictEqual(account, {
      body: { success: true },
      httpStatusCode: 201,
      referenceId: 'n0',
    });
    assert.match(account?.httpHeaders.Location ?? '', /sobjects\/Account\/001\w{15}$/);
    assert.equal(contact?.httpStatusCode, 201);
    assert.partialDeepStrictEqual(read?.body, { Account: { Name: 'Cloudy Consulting' } });
  });

  test('each graph is all or none, whatever becomes of the others', async () => {
    const results = await post(
      graph('good', [contact('Graphed'), contact('Graphed')]),
      graph('bad', [contact('Ungraphed'), contact(''), contact('Ungraphed')]),
      graph('alsoGood', [contact('Graphed')]),
    );
    assert.deepEqual(
      results.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
      [
        ['good', true],
        ['bad', false],
        ['alsoGood', true],
      ],
    );
    assert.deepEqual(
      results[1]?.graphResponse.compositeResponse.map(({ httpStatusCode, body }) => [
        httpStatusCode,
        body[0]?.errorCode,
      ]),
      [
        [400, 'PROCESSING_HALTED'],
        [400, 'REQUIRED_FIELD_MISSING'],
        [400, 'PROCESSING_HALTED'],
      ],
    );
    assert.equal(await countOf('Graphed'), 3);
    assert.equal(await countOf('Ungraphed'), 0);
  });

  test('graphs do not refer to each other', async () => {
    const [, second] = await post(
      { graphId: 'a', compositeRequest: [{ ...contact('First'), referenceId: 'first' }] },
      graph('b', [create('Contact', { LastName: '@{first.id}' })]),
    );
    assert.equal(second?.isSuccessful, false);
    assert.equal(second?.graphResponse.compositeResponse[0]?.body[0]?.errorCode, 'PROCESSING_HALTED');
  });

  test('only records can be asked for', async () => {
    const paths = ['/query?q=SELECT+Id+FROM+Account', '/composite/sobjects', '/limits', '/sobjects'];
    const described = ['', '/describe', '/describe/layouts', '/listviews', '/deleted'];
    for (const path of [...paths, ...described.map((below) => `/sobjects/Account${below}`)]) {
      const [result] = await post(graph('1', [{ method: 'GET', url: dataPath + path }]));
      assert.equal(result?.graphResponse.compositeResponse[0]?.body[0]?.errorCode, 'INVALID_INPUT', path);
    }
  });

  test('a graph has 15 levels at most', async () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index) =>
        create('Account', { Name: 'Level', ...(index > 0 ? { ParentId: `@{n${index - 1}.id}` } : {}) }),
      );
    const [result] = await post(graph('1', chain(15)));
    assert.equal(result?.isSuccessful, true);
    const refusal = await client.refusal('POST', '/composite/graph', { graphs: [graph('1', chain(16))] });
    assert.deepEqual([refusal.status, refusal.errorCode], [400, 'LIMIT_EXCEEDED']);
  });

  test('500 nodes are performed, as one call', async () => {
    const used = () => client.get('/limits').then(({ headers }) => headers.get('sforce-limit-info'));
    const calls = (info: string | null) => Number(/=(\d+)/.exec(info ?? '')?.[1]);
    const start = calls(await used());
    const nodes = Array.from({ length: 250 }, () => contact('Numerous'));
    const results = await post(graph('1', nodes), graph('2', nodes));
    assert.equal(calls(await used()), start + 2);
    assert.ok(results.every(({ isSuccessful }) => isSuccessful));
    assert.equal(await countOf('Numerous'), 500);
  });

  test('after more than 14 failing graphs the others are not performed', async () => {
    const failing = Array.from({ length: 15 }, (_, index) => graph(`bad${index}`, [contact('')]));
    const results = await post(...failing, graph('good', [contact('Given up')]));
    assert.equal(results[15]?.graphResponse.compositeResponse[0]?.body[0]?.errorCode, 'PROCESSING_HALTED');
    assert.equal(await countOf('Given up'), 0);
    const [, last] = (await post(...failing.slice(0, 14), graph('good', [contact('Going on')]))).slice(-2);
    assert.equal(last?.isSuccessful, true);
  });

  test('what is malformed or too much is refused as a whole', async () => {
    const fine = graph('fine', [contact('Refused')]);
    const kinds = Array.from({ length: 16 }, (_, index) => ({
      method: 'GET',
      url: `${dataPath}/sobjects/Object${index}__c/a00Sm0AAAAAAAAB`,
    }));
    const refused: Record<string, unknown> = {
      'no graphs': undefined,
      'graphs that are no list': {},
      'a graph without an id': [fine, { compositeRequest: [] }],
      'a graph without nodes': [fine, { graphId: '1' }],
      'an id twice': [fine, fine],
      'an id with another beginning': [fine, graph('_1', [])],
      'an id that is too long': [fine, graph('x'.repeat(40), [])],
      'an unknown property': [fine, { ...graph('1', []), allOrNone: true }],
      'a malformed node': [fine, graph('1', [{ method: 'get', url: dataPath }])],
      'too many graphs': [fine, ...Array.from({ length: 75 }, (_, index) => graph(`${index}`, []))],
      'too many nodes': [
        fine,
        graph(
          '1',
          Array.from({ length: 500 }, () => contact('Refused')),
        ),
      ],
      'too many kinds of nodes': [fine, graph('1', kinds)],
    };
    for (const [name, graphs] of Object.entries(refused)) {
      assert.equal((await client.call('POST', '/composite/graph', { graphs })).status, 400, name);
    }
    assert.equal(await countOf('Refused'), 0);
  });
});
