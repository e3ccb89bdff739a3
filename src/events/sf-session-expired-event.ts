/** The session has ended and could not be renewed; what was typed is kept. Fired by `<sf-connection>`. */
export class SfSessionExpiredEvent extends Event {
  static readonly type = 'sf-session-expired';

  constructor() {
    super(SfSessionExpiredEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-session-expired': SfSessionExpiredEvent;
  }
}
