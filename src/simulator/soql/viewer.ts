import { findField } from '../schema/names.ts';
import type { RowDatabase, Schema } from '../store/types.ts';
import { TimeZone } from './time-zone.ts';

/** How the user who asks sees days and numbers. */
export interface Viewer {
  zone: TimeZone;
  /** A BCP 47 tag such as `en-US`. */
  locale: string;
}

/** Who sees days and numbers as the org's defaults have them. */
export function defaultViewer(): Viewer {
  return { zone: new TimeZone('GMT'), locale: 'en-US' };
}

/** A user's own settings; the org's defaults where the user or the settings are not known. */
export function viewerOf(database: RowDatabase, schema: Schema, userId: string): Viewer {
  const user = schema.get('User');
  const known = user && findField(user, 'TimeZoneSidKey') && findField(user, 'LocaleSidKey');
  const sql = 'SELECT "TimeZoneSidKey" AS zone, "LocaleSidKey" AS locale FROM "User" WHERE "Id" = ?1';
  const [row] = known ? database.all(sql, [userId]) : [];
  if (typeof row?.zone !== 'string' || typeof row.locale !== 'string') return defaultViewer();
  return { zone: new TimeZone(row.zone), locale: row.locale.replaceAll('_', '-') };
}
