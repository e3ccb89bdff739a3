import type { PicklistValue } from '../../api/types.ts';
import type { Localization } from '../../i18n/localization.ts';
import type { FieldModel } from '../field-model.ts';

/** What an editor is given. It keeps no state: what is typed goes up at once and comes back as `text`. */
export interface EditorContext {
  readonly model: FieldModel;
  /** What is typed, in the form of `toInput`. */
  readonly text: string;
  /** On offer, where there is a choice. */
  readonly options: readonly PicklistValue[];
  /** Id of the control, which the label names. */
  readonly id: string;
  /** Id of the label. */
  readonly labelId: string;
  /** Ids of help and error. */
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly placeholder: string;
  readonly localization: Localization;
  /** `unfinished` while a date or time is only half entered, which reads as empty. */
  onInput(text: string, unfinished: boolean): void;
  /** The visitor is through with this change. */
  onCommit(): void;
}
