/** An element has its metadata and data, and shows them. Fired again after each reload. */
export class SfLoadEvent extends Event {
  static readonly type = 'sf-load';
  readonly objectApiName: string;
  /** Number of records there are: a query's total, 1 for a record, 0 for an empty create form. */
  readonly totalSize: number;

  constructor(init: { objectApiName: string; totalSize: number }) {
    super(SfLoadEvent.type);
    this.objectApiName = init.objectApiName;
    this.totalSize = init.totalSize;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-load': SfLoadEvent;
  }
}
