import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type PageServer, servePages } from '../scripts/serve-pages.ts';
import { chromiumPath, launchArguments } from './support/chromium.ts';
import { fixture, fixturesMissing } from './support/fixtures.ts';

const names = [
  'Account',
  'Case',
  'Contact',
  'Custom__c',
  'Event',
  'Opportunity',
  'OpportunityContactRole',
  'Whizbang__c',
];

/** What of a genuine describe this test looks at, on its own and apart from the kit. */
interface RawField {
  name: string;
  label: string;
  type: string;
  createable: boolean;
  updateable: boolean;
  nillable: boolean;
  defaultedOnCreate: boolean;
  deprecatedAndHidden: boolean;
  dependentPicklist?: boolean;
  controllerName?: string | null;
  picklistValues: { value: string; active: boolean; defaultValue: boolean; validFor: string | null }[];
}

interface ShownField {
  name: string;
  label: string;
  required: boolean;
  control: string;
  /** Of a picklist, the empty choice left out; of several choices, the checkboxes. */
  values: string[];
}

const recordId = 'a00000000000001AAA';

describe('a form for each genuine describe', { skip: fixturesMissing }, () => {
  let org: Server;
  let orgUrl: string;
  let pages: PageServer;
  let folder: string;
  let browser: Browser;

  before(async () => {
    org = createServer((request, response) => {
      const path = /\/sobjects\/(\w+)\/(describe|\w{18})/.exec(request.url ?? '');
      const answer =
        path?.[2] === 'describe' ? fixture(`describe/${path[1]}.json`) : { Id: recordId, attributes: {} };
      response.writeHead(request.method === 'OPTIONS' ? 204 : 200, {
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-headers': 'authorization,content-type',
        'content-type': 'application/json;charset=UTF-8',
      });
      response.end(request.method === 'OPTIONS' ? '' : JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => org.listen(0, 'localhost', resolve));
    orgUrl = `http://localhost:${(org.address() as AddressInfo).port}`;
    folder = await mkdtemp(join(tmpdir(), 'sf-elements-forms-'));
    const html = `<!doctype html><html lang="en"><title>Forms</title><script type="module" src="sf-elements.js"></script>
<sf-connection></sf-connection></html>`;
    await writeFile(join(folder, 'index.html'), html);
    pages = await servePages({ port: 0, roots: [folder, 'dist'], connectTo: [orgUrl] });
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...launchArguments] });
  });

  after(async () => {
    await browser.close();
    await pages.close();
    await new Promise((resolve) => org.close(resolve));
    await rm(folder, { recursive: true });
  });

  for (const name of names) {
    it(`shows what may be created of ${name}, with its required marks`, async () => {
      const { fields } = fixture<{ fields: RawField[] }>(`describe/${name}.json`);
      const expected = requiredFirst(fields.filter((field) => field.createable && hasEditor(field)));
      assert.deepEqual(
        await show({ name }),
        expected.map((field) => shownAs(field, fields, 'NEW')),
      );
    });

    it(`shows what may be changed of ${name}, with its required marks`, async () => {
      const { fields } = fixture<{ fields: RawField[] }>(`describe/${name}.json`);
      const expected = requiredFirst(fields.filter((field) => field.updateable && hasEditor(field)));
      const shown = await show({ name, recordId });
      assert.deepEqual(
        shown,
        expected.map((field) => shownAs(field, fields, 'EMPTY')),
      );
    });
  }

  /** Draws the form of an object in a page of its own, and reads it off the page. */
  async function show(target: { name: string; recordId?: string }): Promise<ShownField[]> {
    const page: Page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(pages.url);
    await page.evaluate(
      async ({ name, recordId, instanceUrl }) => {
        await customElements.whenDefined('sf-record-form');
        const host = document.querySelector('sf-connection');
        if (!host) throw new Error('The page has no connection.');
        host.tokenSource = async () => ({ accessToken: 'any', instanceUrl });
        const form = document.createElement('sf-record-form');
        form.objectApiName = name;
        form.recordId = recordId;
        form.mode = 'edit';
        host.append(form);
      },
      { ...target, instanceUrl: orgUrl },
    );
    await page.locator('sf-record-form form').waitFor();
    const shown = await page.locator('sf-record-form sf-field').evaluateAll((elements) =>
      elements.map((element) => {
        const root = element.shadowRoot;
        const label = root?.querySelector('[part~=label]');
        const control = root?.querySelector('[part~=control]');
        const options = control?.querySelectorAll<HTMLOptionElement | HTMLInputElement>('option, input');
        return {
          name: element.getAttribute('field-name') ?? '',
          // Without the required mark.
          label: [...(label?.childNodes ?? [])]
            .filter((node) => node.nodeType === Node.TEXT_NODE)
            .map((node) => node.textContent)
            .join('')
            .trim(),
          required: label?.querySelector('.mark') !== null,
          control:
            control instanceof HTMLInputElement ? `input ${control.type}` : (control?.localName ?? 'nothing'),
          values: [...(options ?? [])].map(({ value }) => value).filter((value) => value !== ''),
        };
      }),
    );
    await page.close();
    assert.deepEqual(errors, []);
    return shown;
  }
});

/** Compounds are edited by their parts; files and untyped values not at all. */
function hasEditor({ type, deprecatedAndHidden }: RawField): boolean {
  return !deprecatedAndHidden && !['address', 'location', 'base64', 'anyType', 'complexvalue'].includes(type);
}

function isRequired({ createable, nillable, defaultedOnCreate, type }: RawField): boolean {
  return createable && !nillable && !defaultedOnCreate && type !== 'boolean';
}

function requiredFirst(fields: RawField[]): RawField[] {
  return [...fields.filter(isRequired), ...fields.filter((field) => !isRequired(field))];
}

const controls: Record<string, string> = {
  boolean: 'input checkbox',
  date: 'input date',
  datetime: 'input datetime-local',
  time: 'input time',
  phone: 'input tel',
  url: 'input url',
  textarea: 'textarea',
  picklist: 'select',
  multipicklist: 'div',
};

function shownAs(field: RawField, fields: RawField[], record: 'NEW' | 'EMPTY'): ShownField {
  const isChoice = field.type === 'picklist' || field.type === 'multipicklist';
  return {
    name: field.name,
    label: field.label.trim(),
    required: isRequired(field),
    control: controls[field.type] ?? 'input text',
    values: isChoice ? choices(field, fields, record) : [],
  };
}

/** The active values; of a dependent picklist, those that go with the default of the one above, if it has one. */
function choices(field: RawField, fields: RawField[], record: 'NEW' | 'EMPTY'): string[] {
  const active = field.picklistValues.filter((option) => option.active);
  if (!field.dependentPicklist) return active.map(({ value }) => value);
  const above = fields.find(({ name }) => name === field.controllerName)?.picklistValues ?? [];
  const chosen = record === 'NEW' ? above.findIndex(({ defaultValue }) => defaultValue) : -1;
  const bits = (validFor: string | null) =>
    [...Buffer.from(validFor ?? '', 'base64')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return active.filter(({ validFor }) => bits(validFor)[chosen] === '1').map(({ value }) => value);
}
