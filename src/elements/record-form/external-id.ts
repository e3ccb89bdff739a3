import type { Client } from '../../api/client.ts';
import { upsertRecord } from '../../api/records.ts';
import type { FieldDescribe, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { configError } from './form-config.ts';

const uuidLength = 36;

/** The field that external-id-field names; `undefined` where it names none. Throws a `CONFIG` error for what is no external id. */
export function externalIdField(
  { name: objectApiName, fields }: SObjectDescribe,
  name: string | undefined,
): FieldDescribe | undefined {
  if (!name) return undefined;
  const field = fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (field?.externalId && field.createable) return field;
  throw configError(
    `The attribute external-id-field is “${name}”, which is no external id of ${objectApiName} that your user may set.`,
    'Name a field that is marked as External ID in Setup, or leave the attribute out.',
  );
}

/** What to send, with a value made for the external id where nobody has given one and the field can hold it. */
export function withExternalId(fields: SObjectRecord, field: FieldDescribe, made: string): SObjectRecord {
  const holdsMade = field.type === 'string' && field.length >= uuidLength;
  return holdsMade && !hasExternalId(fields, field) ? { ...fields, [field.name]: made } : fields;
}

export function hasExternalId(fields: SObjectRecord, { name }: FieldDescribe): boolean {
  return (fields[name] ?? '') !== '';
}

/** Creates the record so that doing it again, after an answer that got lost, makes no second one. */
export async function createByExternalId(
  client: Client,
  objectApiName: string,
  { name: externalIdField }: FieldDescribe,
  { [externalIdField]: externalId, ...fields }: SObjectRecord,
): Promise<string> {
  const created = await upsertRecord(client, {
    objectApiName,
    externalIdField,
    externalId: externalId as string | number,
    fields,
  });
  return created.id;
}
