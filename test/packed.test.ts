import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type Project, unpackedProject } from './support/packed.ts';
import { end, urlFrom } from './support/processes.ts';

describe('the packed tarball', () => {
  let project: Project;
  let command: string;

  before(async () => {
    project = await unpackedProject();
    const own = join(project.folder, 'node_modules/sf-elements');
    const { bin } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'));
    command = join(own, bin['sf-simulated-org']);
    await project.link('@jetstreamapp/soql-parser-js');
  });
  after(() => project.remove());

  it('holds what is built, and papers', () => {
    const others = project.files.filter((path) => !path.startsWith('dist/')).sort();
    assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    for (const path of ['index.js', 'index.d.ts', 'sf-elements.js', 'simulator/index.d.ts']) {
      assert.ok(project.files.includes(`dist/${path}`), path);
    }
    assert.deepEqual(
      project.files.filter((path) => /\.test\.|\.sqlite/.test(path)),
      [],
    );
  });

  it('says in a line that its command needs sql.js', async () => {
    const failed = await promisify(execFile)(process.execPath, [command]).catch((error) => error);
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /^The simulated org keeps its records in sql\.js, .* npm install sql\.js\n$/);
  });

  it('serves a simulated org by its command, beside sql.js', async () => {
    await project.link('sql.js');
    assert.match(await readFile(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    const args = [command, '--port', '0', '--allow-origin', 'https://shop.example', '--data', 'org.sqlite'];
    const child = spawn(process.execPath, args, {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const url = await urlFrom(child);
      const response = await fetch(`${url}/services/data`, { headers: { origin: 'https://shop.example' } });
      assert.equal(response.headers.get('access-control-allow-origin'), 'https://shop.example');
      assert.equal(await end(child, 'SIGTERM'), 0);
    } finally {
      child.kill('SIGKILL');
    }
    const data = await readFile(join(project.folder, 'org.sqlite'), 'latin1');
    assert.ok(data.startsWith('SQLite format 3'));
  });

  it('runs the test that the README shows', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);
    const example = examples.find((code) => code.includes('createSimulatedOrg(')) ?? '';
    const file = join(project.folder, 'example.test.mjs');
    await writeFile(file, example);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const args = ['--test', '--test-reporter=tap', file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project.folder, env });
    assert.match(stdout, /^ *ok 1 - finds the contacts of an account$/m);
  });

  it('offers the simulated org to tests, as a function and over HTTP', async () => {
    const script = `
      import { createSimulatedOrg } from 'sf-elements/simulator';
      import { serveSimulatedOrg } from 'sf-elements/simulator/node';
      const org = await createSimulatedOrg({ scale: 'small' });
      const served = await serveSimulatedOrg({ port: 0, scale: 'small' });
      const { accessToken } = org.signIn();
      const url = org.origin + '/services/data/v66.0/query?q=SELECT+COUNT()+FROM+Contact';
      const headers = { authorization: 'Bearer ' + accessToken };
      const inside = await org.handle(new Request(url, { headers }));
      const outside = await fetch(served.url + '/services/data');
      console.log(JSON.stringify([(await inside.json()).totalSize, outside.status]));
      await served.close();
      org.close();`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { cwd: project.folder },
    );
    assert.deepEqual(JSON.parse(stdout), [200, 200]);
  });
});
