import { css } from 'lit';

export const fieldStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    color: var(--_color);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.45;
  }

  .notice {
    margin-block-end: calc(var(--_space) * 2);
  }

  .field {
    display: grid;
    gap: calc(var(--_space) * 1);
  }

  .label {
    color: var(--_color);
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .mark {
    color: var(--_danger);
    font-weight: 700;
    margin-inline-start: 0.2em;
  }

  .check-row {
    display: flex;
    align-items: start;
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 1.5);
  }

  .control {
    inline-size: 100%;
    min-block-size: var(--_control-height, 2.375rem);
    padding: var(--_control-padding, calc(var(--_space) * 1.5)) calc(var(--_space) * 2.5);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    transition: border-color var(--_duration);
  }

  select.control {
    padding-inline-start: calc(var(--_space) * 1.5);
  }

  textarea.control {
    resize: block;
    min-block-size: 4.5rem;
  }

  .control:hover:not(:disabled) {
    border-color: var(--_accent);
  }

  .control:focus-visible {
    border-color: var(--_accent);
    outline: var(--_focus);
    outline-offset: 1px;
  }

  .control[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  .control:disabled {
    background: var(--_surface-raised);
    color: var(--_color-muted);
    cursor: not-allowed;
  }

  .control::placeholder {
    color: var(--_color-muted);
    opacity: 1;
  }

  .check {
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0.125em 0 0;
    accent-color: var(--_accent);
  }

  .choices {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    max-block-size: 14rem;
    overflow-y: auto;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .choices:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }

  .choice {
    display: flex;
    align-items: start;
    gap: calc(var(--_space) * 2);
  }

  .affixed {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  .affix,
  .quiet,
  .help {
    color: var(--_color-muted);
  }

  .help,
  p.error,
  .hint {
    margin: 0;
    font-size: var(--_font-size-small);
    overflow-wrap: anywhere;
  }

  p.error {
    color: var(--_danger);
    font-weight: 500;
  }

  .hint {
    color: var(--_warning);
  }

  :host([disabled]) .hint {
    color: var(--_color-muted);
  }

  .value {
    min-block-size: 1.45em;
    overflow-wrap: anywhere;
    padding-block: calc(var(--_space) * 0.5);
  }

  .reading .label {
    color: var(--_color-muted);
    font-size: var(--_font-size-small);
    font-weight: 400;
  }

  .label-inline {
    grid-template-columns: minmax(6rem, 1fr) 2fr;
    column-gap: calc(var(--_space) * 4);
  }

  .label-inline > :not(.label) {
    grid-column: 2;
  }

  .label-inline > .label {
    padding-block-start: calc(var(--_space) * 2);
  }

  @media (forced-colors: active) {
    .control[aria-invalid='true'] {
      border-style: dashed;
    }
  }
`;
