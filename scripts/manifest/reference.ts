import type { ElementDeclaration } from './elements.ts';

const start = '<!-- elements -->';
const end = '<!-- /elements -->';

/** The page with its element reference replaced; `undefined` where it has no place for one. */
export function withReference(page: string, declarations: readonly ElementDeclaration[]): string | undefined {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) return undefined;
  const reference = declarations.map(section).join('\n\n');
  return `${page.slice(0, from + start.length)}\n\n${reference}\n\n${page.slice(to)}`;
}

function section(declaration: ElementDeclaration): string {
  const {
    tagName,
    summary = '',
    members = [],
    events,
    slots,
    cssParts,
    cssProperties,
    cssStates,
  } = declaration;
  const fields = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return [
    `### \`<${tagName}>\``,
    summary,
    table(
      ['Attribute', 'Property', 'Type', 'What it is'],
      fields.map(({ name, attribute, type, description }) => [
        attribute ? code(attribute) : '',
        code(name),
        type ? code(type.text.replace(/ \| undefined$/, '')) : '',
        description,
      ]),
    ),
    table(
      ['Method', 'What it does'],
      methods.map(({ name, parameters = [], description }) => [
        code(`${name}(${parameters.map((parameter) => parameter.name).join(', ')})`),
        description,
      ]),
    ),
    table(
      ['Event', 'Class', 'When'],
      events?.map(({ name, type, description }) => [code(name), type ? code(type.text) : '', description]),
    ),
    table(
      ['Slot', 'What goes in'],
      slots?.map(({ name, description }) => [name ? code(name) : '(default)', description]),
    ),
    named('Part', cssParts),
    named('Custom property', cssProperties),
    named('State', cssStates),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function named(heading: string, items: ElementDeclaration['cssParts']): string {
  return table(
    [heading, 'What it is'],
    items?.map(({ name, description }) => [code(name), description]),
  );
}

/** Columns that no row fills are left out, and so is a table without rows. */
function table(head: readonly string[], rows: readonly (readonly (string | undefined)[])[] = []): string {
  if (rows.length === 0) return '';
  const filled = head.map((_, column) => rows.some((row) => row[column]));
  const line = (cells: readonly (string | undefined)[]) =>
    `| ${cells
      .filter((_, column) => filled[column])
      .map((cell = '') => oneLine(cell))
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function code(text: string): string {
  return `\`${text}\``;
}
