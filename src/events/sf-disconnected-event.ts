/** The visitor has signed out. Fired by `<sf-connection>`. */
export class SfDisconnectedEvent extends Event {
  static readonly type = 'sf-disconnected';

  constructor() {
    super(SfDisconnectedEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-disconnected': SfDisconnectedEvent;
  }
}
