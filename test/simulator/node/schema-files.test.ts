import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startOrg } from '../../support/start-org.ts';
import { withOrg } from './with-org.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sf-schema-'));
});
after(() => rm(folder, { recursive: true }));

/** Writes files into a folder of their own. The answer is its path. */
async function save(name: string, files: Record<string, unknown>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return path;
}

const textField = { name: 'Colour__c', type: 'string', length: 20 };
const crate = { name: 'Crate__c', fields: [textField] };

describe('describes in files', () => {
  it('are read from a folder, also as the sf command saves them, and nothing else in it', async () => {
    const schemaPath = await save('several', {
      'Crate__c.json': `\uFEFF${JSON.stringify(crate)}`,
      'Lid__c.json': { status: 0, result: { name: 'Lid__c', fields: [textField] }, warnings: [] },
      'notes.txt': 'no JSON',
    });
    await withOrg({ schemaPath }, async ({ create }) => {
      for (const name of ['Crate__c', 'Lid__c']) await create(name, { Colour__c: 'red' });
    });
  });

  it('are read from one file', async () => {
    const path = await save('one', { 'Crate__c.json': crate, 'bad.json': 'no JSON' });
    const schemaPath = join(path, 'Crate__c.json');
    await withOrg({ schemaPath }, ({ create }) => create('Crate__c', { Colour__c: 'red' }));
  });

  it('survive with their records in a data file, whether they are given again or not', async () => {
    const schemaPath = await save('kept', { 'Crate__c.json': crate });
    const dataFile = join(folder, 'kept.sqlite');
    const id = await withOrg({ schemaPath, dataFile }, ({ create }) =>
      create('Crate__c', { Colour__c: 'red' }),
    );
    const wider = { ...crate, fields: [textField, { name: 'Width__c', type: 'double', precision: 8 }] };
    await writeFile(join(schemaPath, 'Crate__c.json'), JSON.stringify(wider));
    for (const options of [{ dataFile, schemaPath }, { dataFile }]) {
      await withOrg(options, async ({ query, create }) => {
        const { records } = await query(`SELECT Colour__c, Width__c FROM Crate__c WHERE Id = '${id}'`);
        assert.deepEqual([records[0].Colour__c, records[0].Width__c], ['red', null]);
        const another = await create('Crate__c', { Colour__c: 'blue', Width__c: 2 });
        assert.equal(another.slice(0, 3), id.slice(0, 3));
      });
    }
    const { totalSize } = await withOrg({ dataFile }, ({ query }) => query('SELECT Id FROM Crate__c'));
    assert.equal(totalSize, 3);
  });

  it('are refused by the name of their file', async () => {
    const cases: [name: string, files: Record<string, unknown>, message: RegExp][] = [
      [
        'text',
        { 'A.json': 'Name,Phone' },
        /A\.json cannot be read \(no JSON: .*\)\. Save a describe with: sf/,
      ],
      ['global', { 'B.json': { sobjects: [] } }, /B\.json is no describe.*list of all objects/],
      ['none', { 'C.json': { name: 'C__c' } }, /C\.json is no describe.*C__c has no "fields"/],
      [
        'wrong',
        { 'D.json': { name: 'D__c', fields: [{ ...textField, length: 'x' }] } },
        /D\.json .*D__c\.Colour__c has a string as "length"/,
      ],
      [
        'twice',
        { 'F.json': crate, 'G.json': { ...crate, name: 'crate__c' } },
        /F\.json and .*G\.json both describe crate__c/,
      ],
      ['empty', { 'E.txt': '' }, /empty has no \*\.json files/],
    ];
    for (const [name, files, message] of cases) {
      await assert.rejects(startOrg({ schemaPath: await save(name, files) }), message);
    }
    const schemaPath = join(folder, 'nowhere');
    await assert.rejects(startOrg({ schemaPath }), /nowhere cannot be read \(no such file or directory\)/);
  });
});
