import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { findField } from '../schema/names.ts';
import { columnsOf, isCompound, outputField, outputValue } from '../store/output.ts';
import { quote } from '../store/tables.ts';
import type { StoredRow } from '../store/types.ts';
import { currencyOf } from './amounts.ts';
import { formatted, labelled } from './format.ts';
import { parentIdSql, parentTypeSql } from './name-pointing.ts';
import { expressionOf } from './operand.ts';
import { type Reader, RecordPlan, type SelectList } from './record-plan.ts';
import { type Column, type Parent, type Scope, unknownColumn } from './scope.ts';
import { SoqlError } from './soql-error.ts';
import type { Place } from './source.ts';
import type { Call, SoqlQuery, TypeofBranch } from './syntax.ts';

const FIELDS_LIMIT = 200;
/** Functions that show a field's value in another way, under the field's name. */
const SHOWING: ReadonlySet<string> = new Set(['CONVERTCURRENCY', 'FORMAT', 'TOLABEL']);

interface Selection {
  scope: Scope;
  list: SelectList;
  plan: RecordPlan;
}

/** The plan of the records of one table. */
export function tablePlan(list: SelectList, describe: SObjectDescribe, alias: string): RecordPlan {
  const key = list.add(`${alias}."Id"`);
  return new RecordPlan((row) => {
    const id = row[key];
    return typeof id === 'string' ? { id, type: describe.name, sObject: describe.name } : null;
  });
}

function parentPlan({ list }: Selection, parent: Parent): RecordPlan {
  const [only] = parent.targets;
  if (!parent.polymorphic && only) return tablePlan(list, only.describe, only.alias);
  const [idKey, typeKey] = [list.add(parentIdSql(parent)), list.add(parentTypeSql(parent))];
  return new RecordPlan((row) => {
    const [id, sObject] = [row[idKey], row[typeKey]];
    return typeof id === 'string' ? { id, type: 'Name', sObject: String(sObject) } : null;
  });
}

/** The plan that holds a column: the record itself, or a parent within it. */
function holder(selection: Selection, parents: readonly Parent[]): RecordPlan {
  return parents.reduce(
    (plan, parent) => plan.nested(parent.relationshipName, () => parentPlan(selection, parent)),
    selection.plan,
  );
}

function storedReader(
  list: SelectList,
  describe: SObjectDescribe,
  alias: string,
  field: FieldDescribe,
): Reader {
  const keys = columnsOf(describe, field).map((name) => [name, list.add(`${alias}.${quote(name)}`)] as const);
  return (row) => {
    const stored: StoredRow = Object.fromEntries(keys.map(([name, key]) => [name, row[key] ?? null]));
    return outputField(describe, field, stored);
  };
}

function columnReader({ scope, list }: Selection, column: Column): Reader {
  const { field, sql } = column;
  const { describe, alias } = column.parents.at(-1)?.targets[0] ?? scope;
  if (isCompound(field) || sql === undefined) return storedReader(list, describe, alias, field);
  const key = list.add(sql);
  return (row) => outputValue(field, row[key] ?? null);
}

function addField(selection: Selection, path: string, alias: string | undefined, place: Place): void {
  if (alias !== undefined) {
    const problem = 'only aggregate expressions use field aliasing';
    throw selection.scope.source.fail('MALFORMED_QUERY', problem, alias, place);
  }
  const column = selection.scope.column(path, place);
  holder(selection, column.parents).add(column.field.name, columnReader(selection, column));
}

/** `FIELDS(ALL)` and its like. */
function addFields(selection: Selection, call: Call, limit: number | undefined): void {
  const { scope, list, plan } = selection;
  const which = String(call.args[0] ?? '').toUpperCase();
  if (which !== 'STANDARD' && (limit === undefined || limit > FIELDS_LIMIT)) {
    const problem = `The SOQL FIELDS function must have a LIMIT of at most ${FIELDS_LIMIT}`;
    throw new SoqlError('MALFORMED_QUERY', problem);
  }
  for (const field of scope.describe.fields) {
    if (which === 'ALL' || field.custom === (which === 'CUSTOM')) {
      plan.add(field.name, storedReader(list, scope.describe, scope.alias, field));
    }
  }
}

function fieldOfCall(call: Call): string | undefined {
  const [argument] = call.args;
  return typeof argument === 'object' ? fieldOfCall(argument) : argument;
}

/** Whether it is, or is of, `convertCurrency(…)`. */
function converts(call: Call): boolean {
  const [argument] = call.args;
  return call.name === 'CONVERTCURRENCY' || (typeof argument === 'object' && converts(argument));
}

function addCall(selection: Selection, call: Call, alias: string | undefined, place: Place): void {
  const { scope, list, plan } = selection;
  const path = fieldOfCall(call);
  if (!SHOWING.has(call.name) || path === undefined) {
    const problem = `unexpected token: '${call.name}'`;
    throw scope.source.fail('MALFORMED_QUERY', problem, call.name, place);
  }
  const column = scope.column(path, place);
  const { field, sql } = column;
  const isConverted = converts(call);
  if (sql === undefined || (isConverted && field.type !== 'currency')) {
    const problem = `field ${field.name} does not support function ${call.name}`;
    throw scope.source.fail('MALFORMED_QUERY', problem, path, place);
  }
  const key = list.add(sql);
  const currencyKey = list.add(currencyOf(scope, column) ?? 'NULL');
  const { viewer } = scope.statement.context;
  const owner = alias === undefined ? holder(selection, column.parents) : plan;
  owner.add(alias ?? field.name, (row) => {
    const given = { value: row[key] ?? null, currency: row[currencyKey] ?? null };
    const { value, currency } = (isConverted && viewer.currencies?.inOwn(given)) || given;
    if (call.name === 'FORMAT') return formatted(field, value, viewer, currency);
    return outputValue(field, call.name === 'TOLABEL' ? labelled(field, value) : value);
  });
}

function addDistance({ scope, list, plan }: Selection, call: Call, key: string, place: Place): void {
  const column = list.add(expressionOf(scope, call, place).sql);
  plan.add(key, (row) => row[column] ?? null);
}

/** `TYPEOF What WHEN Account THEN Phone ELSE Name END`: which fields depends on what the record points at. */
function addTypeof(
  selection: Selection,
  relationship: string,
  branches: readonly TypeofBranch[],
  place: Place,
): void {
  const { scope, list, plan } = selection;
  const parents = scope.parents(relationship.split('.'), relationship, place);
  const parent = parents.at(-1);
  if (parent === undefined) return;
  if (!parent.polymorphic) {
    const problem = `TYPEOF clause operand [${relationship}] is not a polymorphic relationship`;
    throw scope.source.fail('MALFORMED_QUERY', problem, relationship, place);
  }
  const seen = new Set<string>();
  const plans = branches.flatMap((branch) => {
    if (branch.sObject === undefined) return [];
    const name = branch.sObject.toUpperCase();
    if (seen.has(name)) {
      const problem = `WHEN clause operand [${branch.sObject}] is not unique`;
      throw scope.source.fail('MALFORMED_QUERY', problem, branch.sObject, place);
    }
    seen.add(name);
    const target = parent.targets.find(({ describe }) => describe.name.toUpperCase() === name);
    if (target === undefined) {
      const problem = `sObject type '${branch.sObject}' is not a type of the relationship '${relationship}'`;
      throw scope.source.fail('INVALID_TYPE', problem, branch.sObject, place);
    }
    const { describe, alias } = target;
    const branchPlan = tablePlan(list, describe, alias);
    for (const typed of branch.fields) {
      const field = findField(describe, typed);
      if (field === undefined) throw unknownColumn(scope.source, typed, describe.name, typed, place);
      branchPlan.add(field.name, storedReader(list, describe, alias, field));
    }
    return [branchPlan];
  });
  const rest = parentPlan(selection, parent);
  for (const typed of branches.find((branch) => branch.sObject === undefined)?.fields ?? []) {
    const column = scope.column(`${relationship}.${typed}`, place);
    rest.add(column.field.name, columnReader(selection, column));
  }
  holder({ ...selection, plan }, parents.slice(0, -1)).add(parent.relationshipName, (row) => {
    for (const candidate of plans) {
      const record = candidate.read(row);
      if (record) return record;
    }
    return rest.read(row);
  });
}

/** Plans what a query selects; `addSubquery` plans the children. */
export function planSelect(
  selection: Selection,
  query: SoqlQuery,
  addSubquery: (query: SoqlQuery, plan: RecordPlan) => void,
): void {
  let unnamed = 0;
  const nameless = () => {
    unnamed += 1;
    return `expr${unnamed - 1}`;
  };
  for (const item of query.select) {
    const place = { clause: 'SELECT', from: item.at } as const;
    if (item.kind === 'field') addField(selection, item.path, item.alias, place);
    else if (item.kind === 'typeof') addTypeof(selection, item.relationship, item.branches, place);
    else if (item.kind === 'subquery') addSubquery(item.query, selection.plan);
    else if (item.call.name === 'FIELDS') addFields(selection, item.call, query.limit);
    else if (item.call.name === 'DISTANCE')
      addDistance(selection, item.call, item.alias ?? nameless(), place);
    else addCall(selection, item.call, item.alias, place);
  }
}
