import { findField } from '../schema/names.ts';
import type { RowDatabase, Schema } from '../store/types.ts';
import { Currencies } from './currencies.ts';
import { TimeZone } from './time-zone.ts';

/** How the user who asks sees days and numbers. */
export interface Viewer {
  zone: TimeZone;
  /** A BCP 47 tag such as `en-US`. */
  locale: string;
  /** Undefined in an org of one currency. */
  currencies?: Currencies | undefined;
}

/** Who sees days and numbers as the org's defaults have them. */
export function defaultViewer(): Viewer {
  return { zone: new TimeZone('GMT'), locale: 'en-US' };
}

/** A user's own settings; the org's defaults where the user or the settings are not known. */
export function viewerOf(database: RowDatabase, schema: Schema, userId: string): Viewer {
  const user = schema.get('User');
  const known = user && findField(user, 'TimeZoneSidKey') && findField(user, 'LocaleSidKey');
  const [row] = known ? database.all('SELECT * FROM "User" WHERE "Id" = ?1', [userId]) : [];
  const { TimeZoneSidKey: zone, LocaleSidKey: locale, DefaultCurrencyIsoCode: own = null } = row ?? {};
  const currencies = Currencies.of(database, own);
  if (typeof zone !== 'string' || typeof locale !== 'string') return { ...defaultViewer(), currencies };
  return { zone: new TimeZone(zone), locale: locale.replaceAll('_', '-'), currencies };
}
