import type { Catalogue } from './catalogue.ts';
import { german } from './de.ts';
import { french } from './fr.ts';

/** The languages of the org; English needs no catalogue. */
const catalogues: ReadonlyMap<string, Catalogue | undefined> = new Map([
  ['en', undefined],
  ['de', german],
  ['fr', french],
]);

/** `de-AT` and `de_AT` are German. */
const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';

/** The tags of an `Accept-Language`, those wanted most first. Source: RFC 9110, section 12.5.4. */
function wantedTags(header: string): string[] {
  const wanted = header.split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((word) => word.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { tag, quality: Number(quality) || 0 };
  });
  return wanted
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/**
 * The labels for a request: of the language it asks for, else of the user's; undefined for English.
 * @param header its `Accept-Language`
 * @param userLanguage the user's `LanguageLocaleKey`
 */
export function catalogueFor(header: string | null, userLanguage: string): Catalogue | undefined {
  const known = [...wantedTags(header ?? ''), userLanguage].find((tag) => catalogues.has(primary(tag)));
  return known === undefined ? undefined : catalogues.get(primary(known));
}
