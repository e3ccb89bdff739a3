import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type PageServer, servePages } from '../../scripts/serve-pages.ts';

describe('servePages', () => {
  let folder = '';
  let server: PageServer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-'));
    await mkdir(join(folder, 'pages/inner'), { recursive: true });
    await mkdir(join(folder, 'pages-beside'));
    await mkdir(join(folder, 'built'));
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'pages-beside/secret.txt'), 'secret');
    await writeFile(join(folder, 'pages/.hidden'), 'secret');
    await writeFile(join(folder, 'pages/index.html'), '<p>Home');
    await writeFile(join(folder, 'pages/inner/index.html'), '<p>Inner');
    await writeFile(join(folder, 'pages/both.js'), '"pages"');
    await writeFile(join(folder, 'built/both.js'), '"built"');
    await writeFile(join(folder, 'built/kit.js'), '"kit"');
    const roots = [join(folder, 'pages'), join(folder, 'built')];
    server = await servePages({ port: 0, roots, connectTo: ['http://localhost:4100'] });
  });

  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** `fetch` would tidy the path up before sending it. */
  function get(
    path: string,
    method = 'GET',
  ): Promise<{ status: number; type?: string; policy: string; body: string }> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      request({ hostname, port, path, method }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => {
          const { 'content-type': type, 'content-security-policy': policy } = response.headers;
          resolve({ status: response.statusCode ?? 0, type, policy: String(policy), body });
        });
      })
        .on('error', reject)
        .end();
    });
  }

  it('serves the index of a folder, and the first root that has a file', async () => {
    const home = await get('/?query');
    assert.deepEqual([home.status, home.type, home.body], [200, 'text/html; charset=utf-8', '<p>Home']);
    assert.equal((await get('/inner/')).body, '<p>Inner');
    assert.equal((await get('/both.js')).body, '"pages"');
    const kit = await get('/kit.js');
    assert.deepEqual([kit.type, kit.body], ['text/javascript; charset=utf-8', '"kit"']);
  });

  it('sends the strict policy with every answer, open only to the origins named', async () => {
    for (const path of ['/', '/missing']) {
      const { policy } = await get(path);
      assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; /);
      assert.match(policy, /; connect-src 'self' http:\/\/localhost:4100; /);
      assert.match(policy, /; require-trusted-types-for 'script'; /);
    }
  });

  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/inner/../../secret.txt',
    '/../pages-beside/secret.txt',
    '//secret.txt',
    '/.hidden',
    '/%00',
    '/%',
    '/inner',
    '/missing',
  ]) {
    it(`does not find ${path}`, async () => {
      const { status, body } = await get(path);
      assert.deepEqual([status, body], [404, 'Not found']);
    });
  }

  it('takes no method but GET and HEAD', async () => {
    assert.equal((await get('/', 'POST')).status, 405);
    const head = await get('/', 'HEAD');
    assert.deepEqual([head.status, head.body], [200, '']);
  });
});
