import { valueError } from './value-error.ts';

/** The texts of a template as they are written, so that an escape of SOQL needs no second backslash. */
export function rawOf(template: TemplateStringsArray): readonly string[] {
  if (Array.isArray(template) && template.raw) return template.raw;
  throw valueError('A call does not make text a query.', 'Write soql`…` and like`…`, without parentheses.');
}
