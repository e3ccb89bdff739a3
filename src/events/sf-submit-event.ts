import type { SObjectRecord } from '../api/types.ts';

/** A form is about to save. `preventDefault()` stops it; `fields` may be changed and is what gets sent. */
export class SfSubmitEvent extends Event {
  static readonly type = 'sf-submit';
  readonly objectApiName: string;
  /** Absent when the record is about to be created. */
  readonly recordId: string | undefined;
  /** API name to value in wire form; only what changed, when updating. */
  readonly fields: SObjectRecord;

  constructor(init: { objectApiName: string; recordId: string | undefined; fields: SObjectRecord }) {
    super(SfSubmitEvent.type, { cancelable: true });
    this.objectApiName = init.objectApiName;
    this.recordId = init.recordId;
    this.fields = init.fields;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-submit': SfSubmitEvent;
  }
}
