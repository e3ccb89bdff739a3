/** A visitor has signed in. Fired by `<sf-connection>`. */
export class SfConnectedEvent extends Event {
  static readonly type = 'sf-connected';
  /** 18-character id of the user, where known. */
  readonly userId: string | undefined;
  /** The org's API origin. */
  readonly instanceUrl: string;

  constructor(init: { userId: string | undefined; instanceUrl: string }) {
    super(SfConnectedEvent.type);
    this.userId = init.userId;
    this.instanceUrl = init.instanceUrl;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-connected': SfConnectedEvent;
  }
}
