import { html, nothing } from 'lit';
import type { FieldDescribe, FieldValue, SObjectRecord } from '../../api/types.ts';
import { type DisplayContext, formatFieldValue, renderFieldValue } from '../../fields/display.ts';
import { webHref } from '../../fields/hrefs.ts';
import { plainField, type TableColumn } from './derive-columns.ts';
import { isQueryResult, isRecord, recordIdOf, valueAt } from './record-values.ts';

/** Longer texts are cut to a few lines; their title has all of it. */
const longText = 160;
const mostLines = 3;

/** The content of one cell. */
export function renderCell(record: SObjectRecord, column: TableColumn, context: DisplayContext): unknown {
  const value = valueAt(record, column.path);
  if (value === null || value === undefined) return nothing;
  if (isQueryResult(value)) return countOf(value.totalSize, context.localization);
  if (isRecord(value)) return renderLink(recordIdOf(value), nameOf(value), context);
  const field = column.field ?? fieldOfValue(value);
  if (column.isName) {
    const owner = valueAt(record, column.path.slice(0, -1));
    return renderLink(recordIdOf(owner), formatFieldValue(field, value, context), context);
  }
  const content = renderFieldValue(field, value, context);
  if (typeof value !== 'string') return content;
  if (value.length <= longText && value.split('\n').length <= mostLines) return content;
  return html`<div class="clamp" title=${formatFieldValue(field, value, context)}>${content}</div>`;
}

/** "1 record", "2,000 records". */
export function countOf(count: number, { locale, t }: DisplayContext['localization']): string {
  return count === 1 ? t('table.oneRow') : t('table.rows', { total: count.toLocaleString(locale) });
}

function renderLink(id: string | undefined, text: string, { recordUrl }: DisplayContext): unknown {
  const href = id && webHref(recordUrl?.(id) ?? '');
  return href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
}

/** What a nested record of unknown kind is best called. */
function nameOf(record: SObjectRecord): string {
  const { attributes, ...values } = record;
  const name = valueAt(values, ['Name']);
  if (typeof name === 'string') return name;
  const texts = Object.values(values).filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return texts.join(', ') || (attributes?.type ?? '');
}

/** For values of which the org's metadata says nothing. */
function fieldOfValue(value: FieldValue): FieldDescribe {
  if (typeof value === 'boolean') return plainField('boolean');
  if (typeof value !== 'number') return plainField('string');
  return plainField('double', String(value).split('.')[1]?.length ?? 0);
}
