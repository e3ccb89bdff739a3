import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SObjectRecord } from '../../api/types.ts';
import type { DisplayContext } from '../../fields/display.ts';
import type { TableColumn } from './derive-columns.ts';
import type { LoadedRows } from './query-pages.ts';
import { keysOf, recordIdOf, valueAt } from './record-values.ts';
import { renderCell } from './render-cell.ts';

export interface TableView {
  readonly caption: string;
  readonly isCaptionShown: boolean;
  readonly columns: readonly TableColumn[];
  readonly rows: LoadedRows;
  /** How many of the loaded rows are drawn. */
  readonly drawn: number;
  /** Ids of rows that have just been added. */
  readonly added: ReadonlySet<string>;
  /** Field that tells rows apart; by default their ids do. */
  readonly keyField: string | undefined;
  readonly isBusy: boolean;
  /** True while more rows are drawn as the visitor scrolls. */
  readonly hasSentinel: boolean;
  readonly display: DisplayContext;
}

/** The rows in a region of their own that scrolls under the header. Roles are said because cards undo them. */
export function renderTable(view: TableView): TemplateResult {
  const { caption, columns, rows, drawn } = view;
  const shown = rows.records.slice(0, drawn);
  const keys = keysOf(shown, view.keyField);
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${caption} aria-busy=${view.isBusy}>
    <table part="table" role="table" aria-rowcount=${rows.totalSize + 1} aria-colcount=${columns.length}>
      <caption class=${view.isCaptionShown ? 'caption' : 'visually-hidden'}>${caption}</caption>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex="1">
          ${columns.map(
            (column) =>
              html`<th scope="col" role="columnheader" part="header" class=${headerClass(column)}>${column.label}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          shown,
          (_, index) => keys[index],
          (record, index) => renderRow(view, record, index),
        )}
      </tbody>
    </table>
    ${view.hasSentinel ? html`<div class="sentinel"></div>` : nothing}
  </div>`;
}

/** Rows that stay the same are not looked at again when more are drawn. */
function renderRow({ columns, display, added }: TableView, record: SObjectRecord, index: number): unknown {
  const { locale, timeZone, currency } = display.localization;
  const id = recordIdOf(record);
  const isAdded = id !== undefined && added.has(id);
  return guard(
    [record, columns, index, isAdded, locale, timeZone, currency],
    () => html`<tr part="row" role="row" class=${isAdded ? 'added' : ''} aria-rowindex=${index + 2}>
      ${columns.map(
        (column) =>
          html`<td part="cell" role="cell" class=${cellClass(column, record)} data-label=${column.label}>${renderCell(record, column, display)}</td>`,
      )}
    </tr>`,
  );
}

/** Longer texts wrap. */
const shortText = 48;

function cellClass(column: TableColumn, record: SObjectRecord): string {
  const value = valueAt(record, column.path);
  if (typeof value === 'string' && value.length > shortText) return 'long';
  return headerClass(column);
}

function headerClass({ isNumeric }: TableColumn): string {
  return isNumeric ? 'number' : '';
}
