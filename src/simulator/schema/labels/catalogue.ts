/** The labels of the standard objects in one language. */
export interface Catalogue {
  /** Singular and plural, by API name. */
  readonly objects: Readonly<Record<string, readonly [label: string, labelPlural: string]>>;
  /** Labels of fields, by the English ones; those of addresses are made of two words below. */
  readonly fields: ReadonlyMap<string, string>;
  readonly addresses: ReadonlyMap<string, string>;
  readonly addressParts: ReadonlyMap<string, string>;
  /** Labels of picklist values, by the English ones. */
  readonly values: ReadonlyMap<string, string>;
  /** What layouts, list views and scopes are called, by the English words; `{0}` stands for an object's label. */
  readonly phrases: ReadonlyMap<string, string>;
}

/** English words in the language of the labels, or as they are. @param name of the object, in that language */
export function phrase(labels: Catalogue | undefined, words: string, name = ''): string {
  return (labels?.phrases.get(words) ?? words).replace('{0}', name);
}

/** `English=translated`, one behind the other, with semicolons or line ends between them. */
export function entries(list: string): ReadonlyMap<string, string> {
  const pairs = list
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    });
  return new Map(pairs);
}
