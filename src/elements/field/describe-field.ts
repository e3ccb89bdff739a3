import { initialState, Task } from '@lit/task';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionController, ConnectionHost } from '../../connection/connection-controller.ts';
import { ConnectionWatch } from '../../connection/connection-watch.ts';
import { SfError } from '../../errors/sf-error.ts';
import { type FieldModel, fieldModel } from '../../fields/field-model.ts';

/** Which field to show. */
export interface FieldTarget {
  readonly objectApiName: string | undefined;
  readonly fieldName: string;
  /** What a form knows of it already. */
  readonly model: FieldModel | undefined;
}

type Question = readonly [Connection | undefined, string | undefined, string, FieldModel | undefined];

/** The model of a field; of one that stands on its own by the org's describe, also when that changes. */
export class FieldModelTask extends Task<Question, FieldModel> {
  constructor(host: ConnectionHost, link: ConnectionController, target: () => FieldTarget) {
    super(host, {
      args: () => {
        const { objectApiName, fieldName, model } = target();
        const connection = link.state.status === 'connected' ? link.connection : undefined;
        return [connection, objectApiName, fieldName, model] as const;
      },
      task: ([connection, objectApiName, fieldName, model], { signal }) =>
        model ?? describeField(connection, objectApiName, fieldName, signal),
    });
    new ConnectionWatch(host, link, {
      describeChanged: (name) => {
        const { objectApiName, model } = target();
        if (!model && objectApiName?.toLowerCase() === name) void this.run();
      },
    });
  }
}

/** Throws an `SfError` that names the attribute at fault. */
async function describeField(
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
