import type { Client } from '../../api/client.ts';
import { createRecord, updateRecord } from '../../api/records.ts';
import { type SfError, toSfError } from '../../errors/sf-error.ts';
import { SfSubmitEvent } from '../../events/sf-submit-event.ts';
import { fieldsToSend, findProblems } from './form-values.ts';
import type { Draft, FormView } from './form-view.ts';
import { type Problems, placeErrors } from './place-errors.ts';

export interface SaveRequest {
  readonly view: FormView;
  readonly draft: Draft;
  readonly client: Client;
  /** Absent to create. */
  readonly recordId: string | undefined;
  /** Asks the page; false when it stopped the save. It may change the event's fields. */
  confirm(event: SfSubmitEvent): boolean;
  /** The request goes out now. */
  onSend(): void;
}

export type SaveOutcome =
  | { readonly kind: 'invalid'; readonly problems: Problems }
  | { readonly kind: 'stopped' }
  /** Nothing was changed, so nothing was sent. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: Problems; readonly error: SfError }
  | { readonly kind: 'saved'; readonly id: string };

/** Checks, asks the page and saves with one request. Never rejects. */
export async function saveForm(request: SaveRequest): Promise<SaveOutcome> {
  const { view, draft, client, recordId } = request;
  const { describe, record } = view.loaded;
  const byField = findProblems(view.fields, record, draft.entries, view.localization);
  if (byField.size > 0) return { kind: 'invalid', problems: { byField, general: [] } };
  const objectApiName = describe.name;
  const fields = fieldsToSend(view.fields, record, draft.entries);
  const event = new SfSubmitEvent({ objectApiName, recordId, fields });
  if (!request.confirm(event)) return { kind: 'stopped' };
  if (recordId && Object.keys(event.fields).length === 0) return { kind: 'unchanged' };
  request.onSend();
  try {
    if (!recordId) {
      return { kind: 'saved', id: await createRecord(client, { objectApiName, fields: event.fields }) };
    }
    await updateRecord(client, { objectApiName, id: recordId, fields: event.fields });
    return { kind: 'saved', id: recordId };
  } catch (cause) {
    const error = toSfError(cause, `Save ${objectApiName}`);
    return { kind: 'refused', error, problems: placeErrors(error, view.fields, describe, view.localization) };
  }
}
