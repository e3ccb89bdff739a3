import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Script } from 'node:vm';
import { build, transform } from 'esbuild';

const dist = new URL('../dist/', import.meta.url);

async function inPlainNode(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return stdout.trim();
}

describe('the package', () => {
  it('imports in plain Node without side effects', async () => {
    const stdout = await inPlainNode(`
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      const kit = await import(${JSON.stringify(new URL('index.js', dist).href)});
      const added = Object.getOwnPropertyNames(globalThis).filter((key) => !before.has(key));
      const registered = kit.SfConnection && customElements.get('sf-connection') !== undefined;
      console.log(JSON.stringify({ added, exported: Object.keys(kit), registered }));`);
    const { added, exported, registered } = JSON.parse(stdout) as {
      added: string[];
      exported: string[];
      registered: boolean;
    };
    assert.ok(exported.includes('SfConnection'), `exports ${exported}`);
    assert.equal(registered, false);
    // Lit's own: its versions, so that a second copy can be told, and in Node an empty element registry.
    assert.deepEqual(
      added.filter((name) => !/^(lit|reactiveElement|customElements$)/.test(name)),
      [],
    );
  });

  it('offers the REST client by itself, in plain Node without side effects', async () => {
    const stdout = await inPlainNode(`
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      const api = await import('sf-elements/api');
      const added = Object.getOwnPropertyNames(globalThis).filter((key) => !before.has(key));
      console.log(JSON.stringify({ added, exported: Object.keys(api) }));`);
    const { added, exported } = JSON.parse(stdout) as { added: string[]; exported: string[] };
    assert.deepEqual(added, []);
    for (const name of ['createClient', 'getRecord', 'query', 'soql', 'SfError']) {
      assert.ok(exported.includes(name), `exports ${exported}`);
    }
  });

  it('offers the simulated org in a service worker, in plain Node without side effects', async () => {
    const stdout = await inPlainNode(`
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      const worker = await import('sf-elements/simulator/worker');
      const added = Object.getOwnPropertyNames(globalThis).filter((key) => !before.has(key));
      console.log(JSON.stringify({ added, exported: Object.keys(worker) }));`);
    assert.deepEqual(JSON.parse(stdout), {
      added: [],
      exported: ['registerSimulatedOrg', 'simulatedOrgSwitches'],
    });
  });

  it('has the service worker as a classic script in one piece, which every browser takes', async () => {
    const script = fileURLToPath(import.meta.resolve('sf-elements/sf-simulated-org-worker.js'));
    const code = await readFile(script, 'utf8');
    assert.doesNotThrow(() => new Script(code));
    assert.doesNotMatch(code, /\bimport\(|\bimportScripts\(/);
    const licenses = await readFile(script.replace('.js', '.licenses.txt'), 'utf8');
    assert.match(licenses, /^sql\.js 1\./m);
  });

  it('knows its own version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
    const { VERSION } = await import('../src/elements/define-element.ts');
    assert.equal(VERSION, version);
  });

  it('registers nothing when its classes are imported where elements can be registered', async () => {
    const stdout = await inPlainNode(`
      const tags = [];
      globalThis.customElements = { get: () => undefined, define: (tag) => tags.push(tag) };
      await import(${JSON.stringify(new URL('index.js', dist).href)});
      console.log(JSON.stringify(tags));`);
    assert.deepEqual(JSON.parse(stdout), []);
  });

  it('lists every module with side effects', async () => {
    const manifest = JSON.parse(await readFile(new URL('../package.json', dist), 'utf8')) as {
      sideEffects: string[];
    };
    // The sources too: Storybook bundles them.
    const modules = [
      './dist/cdn.js',
      './dist/define/*.js',
      './dist/sf-elements.js',
      './dist/simulator/node/cli.js',
      './src/cdn.ts',
      './src/define/*.ts',
      './src/simulator/node/cli.ts',
    ];
    assert.deepEqual(manifest.sideEffects, modules);
  });
});

/** Named in messages of the SOQL parser to those who write grammars. */
const parserDocumentation = ['chevrotain.io', 'github.com', 'en.wikipedia.org'];

describe('the bundles', () => {
  it('is an ES module, and so is each of its chunks', async () => {
    for (const [name, code] of await bundleFiles()) {
      await assert.doesNotReject(transform(code, { format: 'esm', loader: 'js' }), name);
    }
  });

  it('imports nothing but its own chunks', async () => {
    for (const [name] of await bundleFiles()) {
      const { metafile } = await build({
        entryPoints: [fileURLToPath(new URL(name, dist))],
        bundle: true,
        external: ['*'],
        format: 'esm',
        metafile: true,
        write: false,
      });
      for (const { imports } of Object.values(metafile.inputs)) {
        for (const { path } of imports) assert.match(path, /^\.\.?\/[\w./-]+\.js$/, name);
      }
    }
  });

  it('names no other host', async () => {
    // Placeholders in messages that say what an attribute should look like, and the loopback address.
    const known = new Set(['acme.my.salesforce.com', '127.0.0.1', ...parserDocumentation]);
    for (const [name, code] of await bundleFiles()) {
      const hosts = [...code.matchAll(/https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)].map(
        (found) => found[1] ?? '',
      );
      assert.deepEqual(
        hosts.filter((host) => !known.has(host)),
        [],
        name,
      );
    }
  });

  it('holds nothing of the simulated org', async () => {
    for (const [name, code] of await bundleFiles())
      assert.doesNotMatch(code, /simulat|sql\.js|sqlite/i, name);
  });
});

async function bundleFiles(): Promise<[string, string][]> {
  const chunks = await Promise.all(['chunks', 'api-chunks'].map(scriptsIn));
  const names = ['sf-elements.js', 'sf-elements-api.js', 'callback.js', ...chunks.flat()];
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(new URL(name, dist), 'utf8')]),
  );
}

async function scriptsIn(folder: string): Promise<string[]> {
  const names = await readdir(new URL(`${folder}/`, dist));
  return names.filter((name) => name.endsWith('.js')).map((name) => `${folder}/${name}`);
}
