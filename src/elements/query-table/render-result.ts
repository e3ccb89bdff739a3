import { html, type TemplateResult } from 'lit';
import type { SfError } from '../../errors/sf-error.ts';
import type { TableColumn } from './derive-columns.ts';
import type { QueryPages } from './query-pages.ts';
import { renderCount, renderEmpty, renderFooter } from './render-states.ts';
import { renderTable, type TableView } from './render-table.ts';

export interface ResultView extends Pick<TableView, 'added' | 'display' | 'drawn' | 'isBusy' | 'keyField'> {
  readonly pages: QueryPages;
  readonly columns: readonly TableColumn[];
  /** True where the answer is a number alone. */
  readonly isCount: boolean;
  /** Names of the table, the first that is set counts; only the first is shown as well. */
  readonly names: readonly [caption: string | undefined, label: string | undefined, object: string];
  /** Why no further page comes, where that is to be said here. */
  readonly error: SfError | undefined;
  readonly more: () => void;
  readonly retry: () => void;
}

/** An answered query: a number, the word that there is nothing, or rows. */
export function renderResult(view: ResultView): TemplateResult {
  const { pages, drawn, names, error, more, retry } = view;
  const { localization } = view.display;
  const { records, totalSize } = pages.rows;
  const [shownName, hiddenName, objectName] = names;
  if (view.isCount) return renderCount(totalSize, shownName || objectName, localization);
  const caption = shownName || hiddenName || objectName;
  if (records.length === 0) return renderEmpty(caption, shownName, localization);
  const shown = Math.min(drawn, records.length);
  const hasUndrawn = shown < records.length;
  const hasMore = hasUndrawn || pages.hasMore;
  const table = renderTable({
    ...view,
    caption,
    isCaptionShown: Boolean(shownName),
    rows: pages.rows,
    isBusy: view.isBusy || pages.isLoading,
    hasSentinel: hasUndrawn || (pages.hasMore && !pages.error),
  });
  const footer = {
    shown,
    total: totalSize,
    hasMore,
    isLoading: pages.isLoading,
    // A page that was asked for ahead of time is missed only once all others are drawn.
    error: hasUndrawn ? undefined : error,
    more,
    retry,
  };
  return html`<div class="frame">${table}${renderFooter(footer, localization)}</div>`;
}
