import { initialState } from '@lit/task';
import type { Connection } from '../../connection/connection.ts';
import { SfError } from '../../errors/sf-error.ts';
import { type FieldModel, fieldModel } from '../../fields/field-model.ts';

/** The model of a field that stands on its own. Throws an `SfError` that names the attribute at fault. */
export async function describeField(
  connection: Connection | undefined,
  objectApiName: string | undefined,
  fieldName: string,
  signal: AbortSignal,
): Promise<FieldModel | typeof initialState> {
  if (!connection) return initialState;
  if (!objectApiName) {
    throw new SfError({
      code: 'CONFIG',
      operation: `Show ${fieldName}`,
      problem: 'The attribute object-api-name is missing.',
      remedy: 'Name the object that has the field, e.g. object-api-name="Contact".',
    });
  }
  const { name, fields } = await connection.describe(objectApiName, { signal });
  const found = fields.find((field) => field.name.toLowerCase() === fieldName.toLowerCase());
  if (found) return fieldModel(found);
  throw new SfError({
    code: 'UNKNOWN_FIELD',
    operation: `Show ${name}`,
    problem: `The attribute field-name names “${fieldName}”, which ${name} does not have, or your user may not see.`,
    remedy: 'Use an API name; those of custom fields end in __c.',
  });
}
