/**
 * What a page loads, minified and after brotli 11, against its budget. Needs what `npm run build` makes. With
 * `-- --modules` it lists each module's share before minifying.
 */
import { relative } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type OutputChunk, type RollupOutput, rollup } from 'rollup';
import { minify, minifyStyles } from './minify.ts';
import { brotliSize, kibibytes } from './sizes.ts';

interface Load {
  readonly name: string;
  /** Source of the module that the page begins with. */
  readonly entry: string;
  /** Modules loaded on demand that the page has come to need, with what they need; `all` as one file. */
  readonly lazy: readonly string[] | 'all';
  /** KiB. */
  readonly budget?: number;
}

const button = defining('sf-connection', 'sf-connect-button');
const all = button + defining('sf-record-form', 'sf-query-table');
const api = exporting(
  'createClient',
  'getRecord',
  'createRecord',
  'updateRecord',
  'deleteRecord',
  'upsertRecord',
  'query',
  'queryNext',
  'queryPages',
  'describeSObject',
  'describeGlobal',
);
const data = ['api/client.js', 'connection/load-user.js'];
const records = [...data, 'connection/metadata/metadata.js'];
const signedIn = [...data, 'auth/sign-ins.js', 'auth/pkce-flow.js', 'auth/session-keeper.js'];
const loads: readonly Load[] = [
  { name: 'connection and connect button, before a click', entry: button, lazy: [], budget: 16 },
  { name: 'the same, signed in', entry: button, lazy: signedIn, budget: 32 },
  { name: 'connection, button, form and table, with data', entry: all, lazy: records, budget: 50 },
  { name: 'the same, signed in by OAuth on this page', entry: all, lazy: [...records, ...signedIn] },
  { name: '`sf-elements/api`: client, records, query and describe', entry: api, lazy: 'all', budget: 9 },
];

const listsModules = process.argv.includes('--modules');
let isOver = false;
for (const { name, entry, lazy, budget } of loads) {
  const chunks = await loadedChunks(entry, lazy);
  const bytes = chunks.reduce((total, { code }) => total + brotliSize(code), 0);
  const isOverThis = budget !== undefined && bytes > budget * 1024;
  isOver ||= isOverThis;
  const limit = budget === undefined ? '' : ` of ${budget} KiB${isOverThis ? '  OVER BUDGET' : ''}`;
  console.log(`${name.padEnd(56)}${kibibytes(bytes)}${limit}`);
  if (listsModules) printModules(chunks);
}
process.exit(isOver ? 1 : 0);

function defining(...tags: string[]): string {
  return tags.map((tag) => `import '${process.cwd()}/dist/define/${tag}.js';\n`).join('');
}

function exporting(...names: string[]): string {
  return `export { ${names.join(', ')} } from '${process.cwd()}/dist/api/index.js';\n`;
}

function printModules(chunks: readonly OutputChunk[]): void {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
  for (const [id, { renderedLength }] of modules.sort((a, b) => b[1].renderedLength - a[1].renderedLength)) {
    if (renderedLength > 0) console.log(`  ${kibibytes(renderedLength)}  ${relative('.', id)}`);
  }
}

async function loadedChunks(entry: string, lazy: Load['lazy']): Promise<OutputChunk[]> {
  const { output } = await bundle(entry, { inOneFile: lazy === 'all' });
  const chunks = new Map<string, OutputChunk>();
  for (const item of output) if (item.type === 'chunk') chunks.set(item.fileName, item);
  if (lazy === 'all') return [...chunks.values()];
  const loaded = new Set<OutputChunk>();
  const load = (chunk: OutputChunk | undefined) => {
    if (!chunk || loaded.has(chunk)) return;
    loaded.add(chunk);
    for (const name of chunk.imports) load(chunks.get(name));
  };
  for (const chunk of chunks.values()) if (chunk.isEntry) load(chunk);
  for (const module of lazy) {
    const holder = [...chunks.values()].find(({ moduleIds }) =>
      moduleIds.some((id) => id.endsWith(`/dist/${module}`)),
    );
    if (!holder) throw new Error(`No chunk holds ${module}.`);
    load(holder);
  }
  return [...loaded];
}

async function bundle(source: string, { inOneFile }: { inOneFile: boolean }): Promise<RollupOutput> {
  const entry = '\0page';
  const build = await rollup({
    input: entry,
    context: 'globalThis',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
      nodeResolve({ browser: true }),
      minifyStyles(),
      minify(),
    ],
  });
  try {
    // The hash in a file's name compresses differently with each change, by some 60 bytes.
    return await build.generate({
      format: 'es',
      chunkFileNames: '[name].js',
      inlineDynamicImports: inOneFile,
    });
  } finally {
    await build.close();
  }
}
