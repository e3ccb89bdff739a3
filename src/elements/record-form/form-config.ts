import { SfError } from '../../errors/sf-error.ts';
import { readNames } from '../read-names.ts';

export type RecordFormMode = 'edit' | 'view' | 'readonly';

/** The attributes as they are written, in whatever form a page gives them. */
export interface FormAttributes {
  readonly objectApiName: string | undefined;
  readonly recordId: string | undefined;
  readonly fields: string | readonly string[] | undefined;
  readonly mode: string | undefined;
  readonly columns: number | string | undefined;
  readonly density: string | undefined;
  readonly externalIdField: string | undefined;
}

/** Which record, and which fields of it. */
export interface FormTarget {
  readonly objectApiName: string;
  readonly recordId: string | undefined;
  /** Empty for the object's own. */
  readonly fields: readonly string[];
  readonly externalIdField: string | undefined;
}

export interface FormConfig extends FormTarget {
  readonly mode: RecordFormMode;
  readonly columns: 1 | 2 | 3 | 4;
  readonly density: 'comfortable' | 'compact';
}

/** What the attributes ask for. Throws a `CONFIG` error that names the attribute at fault and its remedy. */
export function readFormConfig(attributes: FormAttributes): FormConfig {
  const recordId = attributes.recordId?.trim() || undefined;
  const mode = oneOf('mode', attributes.mode, ['edit', 'view', 'readonly'], 'view');
  const config: FormConfig = {
    objectApiName: attributes.objectApiName?.trim() ?? '',
    recordId,
    fields: readNames(attributes.fields),
    externalIdField: attributes.externalIdField?.trim() || undefined,
    mode,
    columns: oneOf('columns', Number(attributes.columns ?? 1), [1, 2, 3, 4], 1, attributes.columns),
    density: oneOf('density', attributes.density, ['comfortable', 'compact'], 'comfortable'),
  };
  if (!config.objectApiName) {
    throw configError(
      'The attribute object-api-name is missing.',
      'Name the object, e.g. object-api-name="Contact".',
    );
  }
  if (recordId && !/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(recordId)) {
    throw configError(
      `The attribute record-id is “${recordId}”, which is not a record id.`,
      'A record id has 15 or 18 letters and digits; leave the attribute out to create a record.',
    );
  }
  if (mode === 'readonly' && !recordId) {
    throw configError(
      'The attribute mode is “readonly”, but the attribute record-id names no record to show.',
      'Give a record id, or leave mode out to create a record.',
    );
  }
  return config;
}

function oneOf<T extends string | number>(
  attribute: string,
  value: unknown,
  allowed: readonly T[],
  fallback: T,
  written: unknown = value,
): T {
  if (value === undefined || value === null || value === '') return fallback;
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw configError(
    `The attribute ${attribute} is “${String(written)}”.`,
    `It may be one of: ${allowed.join(', ')}.`,
  );
}

/** The error of attributes that cannot be used. */
export function configError(problem: string, remedy: string): SfError {
  return new SfError({ code: 'CONFIG', operation: 'Show the form', problem, remedy });
}
