import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, GlobalDescribe, SObjectDescribe } from '../../src/api/types.ts';
import { german } from '../../src/simulator/schema/labels/de.ts';
import { french } from '../../src/simulator/schema/labels/fr.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const master = '012000000000000AAA';
const jonas = 'jonas@northwind.example';
const claire = 'claire@northwind.example';

describe('labels in other languages', () => {
  let org: TestOrg;
  let ada: ReturnType<typeof restClient>;
  let germanUser: ReturnType<typeof restClient>;
  let frenchUser: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    ada = restClient(org);
    germanUser = restClient(org, jonas);
    frenchUser = restClient(org, claire);
  });
  after(() => org.close());

  const describeOf = async (
    client: typeof ada,
    name: string,
    headers?: Record<string, string>,
  ): Promise<SObjectDescribe> => (await client.get(`/sobjects/${name}/describe`, headers)).body;
  const field = ({ fields }: SObjectDescribe, name: string) =>
    fields.find((candidate) => candidate.name === name) as FieldDescribe;
  const labels = (metadata: SObjectDescribe) => [
    metadata.label,
    metadata.labelPlural,
    field(metadata, 'LastName').label,
    field(metadata, 'MailingStreet').label,
    field(metadata, 'LeadSource').picklistValues[1]?.label,
  ];

  test("are those of the user's language", async () => {
    assert.deepEqual(labels(await describeOf(ada, 'Contact')), [
      'Contact',
      'Contacts',
      'Last Name',
      'Mailing Street',
      'Phone Inquiry',
    ]);
    assert.deepEqual(labels(await describeOf(germanUser, 'Contact')), [
      'Kontakt',
      'Kontakte',
      'Nachname',
      'Straße (Post)',
      'Telefonische Anfrage',
    ]);
    assert.deepEqual(labels(await describeOf(frenchUser, 'Contact')), [
      'Contact',
      'Contacts',
      'Nom de famille',
      'Rue (courrier)',
      'Demande par téléphone',
    ]);
  });

  test('change with the language of the user', async () => {
    const { records } = await ada.query("SELECT Id FROM User WHERE Username = 'priya@northwind.example'");
    const priya = restClient(org, 'priya@northwind.example');
    assert.equal((await describeOf(priya, 'Lead')).label, 'Lead');
    await ada.call('PATCH', `/sobjects/User/${records[0].Id}`, { LanguageLocaleKey: 'fr' });
    assert.equal((await describeOf(priya, 'Lead')).label, 'Piste');
    await ada.call('PATCH', `/sobjects/User/${records[0].Id}`, { LanguageLocaleKey: 'ja' });
    assert.equal((await describeOf(priya, 'Case')).label, 'Case');
  });

  test('stand in all metadata, whose API values stay as they are', async () => {
    const { sobjects }: GlobalDescribe = (await germanUser.get('/sobjects')).body;
    const plain: GlobalDescribe = (await ada.get('/sobjects')).body;
    assert.deepEqual(
      sobjects.map(({ name }) => name),
      plain.sobjects.map(({ name }) => name),
    );
    assert.equal(sobjects.find(({ name }) => name === 'User')?.labelPlural, 'Benutzer');

    const path = `/sobjects/Account/describe/layouts/${master}`;
    const layout = JSON.stringify((await germanUser.get(path)).body);
    assert.match(layout, /"heading":"Account: Informationen"/);
    assert.match(layout, /"label":"Übergeordneter Account","layoutComponents"/);
    assert.match(layout, /"heading":"Systeminformationen"/);
    const compact = (await frenchUser.get('/sobjects/Case/describe/compactLayouts/primary')).body;
    assert.match(JSON.stringify(compact), /"label":"Numéro de la requête"/);

    const picklists = `/ui-api/object-info/Lead/picklist-values/${master}/Salutation`;
    const { values } = (await frenchUser.get(picklists)).body;
    assert.deepEqual([values[0].value, values[0].label], ['Mr.', 'M.']);

    assert.equal(compact.label, 'Présentation compacte : Requête');
    const scopes = (await describeOf(germanUser, 'Lead')).supportedScopes.map(({ label }) => label);
    assert.deepEqual(scopes.slice(0, 2), ['Alle Leads', 'Meine Leads']);

    const { listviews } = (await germanUser.get('/sobjects/Contact/listviews')).body;
    assert.deepEqual(
      listviews.map(({ label }: { label: string }) => label),
      ['Alle Kontakte', 'Meine Kontakte', 'Zuletzt angezeigte Kontakte', 'Neu in dieser Woche'],
    );
    const { columns } = (await germanUser.get(`${listviews[0].url}/describe`)).body;
    const shown = columns.map(({ label }: { label: string }) => label);
    assert.ok(shown.includes('Telefon geschäftlich') && shown.includes('Inhaberalias: Kontakt'), shown);
    const views = async (client: typeof ada) =>
      (await client.get('/sobjects/Contact/listviews')).body.listviews.map(
        ({ id, developerName }: { id: string; developerName: string }) => [id, developerName],
      );
    assert.deepEqual(await views(germanUser), await views(ada));
  });

  test('are what toLabel() gives and is filtered by', async () => {
    const soql = "SELECT Status, toLabel(Priority) FROM Case WHERE Priority = 'High' LIMIT 1";
    assert.equal((await germanUser.query(soql)).records[0].Priority, 'Hoch');
    assert.equal((await frenchUser.query(soql)).records[0].Priority, 'Élevée');
    assert.equal((await ada.query(soql)).records[0].Priority, 'High');
    const count = (where: string) => `SELECT COUNT() FROM Case WHERE ${where}`;
    assert.equal(
      (await germanUser.query(count("toLabel(Priority) = 'Hoch'"))).totalSize,
      (await ada.query(count("Priority = 'High'"))).totalSize,
    );
  });

  test('hold for the parts of a composite request', async () => {
    const url = `${dataPath}/sobjects/Task/describe`;
    const compositeRequest = [{ method: 'GET', url, referenceId: 'task' }];
    const { body } = await frenchUser.call('POST', '/composite', { compositeRequest });
    assert.equal(body.compositeResponse[0].body.label, 'Tâche');
  });

  test('are not translated for what is custom', async () => {
    assert.deepEqual(await describeOf(germanUser, 'Showcase__c'), await describeOf(ada, 'Showcase__c'));
    assert.equal(field(await describeOf(germanUser, 'Account'), 'External_Id__c').label, 'External Id');
  });

  test('miss none of the standard objects', async () => {
    const everything = { stateAndCountryPicklists: true, personAccounts: true, multiCurrency: true };
    const large = await startOrg(everything);
    const client = restClient(large);
    const { sobjects }: GlobalDescribe = (await client.get('/sobjects')).body;
    const standard = sobjects.filter(({ custom }) => !custom).map(({ name }) => name);
    const described = await Promise.all(standard.map((name) => describeOf(client, name)));
    await large.close();
    const fields = described.flatMap((metadata) => metadata.fields.filter(({ custom }) => !custom));
    for (const { objects, fields: words, addresses, addressParts, values, phrases } of [german, french]) {
      const scopes = described.flatMap(({ custom, supportedScopes }) => (custom ? [] : supportedScopes));
      assert.deepEqual(
        scopes.map(({ label }) => label).filter((label) => !phrases.has(label)),
        [],
      );
      assert.deepEqual(
        standard.filter((name) => !objects[name]),
        [],
      );
      const isKnown = (label: string) => {
        const [kind = '', ...part] = label.split(' ');
        return words.has(label) || addressParts.has(addresses.has(kind) ? part.join(' ') : label);
      };
      assert.deepEqual(
        fields.map(({ label }) => label).filter((label) => !isKnown(label)),
        [],
      );
      // Time zones, countries, states and objects have names.
      const choices = fields
        .filter(({ name }) => !/^(TimeZoneSidKey|SobjectType|\w*(State|Country)Code)$/.test(name))
        .flatMap(({ picklistValues }) => picklistValues.map(({ label }) => label));
      assert.deepEqual(
        choices.filter((label) => !values.has(label)),
        [],
      );
    }
  });
});
