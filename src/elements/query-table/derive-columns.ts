import type { FieldDescribe, FieldType, SObjectRecord } from '../../api/types.ts';
import type { Localization } from '../../i18n/localization.ts';
import { columnLabel } from './column-labels.ts';
import type { DescribedPaths } from './describe-paths.ts';
import type { SelectColumn } from './read-select.ts';
import { pathsOf, valueAt } from './record-values.ts';

/** A column as a page asks for it: the shape of `lightning-datatable`. */
export interface ColumnDefinition {
  /** A selected field's path, alias, or `expr0`. */
  readonly fieldName: string;
  /** Default: from the org's metadata. */
  readonly label?: string | undefined;
  /** `text number currency percent email phone url date date-local boolean location`; default: from the metadata. */
  readonly type?: string | undefined;
}

/** A column as it is drawn. */
export interface TableColumn {
  readonly kind: SelectColumn['kind'];
  readonly path: readonly string[];
  readonly label: string;
  /** How its values are written; undefined where only the value itself can tell. */
  readonly field: FieldDescribe | undefined;
  readonly isNumeric: boolean;
  /** True where the value is the name of the record it belongs to. */
  readonly isName: boolean;
}

export interface ColumnSources {
  /** Undefined where the query does not tell; the first record then does. */
  readonly selected: readonly SelectColumn[] | undefined;
  readonly described: DescribedPaths;
  /** Nothing, or none with a field: all that is selected. */
  readonly definitions: readonly ColumnDefinition[] | undefined | null;
  readonly firstRecord: SObjectRecord | undefined;
  readonly t: Localization['t'];
}

/** The columns of a table, from what the query selects, what the org says of it and what the page asks for. */
export function deriveColumns(sources: ColumnSources): TableColumn[] {
  const { definitions, firstRecord } = sources;
  const selected = sources.selected ?? selectedIn(firstRecord);
  const wanted = definitions?.filter(hasField).map((definition) => ({
    definition,
    column: selected.find((column) => isNamed(column, definition.fieldName)),
  }));
  const all = selected.map((column) => ({ column, definition: undefined }));
  const pairs = wanted?.length ? wanted : all;
  return pairs.map(({ column, definition }) => {
    const path = definition?.fieldName.split('.') ?? [];
    return drawn(column ?? fieldColumn(path), definition, sources);
  });
}

/** What a record shows to have been selected. */
export function selectedIn(record: SObjectRecord | undefined): SelectColumn[] {
  return record ? pathsOf(record).map(fieldColumn) : [];
}

/** A field of which nothing is known but its type, enough to write its values. */
export function plainField(type: FieldType, scale = 0): FieldDescribe {
  return { type, scale, picklistValues: [] as FieldDescribe['picklistValues'] } as FieldDescribe;
}

const numericTypes = new Set<FieldType>(['int', 'long', 'double', 'currency', 'percent']);

const typesOfDefinitions: ReadonlyMap<string, FieldType> = new Map(
  Object.entries<FieldType>({
    text: 'string',
    number: 'double',
    currency: 'currency',
    percent: 'percent',
    email: 'email',
    phone: 'phone',
    url: 'url',
    date: 'date',
    'date-local': 'date',
    boolean: 'boolean',
    location: 'location',
  }),
);

function drawn(
  column: SelectColumn,
  definition: ColumnDefinition | undefined,
  { described, firstRecord, t }: ColumnSources,
): TableColumn {
  const origin = described.at(column.source);
  const field = withType(fieldOf(column, origin?.field), definition?.type);
  const value = firstRecord && valueAt(firstRecord, column.path);
  return {
    kind: column.kind,
    path: column.path,
    label: definition?.label ?? columnLabel(column, origin, t),
    field,
    isNumeric: field ? numericTypes.has(field.type) : typeof value === 'number',
    isName: column.kind === 'field' && origin?.field.nameField === true && !definition?.type,
  };
}

/** A function's value can be of another type than its field. */
function fieldOf(column: SelectColumn, field: FieldDescribe | undefined): FieldDescribe | undefined {
  switch (column.functions[0]) {
    case undefined:
    case 'CONVERTCURRENCY':
    case 'MIN':
    case 'MAX':
    case 'SUM':
      return field;
    case 'AVG':
      return (
        field && { ...field, type: field.type === 'int' ? 'double' : field.type, scale: field.scale || 2 }
      );
    case 'COUNT':
    case 'COUNT_DISTINCT':
      return plainField('int');
    case 'DISTANCE':
      return plainField('double', 2);
    default:
      // Years would be grouped as 2,026 were they numbers; FORMAT and toLabel answer text.
      return plainField('string');
  }
}

function withType(field: FieldDescribe | undefined, typeName: string | undefined): FieldDescribe | undefined {
  const type = typesOfDefinitions.get(typeName ?? '');
  if (!type) return field;
  if (!field) return numericTypes.has(type) ? plainField(type, 2) : plainField(type);
  return type === 'date' && field.type === 'datetime' ? field : { ...field, type };
}

/** Columns of actions and buttons have none. */
function hasField({ fieldName }: Partial<ColumnDefinition>): boolean {
  return typeof fieldName === 'string' && fieldName !== '';
}

function fieldColumn(path: readonly string[]): SelectColumn {
  return { kind: 'field', path, source: path, functions: [], alias: undefined };
}

function isNamed({ path, source }: SelectColumn, fieldName: string): boolean {
  const name = fieldName.toLowerCase();
  return [path, source].some((names) => names.join('.').toLowerCase() === name);
}
