import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { findField } from '../schema/names.ts';
import { quote } from '../store/tables.ts';

interface Targets {
  targets: { describe: SObjectDescribe; alias: string }[];
}

/** What can be read of a polymorphic parent without TYPEOF. Source: Object Reference, "Name". */
const NAME_FIELDS: ReadonlySet<string> = new Set(
  [
    'Alias',
    'Email',
    'FirstName',
    'Id',
    'IsActive',
    'LastName',
    'Name',
    'Phone',
    'ProfileId',
    'RecordTypeId',
    'Title',
    'Type',
    'Username',
    'UserRoleId',
  ].map((name) => name.toUpperCase()),
);

/** The id of whichever target the record points at. */
export function parentIdSql({ targets }: Targets): string {
  const ids = targets.map(({ alias }) => `${alias}."Id"`);
  return ids.length > 1 ? `coalesce(${ids.join(', ')})` : (ids[0] ?? 'NULL');
}

/** The API name of the sObject the record points at. */
export function parentTypeSql({ targets }: Targets): string {
  const cases = targets.map(
    ({ describe, alias }) => `WHEN ${alias}."Id" IS NOT NULL THEN '${describe.name.replaceAll("'", "''")}'`,
  );
  return cases.length > 0 ? `(CASE ${cases.join(' ')} END COLLATE NOCASE)` : 'NULL';
}

function fieldOf(describe: SObjectDescribe, name: string): FieldDescribe | undefined {
  const found = findField(describe, name);
  // A case has a number for its name.
  return found ?? (name === 'NAME' ? describe.fields.find((field) => field.nameField) : undefined);
}

/** A field that polymorphic parents share, read from whichever target the record points at. */
export function namePointingField(
  parent: Targets,
  name: string,
): { field: FieldDescribe; sql: string } | undefined {
  const wanted = name.toUpperCase();
  if (!NAME_FIELDS.has(wanted)) return undefined;
  const holders = parent.targets.flatMap(({ describe, alias }) => {
    const field = fieldOf(describe, wanted === 'TYPE' ? 'NAME' : wanted);
    return field ? [{ field, sql: `${alias}.${quote(field.name)}` }] : [];
  });
  const template = holders.find(({ field }) => field.name.toUpperCase() === wanted) ?? holders[0];
  if (template === undefined) return undefined;
  if (wanted === 'TYPE') {
    const field: FieldDescribe = { ...template.field, name: 'Type', type: 'string', picklistValues: [] };
    return { field, sql: parentTypeSql(parent) };
  }
  const field = wanted === 'NAME' ? { ...template.field, name: 'Name' } : template.field;
  if (wanted === 'ID') return { field, sql: parentIdSql(parent) };
  const values = holders.map(({ sql }) => sql).join(', ');
  const value = holders.length > 1 ? `coalesce(${values})` : values;
  const isText = !['boolean', 'reference', 'id'].includes(field.type);
  return { field, sql: isText ? `(${value} COLLATE NOCASE)` : value };
}
