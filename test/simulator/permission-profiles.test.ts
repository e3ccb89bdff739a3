import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, GlobalDescribe, SObjectDescribe } from '../../src/api/types.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

const mei = 'mei@northwind.example';
const master = '012000000000000AAA';

describe('whatever a profile takes away', () => {
  let org: RestOrg;
  let mine: ReturnType<typeof restClient>;
  let objects: SObjectDescribe[];
  before(async () => {
    org = await openOrg({ stateAndCountryPicklists: true, personAccounts: true, multiCurrency: true });
    const ada = restClient(org);
    mine = restClient(org, mei);
    const { sobjects }: GlobalDescribe = (await ada.get('/sobjects')).body;
    objects = await Promise.all(
      sobjects.map(async ({ name }) => (await ada.get(`/sobjects/${name}/describe`)).body),
    );
  });
  after(() => org.close());

  /** Asks for all there is of an object. Nothing may fail as a program does. */
  async function askAll(name: string): Promise<void> {
    const { body } = await mine.get(`/sobjects/${name}/listviews`);
    const views = (Array.isArray(body) ? [] : body.listviews).map(
      ({ url }: { url: string }) => `${url}/results`,
    );
    const soql = encodeURIComponent(`SELECT FIELDS(ALL) FROM ${name} LIMIT 5`);
    const { records = [] } = (await mine.get(`/query?q=${soql}`)).body;
    const id =
      records[0]?.Id ?? `${objects.find((object) => object.name === name)?.keyPrefix}000000000000AAA`;
    for (const path of [
      `/sobjects/${name}`,
      `/sobjects/${name}/describe`,
      `/sobjects/${name}/describe/layouts/${master}`,
      `/sobjects/${name}/describe/compactLayouts`,
      `/ui-api/object-info/${name}/picklist-values/${master}`,
      `/sobjects/${name}/${id}`,
      '/recent',
      ...views,
    ]) {
      const { status } = await mine.get(path);
      assert.ok(status < 500, `GET ${path}: ${status}`);
    }
    for (const [method, path] of [
      ['POST', `/sobjects/${name}`],
      ['PATCH', `/sobjects/${name}/${id}`],
    ] as const) {
      const { status } = await mine.call(method, path, {});
      assert.ok(status < 500, `${method} ${path}: ${status}`);
    }
  }

  const isPart = ({ compoundFieldName, name }: FieldDescribe) =>
    compoundFieldName !== null && compoundFieldName !== name;
  const secured = ({ name, fields }: SObjectDescribe) =>
    fields.filter((field) => field.permissionable && !isPart(field)).map((field) => `${name}.${field.name}`);

  test('an object: nothing fails that refers to it', async () => {
    for (const { name } of objects) {
      await org.setPermissions(mei, { objects: { [name]: { allowRead: false } } });
      const refers = ({ fields }: SObjectDescribe) =>
        fields.some(({ referenceTo }) => referenceTo.includes(name));
      for (const other of objects) if (other.name === name || refers(other)) await askAll(other.name);
    }
  });

  test('all fields that can be: nothing fails, and none of them can be written', async () => {
    for (const object of objects) {
      const paths = secured(object);
      for (const permission of [{ readable: false }, { editable: false }]) {
        await org.setPermissions(mei, {
          fields: Object.fromEntries(paths.map((path) => [path, permission])),
        });
        await askAll(object.name);
      }
      const { body } = await mine.get(`/sobjects/${object.name}/describe`);
      const writable = body.fields.filter(
        (field: FieldDescribe) => field.permissionable && (field.createable || field.updateable),
      );
      assert.deepEqual(writable, [], object.name);
    }
  });
});
