import type {
  FieldDescribe,
  FieldType,
  FieldValue,
  SObjectDescribe,
  SObjectRecord,
} from '../../api/types.ts';
import { type Catalogue, phrase } from '../schema/labels/catalogue.ts';
import type { ListView } from '../schema/list-views.ts';
import { findField, findLookup } from '../schema/names.ts';
import type { Schema } from '../store/types.ts';

/** A column as List View Describe and List View Results send it. */
export interface ListViewColumn {
  readonly ascendingLabel: string | null;
  readonly descendingLabel: string | null;
  readonly fieldNameOrPath: string;
  readonly hidden: boolean;
  readonly label: string;
  readonly selectListItem: string;
  readonly sortDirection: 'ascending' | null;
  readonly sortIndex: number | null;
  readonly sortable: boolean;
  readonly type: FieldType;
}

export interface ListViewQuery {
  readonly columns: readonly ListViewColumn[];
  readonly orderBy: readonly {
    fieldNameOrPath: string;
    nullsPosition: 'first';
    sortDirection: 'ascending';
  }[];
  readonly soql: string;
}

const hiddenColumns = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

/** What the two directions are called, the ascending one first, as the org mixes them up. */
function sortLabels(type: FieldType): [string, string] {
  switch (type) {
    case 'phone':
      return ['9-0', '0-9'];
    case 'picklist':
    case 'currency':
      return ['Low to High', 'High to Low'];
    case 'date':
    case 'datetime':
      return ['New to Old', 'Old to New'];
    default:
      return ['Z-A', 'A-Z'];
  }
}

/** The field of a path of one or two names, with its label in the list; undefined where it is not to be seen. */
function fieldAt(
  schema: Schema,
  describe: SObjectDescribe,
  path: string,
  labels: Catalogue | undefined,
): [FieldDescribe, string] | undefined {
  const [first = '', second] = path.split('.');
  const lookup = second === undefined ? undefined : findLookup(describe, first);
  if (second !== undefined && !lookup) return undefined;
  // Queues have none of the fields by which lists show owners, so the user comes first.
  const target = lookup?.referenceTo.includes('User') ? 'User' : lookup?.referenceTo[0];
  const owner = lookup ? schema.get(target ?? '') : describe;
  const field = owner && findField(owner, second ?? first);
  if (!field) return undefined;
  if (second === undefined) return [field, field.label];
  return [
    field,
    first === 'Owner' ? phrase(labels, `{0} Owner ${second}`, describe.label) : `${first} ${second}`,
  ];
}

function column(field: FieldDescribe, label: string, path: string, hidden: boolean, sorted: boolean) {
  const [ascendingLabel, descendingLabel] = hidden ? [null, null] : sortLabels(field.type);
  return {
    ascendingLabel,
    descendingLabel,
    fieldNameOrPath: path,
    hidden,
    label,
    selectListItem: field.type === 'picklist' ? `toLabel(${path})` : path,
    sortDirection: sorted ? ('ascending' as const) : null,
    sortIndex: sorted ? 0 : null,
    sortable: !hidden && field.sortable,
    type: field.type,
  };
}

function condition({ scope, condition }: ListView, recentIds: readonly string[]): string {
  if (scope === 'recent') {
    return recentIds.length === 0
      ? ' WHERE Id = null'
      : ` WHERE Id IN (${recentIds.map((id) => `'${id}'`).join(', ')})`;
  }
  return condition ? ` WHERE ${condition.field} = ${condition.values.join(', ')}` : '';
}

/** The columns of a list view and the query that fills them. @param recentIds of records of any object */
export function listViewQuery(
  schema: Schema,
  describe: SObjectDescribe,
  view: ListView,
  recentIds: readonly string[],
  labels: Catalogue | undefined,
): ListViewQuery {
  const paths = new Set([...view.columns, ...hiddenColumns]);
  const fields = [...paths].flatMap((path) => {
    const found = fieldAt(schema, describe, path, labels);
    return found ? [[path, ...found] as const] : [];
  });
  const first = fields.find(([path]) => view.columns.includes(path))?.[0] ?? 'Id';
  const columns = fields.map(([path, field, label]) =>
    column(field, label, path, !view.columns.includes(path), path === first),
  );
  const sorted = [first, 'Id'];
  const select = columns.map(({ selectListItem }) => selectListItem).join(', ');
  const scope = view.scope === 'mine' ? ' USING SCOPE mine' : '';
  const ids = recentIds.filter((id) => id.startsWith(describe.keyPrefix ?? ''));
  const order = sorted.map((path) => `${path} ASC NULLS FIRST`).join(', ');
  return {
    columns,
    orderBy: sorted.map((path) => ({
      fieldNameOrPath: path,
      nullsPosition: 'first',
      sortDirection: 'ascending',
    })),
    soql: `SELECT ${select} FROM ${describe.name}${scope}${condition(view, ids)} ORDER BY ${order}`,
  };
}

/** Dates come as Java prints them: `Fri Aug 01 21:15:46 GMT 2014`. */
function shown(type: FieldType, value: FieldValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (type !== 'date' && type !== 'datetime') return String(value);
  const date = new Date(String(value).replace('+0000', 'Z'));
  return date.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 GMT $4');
}

/** A record in the shape of List View Results. */
export function shownRecord(columns: readonly ListViewColumn[], record: SObjectRecord) {
  return {
    columns: columns.map(({ fieldNameOrPath, type }) => {
      const [first = '', second] = fieldNameOrPath.split('.');
      const parent = record[first] as SObjectRecord | null | undefined;
      const value = second === undefined ? record[first] : parent?.[second];
      return { fieldNameOrPath, value: shown(type, value) };
    }),
  };
}
