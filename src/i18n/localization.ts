import type { en } from './en/index.ts';

export type TextKey = keyof typeof en;

/** The part of the catalogue that an element says; a page loads no other. */
export type Texts = Readonly<Partial<Record<TextKey, string>>>;

/** How to say and write things for one visitor. */
export interface Localization {
  /** BCP 47 tag, e.g. `de-DE`. */
  readonly locale: string;
  /** IANA time zone, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** ISO 4217 code of amounts that name none; `undefined` where the org does not tell. */
  readonly currency: string | undefined;
  /** The text of a key with its `{placeholders}` filled in. */
  t(key: TextKey, values?: Readonly<Record<string, string | number>>): string;
}

export function createLocalization(
  texts: Texts,
  options: {
    locale?: string | undefined;
    timeZone?: string | undefined;
    currency?: string | undefined;
  } = {},
): Localization {
  return {
    locale: usableLocale(options.locale),
    timeZone: options.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: options.currency,
    t: (key, values = {}) =>
      (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)),
  };
}

/** True where both write everything alike. */
export function isSameLocalization(a: Localization, b: Localization): boolean {
  return a.locale === b.locale && a.timeZone === b.timeZone && a.currency === b.currency;
}

/** Pages and browsers name languages that Intl refuses, such as `en-US@posix`. */
function usableLocale(tag: string | undefined): string {
  try {
    return (tag && Intl.NumberFormat.supportedLocalesOf(tag)[0]) || 'en-US';
  } catch {
    return 'en-US';
  }
}
