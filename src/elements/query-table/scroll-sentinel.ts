import type { ReactiveController, ReactiveControllerHost } from 'lit';

// Newer than the DOM types: how far ahead inside scroll containers. Unknown to a browser, it does nothing.
const ahead = { rootMargin: '600px 0px', scrollMargin: '600px 0px' };

/** Tells when the visitor comes near an element at the end of what is drawn. */
export class ScrollSentinel implements ReactiveController {
  readonly #find: () => Element | null;
  readonly #reached: () => void;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost, find: () => Element | null, reached: () => void) {
    this.#find = find;
    this.#reached = reached;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!('IntersectionObserver' in globalThis)) return;
    this.#observer ??= new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#reached();
    }, ahead);
    // Observed anew, it reports again even where the new rows did not push it out of sight.
    this.#observer.disconnect();
    const element = this.#find();
    if (element) this.#observer.observe(element);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
