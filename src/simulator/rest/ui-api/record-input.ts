import type { FieldDescribe, FieldType, SObjectDescribe } from '../../../api/types.ts';
import { failure, RestFailure } from '../../http/rest-failure.ts';
import { parseValue } from '../../records/parse-value.ts';
import type { Write } from '../../records/save-record.ts';
import { findField } from '../../schema/names.ts';
import { flagOf, type JsonObject, objectOf, textOf } from '../composite/read-json.ts';
import { jsonBody, type RestRequest } from '../request.ts';
import { writeOptions } from '../write-options.ts';
import { illegalParameter } from './ui-request.ts';

/** What a client wants to be saved. Source: User Interface API Developer Guide, "Record Input". */
export interface RecordInput {
  readonly apiName: string | undefined;
  readonly fields: JsonObject;
  readonly allowSaveOnDuplicate: boolean;
}

const properties = ['apiName', 'fields', 'allowSaveOnDuplicate', 'triggerOtherEmail', 'triggerUserEmail'];

/** @throws RestFailure */
export function recordInput(request: RestRequest): RecordInput {
  if (request.body.trim() === '') throw illegalParameter(`Record input is required for ${request.method}.`);
  const input = objectOf('RecordInput', jsonBody(request).values, properties);
  const inQuery = request.query.get('allowSaveOnDuplicate')?.toLowerCase() === 'true';
  return {
    apiName: (input.apiName ?? null) === null ? undefined : textOf(input, 'apiName'),
    fields: objectOf('Map', input.fields ?? {}),
    allowSaveOnDuplicate: flagOf(input, 'allowSaveOnDuplicate') || inQuery,
  };
}

const kinds: Partial<Record<FieldType, string>> = {
  boolean: 'Boolean',
  int: 'Integer',
  long: 'Long',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
};

function kindOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  if (typeof value === 'object') return Array.isArray(value) ? 'List' : 'Map';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}

/** Refuses a value that the field's type cannot hold. @throws RestFailure */
function requireReadable({ name: objectName }: SObjectDescribe, field: FieldDescribe, value: unknown): void {
  try {
    parseValue(field, value, 1);
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    const message = `Value for field '${field.name}' in object '${objectName}' with data type '${field.type.toUpperCase()}' should be a ${kinds[field.type] ?? 'String'} but instead is a ${kindOf(value)}.`;
    throw failure(400, 'POST_BODY_PARSE_ERROR', message);
  }
}

/** The write that an input asks for. @throws RestFailure for fields and values that mean nothing to the object */
export function writeOf(request: RestRequest, describe: SObjectDescribe, input: RecordInput): Write {
  for (const [name, value] of Object.entries(input.fields)) {
    const field = findField(describe, name);
    if (!field) {
      const message = `Could not find field '${name}' in object '${describe.name}'`;
      throw failure(400, 'POST_BODY_PARSE_ERROR', message);
    }
    requireReadable(describe, field, value);
  }
  const options = writeOptions(request);
  const duplicates = options.duplicates && {
    ...options.duplicates,
    allowSave: options.duplicates.allowSave || input.allowSaveOnDuplicate,
  };
  return { ...options, describe, values: input.fields, duplicates };
}
