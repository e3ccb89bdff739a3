/**
 * What a page loads, minified and after brotli 11, against its budget. Needs what `npm run build` makes. With
 * `-- --modules` it lists each module's share before minifying.
 */
import { relative } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type OutputChunk, type RollupOutput, rollup } from 'rollup';
import { minify } from './minify.ts';
import { brotliSize, kibibytes } from './sizes.ts';

interface Load {
  readonly name: string;
  /** Modules of dist/define that the page imports. */
  readonly tags: readonly string[];
  /** Packages whose lazy chunks the page has loaded too. */
  readonly lazy: readonly string[];
  /** KiB. */
  readonly budget: number;
}

const button = ['sf-connection', 'sf-connect-button'];
const loads: readonly Load[] = [
  { name: 'connection and connect button, before a click', tags: button, lazy: [], budget: 16 },
  { name: 'the same, signed in', tags: button, lazy: ['oidc-client-ts'], budget: 32 },
  {
    name: 'connection, button, form and table',
    tags: [...button, 'sf-record-form', 'sf-query-table'],
    lazy: [],
    budget: 50,
  },
];

const listsModules = process.argv.includes('--modules');
let isOver = false;
for (const { name, tags, lazy, budget } of loads) {
  const chunks = await loadedChunks(tags, lazy);
  const bytes = chunks.reduce((total, { code }) => total + brotliSize(code), 0);
  const over = bytes > budget * 1024;
  isOver ||= over;
  console.log(`${name.padEnd(48)}${kibibytes(bytes)} of ${budget} KiB${over ? '  OVER BUDGET' : ''}`);
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
  for (const packageName of lazy) {
    // The chunk through which the package comes in, with what that chunk needs.
    const holders = [...chunks.values()].filter((chunk) =>
      chunk.moduleIds.some((id) => id.includes(`/${packageName}/`)),
    );
    if (holders.length === 0) throw new Error(`No chunk holds ${packageName}.`);
    const reached = [...chunks.values()].filter(
      (chunk) =>
        chunk.isDynamicEntry &&
        holders.some((holder) => chunk === holder || chunk.imports.includes(holder.fileName)),
    );
    for (const chunk of [...holders, ...reached]) load(chunk);
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
      minify(),
    ],
  });
  try {
    return await build.generate({ format: 'es' });
  } finally {
    await build.close();
  }
}
