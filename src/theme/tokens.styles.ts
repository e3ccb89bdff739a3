import { css } from 'lit';

/**
 * Every look of the kit, once. A page sets `--sf-*` on any ancestor; what it leaves out falls back here.
 * Colours follow the page's `color-scheme`.
 */
export const tokens = css`
  :host {
    --_font: var(--sf-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    --_font-size: var(--sf-font-size, 0.9375rem);
    --_font-size-small: var(--sf-font-size-small, 0.8125rem);
    --_color: var(--sf-color-text, light-dark(#16212e, #e8edf3));
    --_color-muted: var(--sf-color-text-muted, light-dark(#506072, #a3b1c2));
    --_surface: var(--sf-color-surface, light-dark(#ffffff, #16202b));
    --_surface-raised: var(--sf-color-surface-raised, light-dark(#f4f6f9, #1e2a37));
    --_border: var(--sf-color-border, light-dark(#d5dce5, #35445a));
    --_border-strong: var(--sf-color-border-strong, light-dark(#78879a, #7a8ba3));
    --_accent: var(--sf-color-accent, light-dark(#0b5cab, #7cc0ff));
    --_accent-hover: var(--sf-color-accent-hover, light-dark(#084887, #a3d3ff));
    --_on-accent: var(--sf-color-on-accent, light-dark(#ffffff, #06233f));
    --_danger: var(--sf-color-danger, light-dark(#b3261e, #ff9d94));
    --_danger-surface: var(--sf-color-danger-surface, light-dark(#fdf1f0, #3a2020));
    --_warning: var(--sf-color-warning, light-dark(#8a4b00, #ffc078));
    --_warning-surface: var(--sf-color-warning-surface, light-dark(#fff6e6, #38290f));
    --_success: var(--sf-color-success, light-dark(#1a6b3a, #7fd6a0));
    --_success-surface: var(--sf-color-success-surface, light-dark(#ecf8f0, #15301f));
    --_space: var(--sf-space, 0.25rem);
    --_radius: var(--sf-radius, 0.375rem);
    --_focus: var(--sf-focus-ring, 2px solid var(--_accent));
    --_duration: var(--sf-duration, 120ms);
    color: var(--_color);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.45;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_duration: 0s;
    }
  }
`;
