import '../../src/define/sf-connection.ts';
import '../../src/define/sf-record-form.ts';
import { createRecord, getRecord } from '../../src/api/records.ts';
import type { SObjectRecord } from '../../src/api/types.ts';
import type { Connection } from '../../src/connection/connection.ts';
import type { SfConnection } from '../../src/elements/connection/connection.ts';
import type { SfField } from '../../src/elements/field/field.ts';
import type { SfRecordForm } from '../../src/elements/record-form/record-form.ts';
import type { BrowserOrg } from '../support/browser-org.ts';

const eventNames = ['sf-load', 'sf-submit', 'sf-success', 'sf-error', 'sf-cancel', 'sf-change'] as const;

export interface FormPage {
  readonly host: SfConnection;
  readonly connection: Connection;
  readonly form: SfRecordForm;
  /** Every event of the form so far. */
  readonly events: Event[];
  /** Those of one kind. */
  heard<T extends (typeof eventNames)[number]>(type: T): HTMLElementEventMap[T][];
  /** Waits until something holds, looking after each frame. */
  until(holds: () => unknown, what: string): Promise<void>;
  /** Waits until the form shows its fields. */
  ready(): Promise<void>;
  fields(): SfField[];
  field(name: string): SfField;
  /** The native control of a field. */
  control<T extends HTMLElement = HTMLInputElement>(name: string): T;
  /** Types or chooses as a visitor does. */
  type(name: string, text: string): Promise<void>;
  check(name: string, on: boolean): Promise<void>;
  /** Clicks the button with a text. */
  click(text: string): Promise<void>;
  /** What a field says is wrong with it. */
  errorOf(name: string): string;
  /** All text that the form shows, without that of its fields. */
  text(): string;
  /** What a field shows where it is only shown. */
  shown(name: string): string;
  remove(): void;
}

/** Puts a form on the page, connected to the org. Without an org nobody is signed in. */
export async function openForm(
  org: BrowserOrg | undefined,
  properties: Partial<SfRecordForm>,
): Promise<FormPage> {
  const host = document.createElement('sf-connection');
  host.lang = 'en';
  if (org) host.tokenSource = () => org.signIn();
  else Object.assign(host, { loginUrl: 'https://acme.my.salesforce.com', clientId: 'any' });
  const form = Object.assign(document.createElement('sf-record-form'), properties);
  const events: Event[] = [];
  for (const name of eventNames) form.addEventListener(name, (event) => events.push(event));
  host.append(form);
  document.body.append(host);
  await host.updateComplete;
  await form.updateComplete;
  const { connection } = host;
  if (!connection) throw new Error('The connection is missing.');

  const until = async (holds: () => unknown, what: string) => {
    const end = performance.now() + 6000;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`Waited in vain until ${what}; shown: ${page.text()}`);
      await new Promise(requestAnimationFrame);
    }
  };
  const settle = async () => {
    await form.updateComplete;
    await Promise.all(page.fields().map((field) => field.updateComplete));
  };
  const page: FormPage = {
    host,
    connection,
    form,
    events,
    heard: (type) => events.filter((event) => event.type === type) as never,
    until,
    ready: async () => {
      await until(() => page.fields().length > 0, 'the form shows its fields');
      await settle();
    },
    fields: () => [...form.renderRoot.querySelectorAll('sf-field')],
    field: (name) => {
      const found = page.fields().find(({ fieldName }) => fieldName === name);
      if (!found) throw new Error(`The form has no field ${name}.`);
      return found;
    },
    control: <T extends HTMLElement>(name: string) => {
      const found = page.field(name).renderRoot.querySelector<T>('#control');
      if (!found) throw new Error(`The field ${name} has no control.`);
      return found;
    },
    type: async (name, text) => {
      const control = page.control(name);
      control.focus();
      control.value = text;
      control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
    },
    check: async (name, on) => {
      const control = page.control(name);
      if (control.checked !== on) control.click();
      await settle();
    },
    click: async (text) => {
      const buttons = [...form.renderRoot.querySelectorAll('button')];
      const button = buttons.find(({ textContent }) => textContent?.trim() === text);
      if (!button) throw new Error(`There is no button “${text}”; shown: ${page.text()}`);
      button.focus();
      button.click();
      await settle();
    },
    errorOf: (name) => words(page.field(name).renderRoot.querySelector('[part~=error]')),
    text: () => words(form.renderRoot.querySelector('.aside, .notice')?.getRootNode() ?? null),
    shown: (name) => words(page.field(name).renderRoot.querySelector('[part~=value]')),
    remove: () => host.remove(),
  };
  return page;
}

/** Text as it reads, with blanks made one. */
export function words(node: Node | null): string {
  return node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** A record made and read beside the form. */
export async function makeRecord(
  { connection }: Pick<FormPage, 'connection'>,
  objectApiName: string,
  fields: SObjectRecord,
): Promise<string> {
  return createRecord(connection.client, { objectApiName, fields });
}

export async function readRecord(
  { connection }: Pick<FormPage, 'connection'>,
  objectApiName: string,
  id: string,
): Promise<SObjectRecord> {
  return getRecord(connection.client, { objectApiName, id });
}
