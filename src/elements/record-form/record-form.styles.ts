import { css } from 'lit';

export const recordFormStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--_color);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.45;
  }

  .form {
    display: grid;
    gap: calc(var(--_space) * 5);
    margin: 0;
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .grid {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5) calc(var(--_space) * 6);
    align-items: start;
  }

  .compact .grid {
    gap: calc(var(--_space) * 3) calc(var(--_space) * 4);
  }

  .compact {
    --_control-height: 2rem;
    --_control-padding: 0.1875rem;
    gap: calc(var(--_space) * 3);
  }

  @container (min-width: 480px) {
    .columns-2,
    .columns-3,
    .columns-4 {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container (min-width: 720px) {
    .columns-3,
    .columns-4 {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  @container (min-width: 960px) {
    .columns-4 {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }

  .note {
    margin: 0;
    color: var(--_color-muted);
    font-size: var(--_font-size-small);
  }

  .status .notice,
  .aside .notice {
    margin-block-end: calc(var(--_space) * 5);
  }

  .summary ul {
    margin: calc(var(--_space) * 1) 0 0;
    padding-inline-start: 1.25em;
  }

  .summary:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-align: start;
    text-decoration: underline;
    /* Beside its bullet also where it wraps. */
    vertical-align: top;
  }

  .skeleton {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .skeleton .label {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
`;
