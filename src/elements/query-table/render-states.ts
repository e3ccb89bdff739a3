import { html, nothing, type TemplateResult } from 'lit';
import type { SfError } from '../../errors/sf-error.ts';
import type { Localization } from '../../i18n/localization.ts';
import { renderError } from '../render-notice.ts';
import { countOf } from './render-cell.ts';

const bones = Array.from({ length: 24 });

/** The shape of a table, until there is one. */
export function renderSkeleton(shownName: string | undefined, { t }: Localization): TemplateResult {
  return html`<div class="frame" aria-busy="true">
    ${shownName ? html`<p class="caption">${shownName}</p>` : nothing}
    <p class="visually-hidden" role="status">${t('common.loading')}</p>
    <div class="skeleton">${bones.map(() => html`<div class="bone"></div>`)}</div>
  </div>`;
}

export function renderEmpty(
  caption: string,
  shownName: string | undefined,
  { t }: Localization,
): TemplateResult {
  return html`<div class="frame" role="group" aria-label=${caption}>
    ${shownName ? html`<p class="caption">${shownName}</p>` : nothing}
    <p class="empty" part="status" role="status">${t('table.empty')}</p>
  </div>`;
}

/** The answer to `SELECT COUNT()`: a number and nothing else. */
export function renderCount(count: number, caption: string, { locale }: Localization): TemplateResult {
  return html`<p class="frame count" part="status" role="status">
    <strong>${count.toLocaleString(locale)}</strong> ${caption}
  </p>`;
}

export interface FooterView {
  readonly shown: number;
  readonly total: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: SfError | undefined;
  readonly more: () => void;
  readonly retry: () => void;
}

/** How much of the result is shown, and the way to more of it. */
export function renderFooter(view: FooterView, localization: Localization): TemplateResult {
  const { shown, total, hasMore, isLoading, error } = view;
  const { locale, t } = localization;
  const number = (value: number) => value.toLocaleString(locale);
  const status =
    shown < total
      ? t('table.rowsOf', { shown: number(shown), total: number(total) })
      : countOf(total, localization);
  const button = html`<button type="button" class="button more" part="button" aria-disabled=${isLoading} @click=${view.more}>
    ${t(isLoading ? 'table.loadingMore' : 'table.more')}
  </button>`;
  return html`<div class="footer">
    <p part="status" role="status" dir="auto">${status}</p>
    ${hasMore && !error ? button : nothing}
    ${error ? renderError(error, localization, view.retry) : nothing}
  </div>`;
}

/** What to tell of new rows; empty for none. */
export function addedText(count: number, { locale, t }: Localization): string {
  if (count === 0) return '';
  return count === 1 ? t('table.oneAdded') : t('table.added', { count: count.toLocaleString(locale) });
}
