import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SObjectRecord } from '../../src/api/types.ts';
import { loadUser } from '../../src/connection/load-user.ts';
import { stubClient } from '../support/stub-client.ts';

const id = '005000000000001AAA';

/** The user as read of a record. */
function userOf(record: SObjectRecord) {
  return loadUser(
    stubClient(async () => record),
    id,
  );
}

describe('loadUser', () => {
  it('gives name, language and time zone', async () => {
    const record = {
      Name: 'Ada',
      Username: 'ada@acme.example',
      Email: 'a@b.example',
      LanguageLocaleKey: 'pt_BR',
    };
    const user = await userOf({ ...record, LocaleSidKey: 'de_DE_EURO', TimeZoneSidKey: 'Europe/Berlin' });
    assert.deepEqual(user, {
      id,
      name: 'Ada',
      username: 'ada@acme.example',
      email: 'a@b.example',
      language: 'pt-BR',
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
    });
  });

  it('leaves out a language or time zone that this browser does not know', async () => {
    const user = await userOf({ LocaleSidKey: 'x', TimeZoneSidKey: 'Mars/Olympus_Mons' });
    assert.equal(user.locale, undefined);
    assert.equal(user.timeZone, undefined);
    const silent = await userOf({ LocaleSidKey: null, TimeZoneSidKey: null });
    assert.equal(silent.timeZone, undefined);
  });
});
