import { css } from 'lit';

export const queryTableStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --_max-height: var(--sf-table-max-height, 32rem);
    --_pad: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }

  .notice:has(+ .frame) {
    margin-block-end: calc(var(--_space) * 3);
  }

  .frame {
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .scroll {
    position: relative;
    max-block-size: var(--_max-height);
    overflow: auto;
    overscroll-behavior-inline: contain;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }

  .caption {
    margin: 0;
    padding: calc(var(--_space) * 3);
    font-weight: 600;
    text-align: start;
  }

  th,
  td {
    padding: var(--_pad);
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
  }

  th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface-raised);
    color: var(--_color-muted);
    font-size: var(--_font-size-small);
    font-weight: 600;
    white-space: nowrap;
  }

  /* The region scrolls sideways, so that short values need not be squeezed. */
  td {
    max-inline-size: 24rem;
    font-variant-numeric: tabular-nums;
    overflow-wrap: break-word;
    white-space: nowrap;
  }

  td.long {
    min-inline-size: 18rem;
    white-space: normal;
  }

  tbody tr:last-child td {
    border-block-end: 0;
  }

  tbody tr {
    transition: background-color var(--_duration);
  }

  tbody tr:hover {
    background: var(--_surface-raised);
  }

  .number {
    text-align: end;
  }

  .clamp {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  td a {
    text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent);
    text-underline-offset: 0.15em;
  }

  td a:hover {
    text-decoration-color: currentcolor;
  }

  .added > td:first-child {
    box-shadow: inset 3px 0 var(--_success);
  }

  .added > td:first-child:dir(rtl) {
    box-shadow: inset -3px 0 var(--_success);
  }

  .added {
    animation: added 4s ease-out;
  }

  @keyframes added {
    from {
      background: var(--_success-surface);
    }
  }

  .sentinel {
    block-size: 1px;
    margin-block-start: -1px;
  }

  .footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    min-block-size: 3rem;
    padding: var(--_pad);
    border-block-start: 1px solid var(--_border);
    color: var(--_color-muted);
    font-size: var(--_font-size-small);
  }

  .footer p,
  .frame.count {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }

  .footer .notice {
    flex: 1 0 100%;
    color: var(--_color);
    font-size: var(--_font-size);
  }

  .footer .button {
    min-block-size: 2rem;
    padding-block: var(--_space);
  }

  .button[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.6;
  }

  .empty {
    margin: 0;
    padding: calc(var(--_space) * 10) calc(var(--_space) * 4);
    color: var(--_color-muted);
    text-align: center;
  }

  .count {
    padding: calc(var(--_space) * 4);
  }

  .count strong {
    font-size: 1.75em;
    font-weight: 600;
  }

  .skeleton {
    display: grid;
    grid-template-columns: 2fr 1fr 1fr 1fr;
    gap: calc(var(--_space) * 5) calc(var(--_space) * 6);
    padding: calc(var(--_space) * 4);
  }

  @container (max-width: 480px) {
    table,
    tbody,
    .caption {
      display: block;
    }

    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    tbody tr {
      display: grid;
      gap: var(--_space);
      padding: calc(var(--_space) * 3);
      border-block-end: 1px solid var(--_border);
      content-visibility: auto;
      contain-intrinsic-block-size: auto 10rem;
    }

    tbody tr:last-child {
      border-block-end: 0;
    }

    td,
    td.number,
    td.long {
      display: grid;
      grid-template-columns: minmax(6rem, 2fr) 3fr;
      align-items: baseline;
      gap: calc(var(--_space) * 3);
      min-inline-size: 0;
      max-inline-size: none;
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
      text-align: start;
      white-space: normal;
    }

    td::before {
      content: attr(data-label);
      content: attr(data-label) / '';
      color: var(--_color-muted);
      font-size: var(--_font-size-small);
    }

    .added > td:first-child,
    .added > td:first-child:dir(rtl) {
      box-shadow: none;
    }

    tr.added {
      border-inline-start: 3px solid var(--_success);
    }

    .skeleton {
      grid-template-columns: 2fr 3fr;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .added {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    th {
      border-block-end: 2px solid;
    }

    .added > td:first-child {
      border-inline-start: 3px solid Highlight;
    }
  }
`;
