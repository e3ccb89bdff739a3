import '../../src/define/sf-connection.ts';
import '../../src/define/sf-query-table.ts';
import type { Connection } from '../../src/connection/connection.ts';
import type { SfConnection } from '../../src/elements/connection/connection.ts';
import type { SfQueryTable } from '../../src/elements/query-table/query-table.ts';
import type { SfError } from '../../src/errors/sf-error.ts';
import type { BrowserOrg } from '../support/browser-org.ts';

export interface TablePage {
  readonly host: SfConnection;
  readonly connection: Connection;
  readonly table: SfQueryTable;
  readonly errors: SfError[];
  /** Totals of the `sf-load` events so far. */
  readonly loads: number[];
  /** Waits until something holds, looking after each frame. */
  until(holds: () => unknown, what: string): Promise<void>;
  /** Waits for the first answer or failure. */
  settled(): Promise<void>;
  all(selector: string): HTMLElement[];
  one(selector: string): HTMLElement;
  /** What a column's cells say, without surrounding blanks. */
  column(label: string): string[];
  headers(): string[];
  status(): string;
  /** All that the table says. */
  text(): string;
  scrollToEnd(): void;
}

/** Puts a connected table on the page; without an org, nobody is signed in. */
export async function openTable(
  org: BrowserOrg | undefined,
  properties: Partial<SfQueryTable>,
): Promise<TablePage> {
  const host = document.createElement('sf-connection');
  host.lang = 'en';
  if (org) host.tokenSource = () => org.signIn();
  else Object.assign(host, { loginUrl: 'https://acme.my.salesforce.com', clientId: 'any' });
  const table = Object.assign(document.createElement('sf-query-table'), properties);
  const errors: SfError[] = [];
  const loads: number[] = [];
  table.addEventListener('sf-error', ({ error }) => errors.push(error));
  table.addEventListener('sf-load', ({ totalSize }) => loads.push(totalSize));
  host.append(table);
  document.body.append(host);
  await host.updateComplete;
  await table.updateComplete;
  if (!host.connection) throw new Error('The connection is missing.');

  const root = table.renderRoot;
  const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
  const one = (selector: string) => {
    const [element] = all(selector);
    if (!element) throw new Error(`The table shows no ${selector}.`);
    return element;
  };
  const words = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const text = () => [...root.children].map(words).join(' ').trim();
  const headers = () => all('thead th').map(words);
  const until = async (holds: () => unknown, what: string) => {
    const end = performance.now() + 8_000;
    while (!holds()) {
      if (performance.now() > end)
        throw new Error(`Not in time: ${what}. The table says: ${text().slice(0, 200)}`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  return {
    host,
    connection: host.connection,
    table,
    errors,
    loads,
    until,
    settled: () => until(() => loads.length + errors.length > 0, 'an answer'),
    all,
    one,
    headers,
    column: (label) => {
      const index = headers().indexOf(label);
      if (index < 0) throw new Error(`There is no column “${label}” among ${headers().join(', ')}.`);
      return all('tbody tr').map((row) => words(row.children[index]));
    },
    status: () => words(all('[part~="status"]').at(-1)),
    text,
    scrollToEnd: () => {
      const region = one('.scroll');
      region.scrollTop = region.scrollHeight;
    },
  };
}

export function closeTables(): void {
  for (const host of document.querySelectorAll('sf-connection')) host.remove();
}
