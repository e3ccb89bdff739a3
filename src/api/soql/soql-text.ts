import { valueError } from './value-error.ts';

/**
 * SOQL, whole or a part of it, as `` soql`…` `` and its helpers make it. Where something is bound, a `Soql` is text and
 * a plain string is a value.
 */
export class Soql {
  readonly #text: string;
  /** Made by `` like`…` ``: its wildcards and escapes mean something after LIKE only. */
  readonly isPattern: boolean;

  constructor(text: string, isPattern = false) {
    this.#text = checkLength(text);
    this.isPattern = isPattern;
  }

  toString(): string {
    return this.#text;
  }
}

/** The text, unless no query can hold it. Source: SOQL and SOSL Reference, "SOQL Limits". */
export function checkLength(text: string): string {
  if (text.length <= 100_000) return text;
  throw valueError('It has more than 100,000 characters.', 'Bind less, or ask in several queries.');
}
