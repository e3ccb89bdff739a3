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
  /** Headings of layouts, by the English ones; `{0}` stands for the object's label. */
  readonly headings: ReadonlyMap<string, string>;
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
