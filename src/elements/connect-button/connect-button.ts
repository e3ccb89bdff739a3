import { html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { SfError } from '../../errors/sf-error.ts';
import { common } from '../../i18n/en/common.ts';
import { connect } from '../../i18n/en/connect.ts';
import { controls } from '../../theme/controls.styles.ts';
import { noticeStyles } from '../../theme/notice.styles.ts';
import { tokens } from '../../theme/tokens.styles.ts';
import { renderError, renderPopupBlocked } from '../render-notice.ts';
import { SfElement } from '../sf-element.ts';
import { connectButtonStyles } from './connect-button.styles.ts';
import { initialsOf } from './initials.ts';

/**
 * @summary The sign-in button: connects, shows who is connected, and offers to disconnect.
 *
 * @csspart button - The button, in every state.
 * @csspart menu - What opens below the button once connected.
 * @csspart notice - The message of a failed sign-in.
 * @cssproperty --sf-color-accent - Background of the button before sign-in.
 */
export class SfConnectButton extends SfElement {
  static override readonly tag = 'sf-connect-button';
  static override readonly texts = { ...common, ...connect };
  static override styles = [tokens, controls, noticeStyles, connectButtonStyles];

  @state() private menuOpen = false;
  @state() private menuSide: 'start' | 'end' = 'end';
  @query('button') private button!: HTMLButtonElement | null;
  #hadFocus = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closeMenu();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    if (this.link.state.status !== 'connected') this.#closeMenu();
  }

  protected override updated(): void {
    // What had the focus may have given way to another button.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.button?.focus();
  }

  protected override render() {
    return this.link.state.status === 'connected' ? this.#renderAccount() : this.#renderSignIn();
  }

  #renderSignIn() {
    const { t } = this.localization;
    const { connection, state, error } = this.link;
    const label = {
      disconnected: t('connect.connect'),
      error: t('connect.connect'),
      connecting: t('connect.connecting'),
      expired: t('connect.expired'),
      connected: '',
    }[state.status];
    const preload = () => connection?.preload();
    return html`
      <button
        type="button"
        part="button"
        class="button primary"
        ?disabled=${!connection || state.error?.code === 'CONFIG'}
        aria-busy=${state.status === 'connecting'}
        @pointerenter=${preload}
        @focus=${preload}
        @click=${() => this.#connect()}
      >
        ${state.status === 'connecting' ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
      </button>
      ${this.#renderProblem(error ?? state.error)}
    `;
  }

  #renderProblem(error: SfError | undefined) {
    // The connection itself shows the one, and the button's own words say the other.
    if (!error || error.code === 'CONFIG' || error.code === 'SESSION_EXPIRED') return nothing;
    const notice =
      error.code === 'POPUP_BLOCKED'
        ? renderPopupBlocked(error, this.localization, this.#connect)
        : renderError(error, this.localization);
    return html`<div class="problem">${notice}</div>`;
  }

  #renderAccount() {
    const { t } = this.localization;
    const { user, org } = this.link.state;
    const name = user?.name || t('connect.unknownUser');
    return html`
      <button
        type="button"
        part="button"
        class="button account"
        aria-expanded=${this.menuOpen}
        aria-controls="menu"
        aria-label=${t('connect.account', { name })}
        @click=${this.#toggleMenu}
      >
        <span class="initials" data-initials=${initialsOf(name)}></span>
        <span class="name">${name}</span>
        <span class="chevron" aria-hidden="true"></span>
      </button>
      <div id="menu" part="menu" class="menu ${this.menuSide}" ?hidden=${!this.menuOpen}>
        ${user ? html`<p class="who"><strong>${user.name}</strong><br />${user.username}</p>` : nothing}
        ${org ? html`<p class="org">${t('connect.connectedTo', { host: new URL(org.instanceUrl).host })}</p>` : nothing}
        <button type="button" class="button" @click=${this.#disconnect}>${t('connect.disconnect')}</button>
      </div>
    `;
  }

  readonly #connect = (login?: 'redirect'): void => {
    // A failure is in the connection's state, where every element sees it.
    void this.link.connection?.connect({ login }).catch(() => undefined);
  };

  readonly #disconnect = (): void => {
    void this.link.connection?.disconnect();
  };

  readonly #toggleMenu = (): void => {
    if (this.menuOpen) this.#closeMenu();
    else this.#openMenu();
  };

  #openMenu(): void {
    this.menuOpen = true;
    this.menuSide = this.#roomierSide();
    window.addEventListener('pointerdown', this.#onOutside);
    window.addEventListener('focusin', this.#onOutside);
    this.addEventListener('keydown', this.#onKeydown);
  }

  /** The edge of the button to line the menu up with, so that it opens into the page. */
  #roomierSide(): 'start' | 'end' {
    const { left, right } = this.getBoundingClientRect();
    const isNearLeft = left < document.documentElement.clientWidth - right;
    const isLeftToRight = getComputedStyle(this).direction === 'ltr';
    return isNearLeft === isLeftToRight ? 'start' : 'end';
  }

  #closeMenu(): void {
    this.menuOpen = false;
    window.removeEventListener('pointerdown', this.#onOutside);
    window.removeEventListener('focusin', this.#onOutside);
    this.removeEventListener('keydown', this.#onKeydown);
  }

  readonly #onOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#closeMenu();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    this.#closeMenu();
    this.button?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sf-connect-button': SfConnectButton;
  }
}
