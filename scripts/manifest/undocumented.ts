import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DocumentedElement, ElementDeclaration } from './elements.ts';

/** One sentence per thing the element shows to its page without a line of documentation. */
export function undocumented({ source, declaration }: DocumentedElement): string[] {
  const text = ownSources(source).join('\n');
  const { tagName, summary } = declaration;
  const problems = [
    ...(summary ? [] : ['has no @summary']),
    ...missing(fired(text), declaration.events, '@event'),
    ...missing(named(text, /\spart="([^"$]+)"/g), declaration.cssParts, '@csspart'),
    ...missing(slots(text), declaration.slots, '@slot'),
    ...silent(declaration),
  ];
  return problems.map((problem) => `<${tagName}> ${problem} (${source})`);
}

/** The class and what it renders with: modules of `src/elements` it imports, other elements' classes excepted. */
function ownSources(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry) || !existsSync(entry)) return [];
  seen.add(entry);
  const text = readFileSync(entry, 'utf8');
  const imports = [...text.matchAll(/ from '(\.[^']+\.ts)'/g)].map(([, path = '']) =>
    join(dirname(entry), path),
  );
  const inner = imports.filter(
    (path) => path.startsWith('src/elements/') && existsSync(path) && !isElement(readFileSync(path, 'utf8')),
  );
  return [text, ...inner.flatMap((path) => ownSources(path, seen))];
}

function isElement(text: string): boolean {
  return /static (override )?readonly tag = /.test(text);
}

/** `new SfRowActionEvent(` fires `sf-row-action`. */
function fired(text: string): string[] {
  return [...text.matchAll(/new (Sf\w+)Event\(/g)].map(([, name = '']) =>
    name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
  );
}

function slots(text: string): string[] {
  return [...text.matchAll(/<slot(?=[\s>])([^>]*)>/g)]
    .map(([, attributes = '']) => /\bname="([^"]*)"/.exec(attributes)?.[1] ?? '')
    .filter((name) => !name.includes('$'));
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, names = '']) => names.split(' '));
}

function missing(
  used: readonly string[],
  documented: ElementDeclaration['events'] = [],
  tag: string,
): string[] {
  const known = new Set(documented.map(({ name }) => name));
  return [...new Set(used)]
    .filter((name) => !known.has(name))
    .map((name) => `uses ${name ? `"${name}"` : 'its default slot'} without ${tag}`);
}

function silent(declaration: ElementDeclaration): string[] {
  const {
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
    cssStates = [],
  } = declaration;
  return [...members, ...events, ...slots, ...cssParts, ...cssProperties, ...cssStates]
    .filter(({ description }) => !description)
    .map(({ name }) => `says nothing of "${name}"`);
}
