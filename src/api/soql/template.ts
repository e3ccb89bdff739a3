import { valueError } from './value-error.ts';

/** The texts of a template as they are written, so that an escape of SOQL needs no second backslash. */
export function rawOf(template: TemplateStringsArray): readonly string[] {
  // Without a backslash JavaScript would end the template, or bind something, there.
  if (Array.isArray(template) && template.raw)
    return template.raw.map((text) => text.replace(/\\(`|\$\{)/g, '$1'));
  throw valueError('A call does not make text a query.', 'Write soql`…` and like`…`, without parentheses.');
}
