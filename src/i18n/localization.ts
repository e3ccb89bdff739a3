import { en } from './en/index.ts';

export type TextKey = keyof typeof en;

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

export function createLocalization(options: {
  locale?: string | undefined;
  timeZone?: string | undefined;
  currency?: string | undefined;
}): Localization {
  return {
    locale: options.locale || 'en-US',
    timeZone: options.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: options.currency,
    t: (key, values = {}) => en[key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)),
  };
}
