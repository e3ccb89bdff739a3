import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Client } from '../../src/api/client.ts';
import { describeSObject } from '../../src/api/describe.ts';
import {
  compactLayoutsRequest,
  describeCompactLayouts,
  describeLayout,
  describeLayouts,
  layoutRequest,
  layoutsRequest,
} from '../../src/api/layouts.ts';
import { readMetadata } from '../../src/api/metadata.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

const master = '012000000000000AAA';

describe('layouts', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
  });
  after(() => org.close());

  it('of an object without record types come at once', async () => {
    const { layouts, recordTypeMappings } = await describeLayouts(client, 'Contact');
    assert.deepEqual(
      recordTypeMappings.map(({ recordTypeId }) => recordTypeId),
      [master],
    );
    assert.deepEqual(layouts, [await describeLayout(client, 'Contact', master)]);
    const sections = layouts?.[0]?.editLayoutSections ?? [];
    const items = sections.flatMap(({ layoutRows }) => layoutRows.flatMap(({ layoutItems }) => layoutItems));
    const name = items.find(({ layoutComponents }) => layoutComponents[0]?.value === 'Name');
    assert.equal(name?.required, true);
    assert.equal(name?.layoutComponents[0]?.components?.[0]?.details?.name, 'LastName');
  });

  it('of several record types are read one by one, as they are asked for', async () => {
    const before = org.requests().length;
    const { layouts, recordTypeMappings } = await describeLayouts(client, 'Showcase__c');
    assert.equal(layouts, null);
    assert.equal(org.requests().length, before + 1);
    const [first] = recordTypeMappings;
    const layout = await describeLayout(client, 'Showcase__c', first?.recordTypeId ?? '');
    assert.equal(layout.id, first?.layoutId);
    const { path } = org.requests().at(-1) ?? {};
    assert.equal(path, first?.urls.layout);
  });

  it('travel with the other reads of the moment', async () => {
    const before = org.requests().length;
    const [all, compact, described] = await Promise.all([
      describeLayouts(client, 'Lead'),
      describeCompactLayouts(client, 'Lead'),
      describeSObject(client, 'Lead'),
    ]);
    assert.equal(all.layouts?.length, 1);
    const [layout] = compact.compactLayouts;
    assert.equal(layout?.objectType, 'Lead');
    assert.equal(compact.defaultCompactLayoutId, layout?.id);
    assert.equal(layout?.fieldItems[0]?.layoutComponents[0]?.value, 'Name');
    assert.equal(described.name, 'Lead');
    assert.deepEqual(
      org
        .requests()
        .slice(before)
        .map(({ path }) => path),
      ['/services/data/v66.0/composite'],
    );
  });

  it('come again only where they were modified since', async () => {
    for (const request of [
      layoutsRequest('Contact'),
      layoutRequest('Contact', master),
      compactLayoutsRequest('Contact'),
    ]) {
      const first = await readMetadata(client, request);
      assert.ok(first.lastModified);
      assert.equal(await readMetadata(client, { ...request, since: first.lastModified }), undefined);
      const since = new Date(0).toUTCString();
      assert.deepEqual(await readMetadata(client, { ...request, since }), first);
    }
  });

  it('are refused before any request by names and ids that are none', async () => {
    const before = org.requests().length;
    assert.equal((await failureOf(describeLayouts(client, 'A B'))).code, 'UNKNOWN_OBJECT');
    assert.equal((await failureOf(describeCompactLayouts(client, '../x'))).code, 'UNKNOWN_OBJECT');
    assert.equal((await failureOf(describeLayout(client, 'Lead', 'x/y'))).code, 'MALFORMED_ID');
    assert.equal(org.requests().length, before);
    assert.equal((await failureOf(describeLayouts(client, 'Group'))).code, 'NOT_FOUND');
  });
});
