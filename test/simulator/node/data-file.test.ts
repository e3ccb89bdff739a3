import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { end } from '../../support/processes.ts';
import { startOrg } from '../../support/start-org.ts';
import { exchange, Visitor } from '../sign-in.ts';
import { runCli, withCli } from './run-cli.ts';
import { withOrg } from './with-org.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sf-data-'));
});
after(() => rm(folder, { recursive: true }));

/** Waits until `holds` does; fails after ten seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `still not so: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function namesOf(dataFile: string): Promise<string[]> {
  const soql = "SELECT Name FROM Account WHERE Name LIKE 'Kept%'";
  const { records } = await withOrg({ dataFile }, ({ query }) => query(soql));
  return records.map(({ Name }: { Name: string }) => Name);
}

describe('a data file', () => {
  it('keeps the records of an org that was closed', async () => {
    const dataFile = join(folder, 'closed.sqlite');
    await withOrg({ dataFile }, ({ create }) => create('Account', { Name: 'Kept' }));
    assert.deepEqual(await namesOf(dataFile), ['Kept']);
  });

  it('is there from the start, and written again only where something has changed', async () => {
    const dataFile = join(folder, 'idle.sqlite');
    let first: Buffer = Buffer.of();
    await withOrg({ dataFile }, async ({ query }) => {
      first = await readFile(dataFile);
      await query('SELECT Id FROM Account');
      await rm(dataFile);
    });
    assert.equal(existsSync(dataFile), false);
    await writeFile(dataFile, first);
    await withOrg({ dataFile }, () => rm(dataFile));
    assert.equal(existsSync(dataFile), false);
  });

  it('has a record within a second, so that it outlives a process that is killed', async () => {
    const dataFile = join(folder, 'killed.sqlite');
    await withCli(['--data', dataFile], async (url, child) => {
      await createAt(url, 'Kept');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await end(child, 'SIGKILL');
    });
    assert.deepEqual(await namesOf(dataFile), ['Kept']);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`has what was written right before ${signal}`, async () => {
      const dataFile = join(folder, `${signal}.sqlite`);
      await withCli(['--data', dataFile], async (url, child) => {
        await createAt(url, 'Kept');
        assert.equal(await end(child, signal), 0);
      });
      assert.deepEqual(await namesOf(dataFile), ['Kept']);
    });
  }

  it('is whole, old or new, however a write of it is killed', async () => {
    const path = join(folder, 'halfway');
    const modulePath = resolve(import.meta.dirname, '../../../src/simulator/node/data-file.ts');
    const script = `
      const { replaceFile } = await import(${JSON.stringify(modulePath)});
      for (let fill = 2; ; fill++) await replaceFile(${JSON.stringify(path)}, new Uint8Array(2 ** 24).fill(fill));`;
    await writeFile(path, new Uint8Array(2 ** 24).fill(1));
    for (let run = 0; run < 3; run++) {
      await rm(`${path}.part`, { force: true });
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
      await until(() => existsSync(`${path}.part`)).finally(() => end(child, 'SIGKILL'));
      const found = await readFile(path);
      assert.equal(found.length, 2 ** 24);
      assert.ok(found.equals(new Uint8Array(2 ** 24).fill(found[0] ?? 0)), 'of one write');
    }
  });

  it('stays as it was where it cannot be written, and is written once it can', async () => {
    const warn = mock.method(console, 'warn', () => {});
    const dataFile = join(folder, 'barred.sqlite');
    await withOrg({ dataFile }, async ({ create }) => {
      const before = await readFile(dataFile);
      await mkdir(`${dataFile}.part`);
      await create('Account', { Name: 'Kept' });
      await until(() => warn.mock.callCount() > 0);
      assert.match(String(warn.mock.calls[0]?.arguments[0]), /barred\.sqlite cannot be written \(illegal op/);
      assert.ok(before.equals(await readFile(dataFile)));
      await rm(`${dataFile}.part`, { recursive: true });
      await until(async () => !before.equals(await readFile(dataFile)));
    });
    warn.mock.restore();
    assert.deepEqual(await namesOf(dataFile), ['Kept']);
  });

  it('is refused by name and left alone where it is none', async () => {
    const dataFile = join(folder, 'accounts.csv');
    await writeFile(dataFile, 'Name\nAcme\n');
    await assert.rejects(
      startOrg({ dataFile }),
      /accounts\.csv cannot be used\. The data is no SQLite database/,
    );
    assert.equal(await readFile(dataFile, 'utf8'), 'Name\nAcme\n');
  });

  it('is refused by name where it cannot be read or written', async () => {
    await assert.rejects(
      startOrg({ dataFile: folder }),
      /cannot be read \(illegal operation on a directory\)/,
    );
    const dataFile = join(folder, 'missing', 'x.sqlite');
    await assert.rejects(startOrg({ dataFile }), /x\.sqlite cannot be written \(no such file or directory\)/);
  });

  it('stays behind the link that names it, with the rights it has', async () => {
    const dataFile = join(folder, 'private.sqlite');
    const link = join(folder, 'link.sqlite');
    await withOrg({ dataFile }, () => Promise.resolve());
    await chmod(dataFile, 0o600);
    await symlink(dataFile, link);
    await withOrg({ dataFile: link }, ({ create }) => create('Account', { Name: 'Kept' }));
    assert.ok((await lstat(link)).isSymbolicLink());
    assert.equal((await stat(dataFile)).mode & 0o777, 0o600);
    assert.deepEqual(await namesOf(dataFile), ['Kept']);
  });

  it('is refused while an org has it, by whichever name, in this process or another', async () => {
    const dataFile = join(folder, 'shared.sqlite');
    const link = join(folder, 'shared-link.sqlite');
    const inUse = (pid: number | undefined) => new RegExp(`shared\\.sqlite is in use by process ${pid}\\. `);
    await withOrg({ dataFile }, async ({ create }) => {
      await symlink(dataFile, link);
      for (const name of [dataFile, link]) {
        await assert.rejects(startOrg({ dataFile: name }), inUse(process.pid));
      }
      const { code, complaints } = await runCli(['--port', '0', '--data', dataFile]);
      assert.equal(code, 1);
      assert.match(complaints, inUse(process.pid));
      await create('Account', { Name: 'Kept' });
    });
    await withCli(['--data', dataFile], async (_url, child) => {
      await assert.rejects(startOrg({ dataFile }), inUse(child.pid));
      await end(child, 'SIGKILL');
    });
    assert.deepEqual(await namesOf(dataFile), ['Kept'], 'a process that was killed has it no longer');
  });

  it('can be had again where another process has the number of the one that was killed', async () => {
    const dataFile = join(folder, 'container.sqlite');
    await writeFile(`${dataFile}.lock`, `${process.pid} 1`);
    await withOrg({ dataFile }, ({ create }) => create('Account', { Name: 'Kept' }));
    assert.deepEqual(await namesOf(dataFile), ['Kept']);
  });

  it('can be had again where the port was taken', async () => {
    const dataFile = join(folder, 'port.sqlite');
    const org = await startOrg();
    const port = Number(new URL(org.url).port);
    await assert.rejects(startOrg({ dataFile, port }), { code: 'EADDRINUSE' });
    await org.close();
    assert.deepEqual(await namesOf(dataFile), []);
  });

  it('leaves nothing beside it', async () => {
    const dataFile = join(folder, 'alone', 'x.sqlite');
    await mkdir(join(folder, 'alone'));
    await (await startOrg({ dataFile })).close();
    assert.deepEqual(await readdir(join(folder, 'alone')), ['x.sqlite']);
  });
});

/** Creates an account at an org in another process, as somebody who signs in there. */
async function createAt(url: string, name: string): Promise<void> {
  const { body: token } = await exchange(url, await new Visitor(url).connect());
  const response = await fetch(`${url}/services/data/v66.0/sobjects/Account`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Name: name }),
  });
  assert.equal(response.status, 201);
}
