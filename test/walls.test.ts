import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The table of docs/architecture.md. Every room may import `errors`, and `api/types` besides. */
const mayImport: Record<string, readonly string[]> = {
  define: ['elements', 'theme'],
  elements: ['fields', 'connection', 'events', 'theme', 'i18n', 'api'],
  fields: ['events', 'theme', 'i18n'],
  connection: ['auth', 'api', 'events'],
  auth: [],
  api: [],
  events: [],
  theme: [],
  i18n: [],
  errors: [],
  simulator: [],
};

const packages: Record<string, readonly string[]> = {
  'oidc-client-ts': ['auth'],
  'sql.js': ['simulator'],
  '@jetstreamapp/soql-parser-js': ['api', 'simulator'],
  'idb-keyval': ['connection'],
  papaparse: ['api'],
  'node:fs': ['simulator'],
  lit: [
    'define',
    'elements',
    'fields',
    'connection',
    'auth',
    'events',
    'theme',
    'i18n',
    'errors',
    'simulator',
  ],
};

const rooms = Object.keys(mayImport);

/** The modules that stand in no room, and the rooms they may import. */
const entries: Record<string, readonly string[]> = {
  'cdn.ts': ['define'],
  'index.ts': rooms.filter((room) => room !== 'define' && room !== 'simulator'),
};

describe('the walls between the rooms', () => {
  let folder = '';
  let refused = new Set<string>();

  before(async () => {
    // Outside the project: the linter passes over node_modules, and the project's own lint must not see these.
    folder = await mkdtemp(join(tmpdir(), 'walls-'));
    await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
    await copyFile(join(root, '.gitignore'), join(folder, '.gitignore'));
    for (const room of rooms) {
      for (const other of rooms) await probe(room, other, `../../${other}/thing.ts`);
      await probe(room, 'api-types', '../../api/types.ts');
      for (const name of Object.keys(packages)) await probe(room, name, name);
    }
    const imports = [...rooms.map((room) => `./${room}/thing.ts`), ...Object.keys(packages)];
    for (const entry of Object.keys(entries)) {
      const lines = imports.map((specifier) => `export type * from '${specifier}';\n`);
      await writeFile(join(folder, 'src', entry), lines.join(''));
    }
    refused = await refusedImports(folder);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function probe(room: string, name: string, specifier: string): Promise<void> {
    const file = join(folder, fileOf(room, name));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `import type { Thing } from '${specifier}';\n\nexport type Other = Thing;\n`);
  }

  for (const room of rooms) {
    it(`${room} may import what the table says, and nothing else`, () => {
      const others = rooms.filter((other) => other !== room);
      const open = others.filter((other) => !refused.has(fileOf(room, other)));
      const allowed = new Set([...(mayImport[room] ?? []), 'errors']);
      assert.deepEqual(
        open,
        others.filter((other) => allowed.has(other)),
      );
      assert.ok(!refused.has(fileOf(room, room)), 'its own modules');
      assert.ok(!refused.has(fileOf(room, 'api-types')), 'the types of api');
    });

    it(`${room} uses only the packages that are its business`, () => {
      for (const [name, users] of Object.entries(packages)) {
        assert.equal(refused.has(fileOf(room, name)), !users.includes(room), name);
      }
    });
  }

  for (const [entry, allowed] of Object.entries(entries)) {
    it(`${entry} may import ${allowed.join(', ')}, and no package`, () => {
      const names = [...rooms, ...Object.keys(packages)];
      const open = names.filter((_, index) => !refused.has(`src/${entry}:${index + 1}`));
      assert.deepEqual(open, allowed);
    });
  }
});

function fileOf(room: string, name: string): string {
  return `src/${room}/imports/${name.replaceAll(/\W/g, '-')}.ts`;
}

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

/** Files in which the linter finds an import that is not allowed, and their lines: `PATH` and `PATH:LINE`. */
async function refusedImports(folder: string): Promise<Set<string>> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [
    biome,
    'lint',
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
    '.',
  ];
  const output = await new Promise<string>((resolve) => {
    // It ends with 1, since it finds what it should.
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  const found = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
  assert.equal(found.length, diagnostics.length, output);
  return new Set(found.flatMap(({ location: { path, start } }) => [path, `${path}:${start.line}`]));
}
