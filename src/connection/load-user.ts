import type { Client } from '../api/client.ts';
import { getRecord } from '../api/records.ts';
import type { ConnectedUser } from './connection-state.ts';

const fields = ['Name', 'Username', 'Email', 'LanguageLocaleKey', 'LocaleSidKey', 'TimeZoneSidKey'];

/** Reads the signed-in user. Rejects where the org refuses it. */
export async function loadUser(client: Client, id: string): Promise<ConnectedUser> {
  const record = await getRecord(client, { objectApiName: 'User', id, fields });
  return {
    id,
    name: textOf(record.Name),
    username: textOf(record.Username),
    email: textOf(record.Email),
    language: localeOfKey(textOf(record.LanguageLocaleKey)),
    locale: localeOfKey(textOf(record.LocaleSidKey)),
    timeZone: knownTimeZone(textOf(record.TimeZoneSidKey)),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The BCP 47 tag of a Salesforce locale or language key: `de_DE_EURO` gives `de-DE`; unknown ones give `undefined`. */
function localeOfKey(key: string): string | undefined {
  const tag = key.split('_').slice(0, 2).join('-');
  try {
    return tag ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The zone, unless this browser does not know it, in which case no date could be written. */
function knownTimeZone(timeZone: string): string | undefined {
  try {
    return timeZone && new Intl.DateTimeFormat('en', { timeZone }) ? timeZone : undefined;
  } catch {
    return undefined;
  }
}
