import type { FieldValue } from '../api/types.ts';

/** The visitor changed a field's value. */
export class SfChangeEvent extends Event {
  static readonly type = 'sf-change';
  /** API name of the field. */
  readonly fieldName: string;
  /** The value in wire form; `null` when cleared. */
  readonly value: FieldValue;

  constructor(init: { fieldName: string; value: FieldValue }) {
    super(SfChangeEvent.type);
    this.fieldName = init.fieldName;
    this.value = init.value;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-change': SfChangeEvent;
  }
}
