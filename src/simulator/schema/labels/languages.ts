import type { Catalogue } from './catalogue.ts';
import { german } from './de.ts';
import { french } from './fr.ts';

/** By language; English needs none, and stands in for those that have none. */
const catalogues: ReadonlyMap<string, Catalogue> = new Map([
  ['de', german],
  ['fr', french],
]);

/** The labels for a user; undefined for English. @param language the user's `LanguageLocaleKey`, e.g. `de` or `fr_CA` */
export function catalogueFor(language: string): Catalogue | undefined {
  return catalogues.get(language.split('_')[0] ?? '');
}
