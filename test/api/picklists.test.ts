import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Client } from '../../src/api/client.ts';
import { describeSObject } from '../../src/api/describe.ts';
import type { PicklistFieldValues } from '../../src/api/layout-types.ts';
import { getPicklistValues } from '../../src/api/picklists.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

describe('picklists of a record type', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
  });
  after(() => org.close());

  const offered = ({ values }: PicklistFieldValues) => values.map(({ value }) => value);

  it('offer what the record type does, dependent values by position', async () => {
    const { recordTypeInfos } = await describeSObject(client, 'Showcase__c');
    const permanent = recordTypeInfos.find(({ developerName }) => developerName === 'Permanent');
    const fields = await getPicklistValues(client, 'Showcase__c', permanent?.recordTypeId ?? '');
    assert.deepEqual(fields.Colour__c && offered(fields.Colour__c), ['Red', 'Green']);
    const dependent = Object.values(fields).find(
      ({ controllerValues }) => Object.keys(controllerValues).length > 0,
    );
    assert.ok(dependent);
    const positions = new Set(Object.values(dependent.controllerValues));
    const used = dependent.values.flatMap(({ validFor }) => validFor);
    assert.ok(used.length > 0 && used.every((position) => positions.has(position)));
  });

  it('never go in a composite request, which the UI API takes no part in', async () => {
    const before = org.requests().length;
    await Promise.all(
      ['Contact', 'Lead'].map((name) => getPicklistValues(client, name, '012000000000000AAA')),
    );
    const paths = org
      .requests()
      .slice(before)
      .map(({ path }) => path);
    assert.deepEqual(
      paths.sort(),
      ['Contact', 'Lead'].map(
        (name) => `/services/data/v66.0/ui-api/object-info/${name}/picklist-values/012000000000000AAA`,
      ),
    );
  });

  it('say what is wrong with a name or an id', async () => {
    assert.equal(
      (await failureOf(getPicklistValues(client, 'x y', '012000000000000AAA'))).code,
      'UNKNOWN_OBJECT',
    );
    assert.equal((await failureOf(getPicklistValues(client, 'Lead', 'master'))).code, 'MALFORMED_ID');
    const error = await failureOf(getPicklistValues(client, 'Lead', '012000000000001AAA'));
    assert.deepEqual([error.status, error.code], [400, 'INVALID_PARAMETER_VALUE']);
  });
});
