/** The visitor gave up editing; what was typed is gone. */
export class SfCancelEvent extends Event {
  static readonly type = 'sf-cancel';

  constructor() {
    super(SfCancelEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-cancel': SfCancelEvent;
  }
}
