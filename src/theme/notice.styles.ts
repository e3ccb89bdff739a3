import { css } from 'lit';

/** The framed message of every state that is not "ready", and the skeleton of "loading". */
export const noticeStyles = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    overflow-wrap: anywhere;
  }

  .notice p {
    margin: 0;
  }

  .notice .text {
    flex: 1 1 14rem;
  }

  .notice .said {
    color: var(--_color-muted);
    font-size: var(--_font-size-small);
  }

  .notice.error {
    border-color: var(--_danger);
    background: var(--_danger-surface);
  }

  .notice.warning {
    border-color: var(--_warning);
    background: var(--_warning-surface);
  }

  .notice.success {
    border-color: var(--_success);
    background: var(--_success-surface);
  }

  .bone {
    height: 1rem;
    border-radius: var(--_radius);
    background: var(--_border);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }

  .bone.short {
    inline-size: 7rem;
  }

  .bone.tall {
    block-size: 2.375rem;
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
`;
