/** A record has been saved. */
export class SfSuccessEvent extends Event {
  static readonly type = 'sf-success';
  /** 18-character id of the saved record. */
  readonly id: string;
  readonly objectApiName: string;
  /** True when the record is new. */
  readonly created: boolean;

  constructor(init: { id: string; objectApiName: string; created: boolean }) {
    super(SfSuccessEvent.type);
    this.id = init.id;
    this.objectApiName = init.objectApiName;
    this.created = init.created;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-success': SfSuccessEvent;
  }
}
