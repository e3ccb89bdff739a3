import type { Client } from '../../api/client.ts';
import { createRecord, updateRecord } from '../../api/records.ts';
import type { SObjectDescribe } from '../../api/types.ts';
import { type SfError, toSfError } from '../../errors/sf-error.ts';
import { SfSubmitEvent } from '../../events/sf-submit-event.ts';
import { fieldsToSend, findProblems } from './form-values.ts';
import type { Draft, FormView } from './form-view.ts';
import { type LostCreate, type Problems, placeErrors } from './place-errors.ts';

/** What any request of a form needs. */
export interface Sending {
  readonly view: FormView;
  readonly client: Client;
  /** Absent to create. */
  readonly recordId: string | undefined;
  /** The request goes out now. */
  onSend(): void;
}

export interface SaveRequest extends Sending {
  readonly draft: Draft;
  /** A value for the external id of a record that is typed without one. */
  readonly madeId: string;
  /** Where the page is asked: it may stop the save, or change the event's fields. */
  readonly host: EventTarget;
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
  const externalId = recordId ? undefined : view.loaded.externalId;
  const byField = findProblems(view.fields, record, draft.entries, view.localization);
  if (byField.size > 0) return { kind: 'invalid', problems: { byField, general: [] } };
  const objectApiName = describe.name;
  const typed = fieldsToSend(view.fields, record, draft.entries);
  const fields = externalId?.complete(typed, request.madeId) ?? typed;
  const event = new SfSubmitEvent({ objectApiName, recordId, fields });
  if (!request.host.dispatchEvent(event)) return { kind: 'stopped' };
  if (externalId?.isMissing(event.fields)) {
    const missing = view.localization.t('fields.error.required', { label: externalId.label });
    return { kind: 'invalid', problems: { byField, general: [missing] } };
  }
  if (recordId && Object.keys(event.fields).length === 0) return { kind: 'unchanged' };
  request.onSend();
  const sent = { fields: { ...event.fields }, since: Date.now() };
  try {
    if (!recordId) {
      const id = externalId
        ? await externalId.create(client, event.fields)
        : await createRecord(client, { objectApiName, fields: event.fields });
      return { kind: 'saved', id };
    }
    await updateRecord(client, { objectApiName, id: recordId, fields: event.fields });
    return { kind: 'saved', id: recordId };
  } catch (cause) {
    const error = toSfError(cause, `Save ${objectApiName}`);
    const problems = placeErrors(error, view.fields, describe, view.localization);
    const isLost = !recordId && error.code === 'OUTCOME_UNKNOWN' && canBeFound(describe);
    return { kind: 'refused', error, problems: isLost ? { ...problems, lost: sent } : problems };
  }
}

function canBeFound({ queryable, fields }: SObjectDescribe): boolean {
  return queryable && fields.some(({ name, filterable }) => name === 'CreatedDate' && filterable);
}

export interface CheckRequest extends Sending {
  readonly lost: LostCreate;
  readonly userId: string | undefined;
  /** Ids of records that this form has created before. */
  readonly known: ReadonlySet<string>;
}

/** By which a search fails before it is sent. */
const unanswerable = ['OUTCOME_UNKNOWN', 'SOQL_VALUE', 'UNKNOWN_FIELD'];

/** Looks whether a create whose answer got lost was carried out. Never rejects. */
export async function checkSave(request: CheckRequest): Promise<SaveOutcome> {
  const { view, client, lost, userId, known } = request;
  const { describe } = view.loaded;
  const { t } = view.localization;
  const byField = new Map<string, string>();
  request.onSend();
  try {
    const { findCreated } = await import('./find-created.ts');
    const id = await findCreated(client, { describe, lost, userId, known });
    if (!id) return { kind: 'invalid', problems: { byField, general: [t('form.notFound')] } };
    client.announce({ objectApiName: describe.name, id, kind: 'created', fields: lost.fields });
    return { kind: 'saved', id };
  } catch (cause) {
    const error = toSfError(cause, `Look for ${describe.name}`);
    // Where it can never be found out, the visitor decides.
    const isFinal = [400, 404].includes(error.status ?? 0) || unanswerable.includes(error.code);
    const general = [`${error.problem} ${error.remedy}`.trim()];
    return {
      kind: 'refused',
      error,
      problems: { byField, general, isUncertain: true, lost: isFinal ? undefined : lost },
    };
  }
}
