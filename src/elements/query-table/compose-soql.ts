import { isPath } from '../../api/api-name.ts';
import { SfError, toSfError } from '../../errors/sf-error.ts';
import { readNames } from '../read-names.ts';

const operation = 'Show records';

/** What says which records to show, under the names of the element's properties. */
export interface QuerySource {
  soql?: string | undefined;
  objectApiName?: string | undefined;
  fields?: string | readonly string[] | undefined;
  where?: string | undefined;
  orderBy?: string | undefined;
  limit?: number | string | undefined;
}

/** The query of a source. Throws an `SfError` with code `CONFIG` that names the attributes at fault. */
export function composeSoql(source: QuerySource): string {
  const soql = source.soql?.trim();
  const parts = partNames(source);
  if (soql && parts.length > 0) {
    throw configError(
      `The attributes soql and ${parts.join(', ')} are both set.`,
      'Keep soql, or object-api-name with fields, where, order-by and limit.',
    );
  }
  if (soql) return soql;
  return composeParts(source);
}

/** The query of an element's properties, or why there is none. */
export function readSource(source: QuerySource & { columns?: unknown }): {
  soql: string;
  error: SfError | undefined;
} {
  try {
    checkColumns(source.columns);
    return { soql: composeSoql(source), error: undefined };
  } catch (error) {
    return { soql: '', error: toSfError(error, operation) };
  }
}

/** Throws an `SfError` with code `CONFIG` unless it is a list of column definitions, or nothing. */
export function checkColumns(columns: unknown): void {
  const isObject = (column: unknown) => typeof column === 'object' && column !== null;
  if (columns === undefined || columns === null) return;
  if (Array.isArray(columns) && columns.every(isObject)) return;
  throw configError(
    'The property columns is not a list of columns.',
    "Set it to an array such as [{ fieldName: 'Name', label: 'Customer' }].",
  );
}

function composeParts(source: QuerySource): string {
  const objectApiName = source.objectApiName?.trim();
  const fields = readNames(source.fields);
  if (!objectApiName && partNames(source).length === 0) {
    throw configError(
      'The table has nothing to show.',
      'Set the attribute soql, or object-api-name and fields.',
    );
  }
  if (!objectApiName) {
    throw configError('The attribute object-api-name is missing.', 'Set it beside fields, e.g. Account.');
  }
  if (!/^[A-Za-z]\w*$/.test(objectApiName)) {
    throw configError(
      `The attribute object-api-name is “${objectApiName}”, which is not an API name.`,
      'API names hold letters, digits and underscores, e.g. Contact or Invoice__c.',
    );
  }
  if (fields.length === 0) {
    throw configError('The attribute fields is missing.', 'Name the fields to show, e.g. Name,Owner.Name.');
  }
  const wrong = fields.find((field) => !isPath(field));
  if (wrong !== undefined) {
    throw configError(
      `The attribute fields names “${wrong}”, which is not a field's API name.`,
      'Separate the names with commas, e.g. Name,Owner.Name; for anything else use the attribute soql.',
    );
  }
  const { where, orderBy } = source;
  return [
    `SELECT ${fields.join(', ')} FROM ${objectApiName}`,
    where?.trim() && `WHERE ${where.trim()}`,
    orderBy?.trim() && `ORDER BY ${orderBy.trim()}`,
    limitClause(source.limit),
  ]
    .filter(Boolean)
    .join(' ');
}

function limitClause(limit: number | string | undefined): string {
  if (limit === undefined || limit === '') return '';
  const count = Number(limit);
  if (Number.isSafeInteger(count) && count > 0) return `LIMIT ${count}`;
  throw configError(`The attribute limit is “${limit}”.`, 'Set it to a whole number above 0.');
}

/** Attribute names of the parts that are set. */
function partNames({ objectApiName, fields, where, orderBy, limit }: QuerySource): string[] {
  const parts: [string, unknown][] = [
    ['object-api-name', objectApiName?.trim()],
    ['fields', readNames(fields).length],
    ['where', where?.trim()],
    ['order-by', orderBy?.trim()],
    ['limit', limit !== undefined && limit !== ''],
  ];
  return parts.filter(([, isSet]) => isSet).map(([name]) => name);
}

function configError(problem: string, remedy: string): SfError {
  return new SfError({ code: 'CONFIG', operation, problem, remedy });
}
