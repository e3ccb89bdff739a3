import { getRecord } from '../../api/records.ts';
import type { SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import type { Connection } from '../../connection/connection.ts';
import { isSfError, SfError } from '../../errors/sf-error.ts';
import { type FieldModel, fieldModel } from '../../fields/field-model.ts';
import { fieldsToRead } from '../../fields/form-fields.ts';
import type { ExternalId } from './external-id.ts';
import type { FormTarget } from './form-config.ts';

/** What a form is drawn from. */
export interface LoadedForm {
  /** Which object and record this is of. */
  readonly key: string;
  readonly describe: SObjectDescribe;
  /** Field names asked for; empty for the object's own. */
  readonly requested: readonly string[];
  /** By which it creates, where the page says so. */
  readonly externalId: ExternalId | undefined;
  /** Of all fields, whether on the form or not. */
  readonly models: readonly FieldModel[];
  /** Absent while a record is about to be created. */
  readonly record: SObjectRecord | undefined;
}

export function formKey({ objectApiName, recordId }: Pick<FormTarget, 'objectApiName' | 'recordId'>): string {
  return `${objectApiName.toLowerCase()}/${recordId?.slice(0, 15) ?? ''}`;
}

/**
 * Reads metadata and record. Rejects with an `SfError` that names the attribute at fault, if one is.
 * @param awaitRecord called with the metadata once only the record is still to come
 */
export async function loadForm(
  connection: Connection,
  target: FormTarget,
  signal: AbortSignal,
  awaitRecord: (describe: SObjectDescribe) => void,
): Promise<LoadedForm> {
  const { objectApiName, recordId, fields } = target;
  const describe = await connection
    .describe(objectApiName, { signal })
    .catch((error) => Promise.reject(explainUnknownObject(error, objectApiName)));
  if (!recordId && !describe.createable) throw mayNotCreate(describe);
  const names = fieldsToRead(describe, fields);
  if (recordId) awaitRecord(describe);
  const record = recordId
    ? await getRecord(connection.client, {
        objectApiName: describe.name,
        id: recordId,
        fields: names,
        signal,
      }).catch((error) => Promise.reject(explainUnknownRecord(error, describe.name, recordId)))
    : undefined;
  return {
    key: formKey(target),
    describe,
    requested: fields,
    externalId: await loadExternalId(describe, target),
    models: describe.fields.map(fieldModel),
    record,
  };
}

/** The error for a record that was deleted on this page. */
export function recordDeleted({ objectApiName }: FormTarget): SfError {
  return new SfError({
    code: 'ENTITY_IS_DELETED',
    operation: `Show ${objectApiName}`,
    problem: 'The record has been deleted.',
    remedy: 'It can be restored from the recycle bin of the org.',
  });
}

async function loadExternalId(
  describe: SObjectDescribe,
  { externalIdField }: FormTarget,
): Promise<ExternalId | undefined> {
  if (!externalIdField) return undefined;
  const { ExternalId } = await import('./external-id.ts');
  return new ExternalId(describe, externalIdField);
}

function mayNotCreate({ name, labelPlural }: SObjectDescribe): SfError {
  return new SfError({
    code: 'INSUFFICIENT_ACCESS',
    operation: `Create ${name}`,
    problem: `Your user may not create ${labelPlural}.`,
    remedy: 'The administrator of the org can give access.',
  });
}

function explainUnknownObject(error: unknown, objectApiName: string): unknown {
  const isUnknown = isSfError(error) && (error.status === 404 || error.code === 'UNKNOWN_OBJECT');
  if (!isUnknown) return error;
  return new SfError({
    code: 'UNKNOWN_OBJECT',
    operation: 'Show the form',
    problem: `The attribute object-api-name is “${objectApiName}”, which is no object of this org, or your user may not see it.`,
    remedy: 'Use the API name, e.g. Contact; those of custom objects end in __c.',
    status: error.status ?? 404,
    cause: error,
  });
}

function explainUnknownRecord(error: unknown, objectApiName: string, recordId: string): unknown {
  const isUnknown = isSfError(error) && (error.status === 404 || error.code === 'MALFORMED_ID');
  if (!isUnknown) return error;
  return new SfError({
    code: error.code,
    operation: `Show ${objectApiName}`,
    problem: `The attribute record-id is “${recordId}”, but there is no such ${objectApiName}, or your user may not see it.`,
    remedy: 'Check the id and that the record has not been deleted.',
    ...(error.status !== undefined && { status: error.status }),
    cause: error,
  });
}
