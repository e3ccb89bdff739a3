import { escapeText, patternText } from './literal.ts';
import { Soql } from './soql-text.ts';
import { rawOf } from './template.ts';

/**
 * A pattern for LIKE: `` Name LIKE ${like`%${text}%`} ``. Its own `%` and `_` are wildcards, unless written `\%` and
 * `\_`; bound text matches itself only.
 */
export function like(template: TemplateStringsArray, ...texts: readonly string[]): Soql {
  const parts = rawOf(template).flatMap((own, index) => [
    ownPattern(own),
    index < texts.length ? patternText(texts[index]) : '',
  ]);
  return new Soql(`'${parts.join('')}'`, true);
}

function ownPattern(text: string): string {
  const parts = text.split(/(\\[\\%_])/);
  return parts.map((part, index) => (index % 2 ? part : escapeText(part))).join('');
}
