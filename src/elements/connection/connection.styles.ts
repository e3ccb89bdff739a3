import { css } from 'lit';

export const connectionStyles = css`
  :host {
    display: block;
    color: inherit;
    font-family: inherit;
    font-size: inherit;
    line-height: inherit;
  }

  .notice {
    color: var(--_color);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.45;
    margin-block-end: calc(var(--_space) * 4);
  }
`;
