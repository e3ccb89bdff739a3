import { css } from 'lit';

export const connectButtonStyles = css`
  :host {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
  }

  .problem {
    margin-block-start: calc(var(--_space) * 2);
    max-inline-size: 32rem;
  }

  .account {
    max-inline-size: 100%;
    padding-inline-start: calc(var(--_space) * 1.5);
    border-radius: 2rem;
  }

  .initials {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1.625rem;
    block-size: 1.625rem;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.6875rem;
    font-weight: 600;
  }

  /* Drawn, not written: the button's name is the person's name alone. */
  .initials::before {
    content: attr(data-initials) / '';
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chevron {
    flex: none;
    inline-size: 0.45rem;
    block-size: 0.45rem;
    border: solid currentcolor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-2px) rotate(45deg);
  }

  .menu {
    position: absolute;
    z-index: 10;
    inset-block-start: calc(100% + var(--_space));
    min-inline-size: 14rem;
    max-inline-size: min(22rem, 90vw);
    padding: calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
    overflow-wrap: anywhere;
  }

  .menu.start {
    inset-inline-start: 0;
  }

  .menu.end {
    inset-inline-end: 0;
  }

  .menu[hidden] {
    display: none;
  }

  .menu p {
    margin: 0 0 calc(var(--_space) * 3);
  }

  .who,
  .org {
    font-size: var(--_font-size-small);
  }

  .org {
    color: var(--_color-muted);
  }

  .spinner {
    inline-size: 0.9rem;
    block-size: 0.9rem;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
`;
