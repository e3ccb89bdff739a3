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
  /** Modules of dist/define that the page imports. */
  readonly tags: readonly string[];
  /** Modules loaded on demand that the page has come to need, with what they need. */
  readonly lazy: readonly string[];
  /** KiB. */
  readonly budget?: number;
}

const button = ['sf-connection', 'sf-connect-button'];
const all = [...button, 'sf-record-form', 'sf-query-table'];
const data = ['api/client.js', 'connection/load-user.js'];
const records = [...data, 'api/describe.js'];
const signedIn = [...data, 'auth/sign-ins.js', 'auth/pkce-flow.js', 'auth/session-keeper.js'];
const loads: readonly Load[] = [
  { name: 'connection and connect button, before a click', tags: button, lazy: [], budget: 16 },
  { name: 'the same, signed in', tags: button, lazy: signedIn, budget: 32 },
  { name: 'connection, button, form and table, with data', tags: all, lazy: records, budget: 50 },
  { name: 'the same, signed in by OAuth on this page', tags: all, lazy: [...records, ...signedIn] },
];

const listsModules = process.argv.includes('--modules');
let isOver = false;
for (const { name, tags, lazy, budget } of loads) {
  const chunks = await loadedChunks(tags, lazy);
  const bytes = chunks.reduce((total, { code }) => total + brotliSize(code), 0);
  const isOverThis = budget !== undefined && bytes > budget * 1024;
  isOver ||= isOverThis;
  const limit = budget === undefined ? '' : ` of ${budget} KiB${isOverThis ? '  OVER BUDGET' : ''}`;
  console.log(`${name.padEnd(48)}${kibibytes(bytes)}${limit}`);
  if (listsModules) printModules(chunks);
}
process.exit(isOver ? 1 : 0);

function printModules(chunks: readonly OutputChunk[]): void {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
  for (const [id, { renderedLength }] of modules.sort((a, b) => b[1].renderedLength - a[1].renderedLength)) {
    if (renderedLength > 0) console.log(`  ${kibibytes(renderedLength)}  ${relative('.', id)}`);
  }
}

async function loadedChunks(tags: readonly string[], lazy: readonly string[]): Promise<OutputChunk[]> {
  const { output } = await bundle(tags);
  const chunks = new Map<string, OutputChunk>();
  for (const item of output) if (item.type === 'chunk') chunks.set(item.fileName, item);
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

async function bundle(tags: readonly string[]): Promise<RollupOutput> {
  const entry = '\0page';
  const build = await rollup({
    input: entry,
    context: 'globalThis',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? tags.map((tag) => `import '${process.cwd()}/dist/define/${tag}.js';`).join('\n')
            : undefined,
      },
      nodeResolve({ browser: true }),
      minifyStyles(),
      minify(),
    ],
  });
  try {
    return await build.generate({ format: 'es' });
  } finally {
    await build.close();
  }
}
