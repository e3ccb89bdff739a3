import type { SfError } from '../errors/sf-error.ts';

/** Something failed. The page also shows it where the visitor can act on it. */
export class SfErrorEvent extends Event {
  static readonly type = 'sf-error';
  readonly error: SfError;

  constructor(error: SfError) {
    super(SfErrorEvent.type);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-error': SfErrorEvent;
  }
}
