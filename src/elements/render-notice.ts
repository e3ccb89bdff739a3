import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionController } from '../connection/connection-controller.ts';
import type { SfError } from '../errors/sf-error.ts';
import type { Localization } from '../i18n/localization.ts';

export interface NoticeAction {
  label: string;
  run: () => void;
}

/** A framed message with at most one thing to do about it. */
export function renderNotice(
  kind: 'info' | 'warning' | 'error' | 'success',
  content: unknown,
  action?: NoticeAction,
): TemplateResult {
  return html`<div class="notice ${kind}" part="notice" role=${kind === 'error' ? 'alert' : 'status'}>
    <div class="text">${content}</div>
    ${action ? html`<button type="button" class="button" part="button" @click=${action.run}>${action.label}</button>` : nothing}
  </div>`;
}

/** A failure: what happened, what to do, and the org's own words as text. */
export function renderError(error: SfError, { t }: Localization, retry?: () => void): TemplateResult {
  const content = html`<p><strong>${error.problem}</strong> ${error.remedy}</p>
    ${error.details.map(({ message }) => html`<p class="said">${t('common.details')} ${lastLine(message)}</p>`)}`;
  return renderNotice('error', content, retry && { label: t('common.retry'), run: retry });
}

/** A sign-in window that did not open, and the way that needs none. */
export function renderPopupBlocked(
  { problem, remedy }: SfError,
  { t }: Localization,
  connect: (login: 'redirect') => void,
): TemplateResult {
  return renderNotice('warning', html`<p><strong>${problem}</strong> ${remedy}</p>`, {
    label: t('common.withoutPopup'),
    run: () => connect('redirect'),
  });
}

/** What to show while there is no session, `undefined` when there is one. What an expired one left may stay beside it. */
export function renderUnconnected(
  link: ConnectionController,
  localization: Localization,
): TemplateResult | undefined {
  const { t } = localization;
  const { connection, error, state } = link;
  if (error) return renderError(error, localization);
  const connect = (login?: 'redirect') => void connection?.connect({ login }).catch(() => undefined);
  switch (state.status) {
    case 'connected':
      return undefined;
    case 'expired':
      if (state.error?.code === 'POPUP_BLOCKED')
        return renderPopupBlocked(state.error, localization, connect);
      return renderNotice('warning', html`<p>${t('common.expired')}</p>`, {
        label: t('common.reconnect'),
        run: () => connect(),
      });
    case 'connecting':
      return renderNotice('info', html`<p>${t('connect.connecting')}</p>`);
    default:
      return renderNotice('info', html`<p>${t('common.notConnected')}</p>`);
  }
}

/** The org puts the place of a query's fault on lines of their own; the last line says what it is. */
function lastLine(message: string): string {
  return message.slice(message.lastIndexOf('\n') + 1);
}
