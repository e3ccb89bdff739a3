import { css } from 'lit';

/** Buttons, focus and hidden text, alike in every element. */
export const controls = css`
  :host {
    box-sizing: border-box;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  button {
    font: inherit;
    cursor: pointer;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-height: 2.25rem;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_color);
    font-weight: 500;
    transition: background-color var(--_duration);
  }

  .button:hover:not(:disabled) {
    background: var(--_surface-raised);
  }

  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button.primary:hover:not(:disabled) {
    border-color: var(--_accent-hover);
    background: var(--_accent-hover);
  }

  .button:disabled {
    cursor: default;
    opacity: 0.6;
  }

  :focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }

  a {
    color: var(--_accent);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
