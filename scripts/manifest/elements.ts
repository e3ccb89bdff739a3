import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

interface Member extends Described {
  readonly kind: 'field' | 'method';
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly parameters?: readonly Described[];
}

/** What the custom elements manifest says of one element class. */
export interface ElementDeclaration extends Described {
  readonly tagName: string;
  readonly summary?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
  readonly cssStates?: readonly Described[];
}

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly (Described & { readonly tagName?: string })[];
  }[];
}

export interface DocumentedElement {
  /** Path of the class's source. */
  readonly source: string;
  readonly declaration: ElementDeclaration;
}

/** Writes dist/custom-elements.json from the elements' sources. */
export async function writeManifest(): Promise<void> {
  const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
  const config = 'custom-elements-manifest.config.mjs';
  await promisify(execFile)(process.execPath, [analyzer, 'analyze', '--config', config]);
}

/** The elements in the written manifest, by tag name. */
export async function readElements(): Promise<DocumentedElement[]> {
  const { modules } = JSON.parse(await readFile('dist/custom-elements.json', 'utf8')) as Manifest;
  const elements = modules.flatMap(({ path, declarations = [] }) =>
    declarations
      .filter((declaration): declaration is ElementDeclaration => declaration.tagName !== undefined)
      .map((declaration) => ({
        source: path.replace(/^dist\//, 'src/').replace(/\.js$/, '.ts'),
        declaration,
      })),
  );
  return elements.sort((a, b) => a.declaration.tagName.localeCompare(b.declaration.tagName));
}
