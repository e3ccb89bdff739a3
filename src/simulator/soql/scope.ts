import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { findField, findLookup, noSuchColumn, unsupportedType, wsdlAdvice } from '../schema/names.ts';
import { isCompound } from '../store/output.ts';
import { quote } from '../store/tables.ts';
import { namePointingField } from './name-pointing.ts';
import { SoqlError } from './soql-error.ts';
import { clauseOf, type Place, type Source } from './source.ts';
import type { Statement } from './statement.ts';
import type { Subtotals } from './subtotals.ts';
import type { SoqlQuery } from './syntax.ts';

/** A relationship followed from child to parent; several targets when it is polymorphic. */
export interface Parent {
  relationshipName: string;
  polymorphic: boolean;
  targets: { describe: SObjectDescribe; alias: string }[];
}

/** A field of the queried sObject or of one of its parents. */
export interface Column {
  field: FieldDescribe;
  /** The relationships on the way, the nearest first. */
  parents: Parent[];
  /** Undefined for compound fields, which are not stored. */
  sql: string | undefined;
  /** The path as the query has it, for errors. */
  typed: string;
}

const MAXIMUM_LEVELS = 5;

export function unknownColumn(
  source: Source,
  name: string,
  entity: string,
  typed: string,
  place: Place,
): SoqlError {
  return source.fail('INVALID_FIELD', noSuchColumn(name, entity), typed, place);
}

/** The tables one SELECT reads: its sObject and, joined as they are mentioned, the parents. */
export class Scope {
  readonly statement: Statement;
  readonly describe: SObjectDescribe;
  readonly source: Source;
  readonly alias: string;
  readonly #prefixes: ReadonlySet<string>;
  /** The relationships that other names stand for, by those names in upper case. */
  readonly #joined = new Map<string, string[]>();
  readonly #parents = new Map<string, Parent>();
  readonly #joins: string[] = [];
  #subtotals: Subtotals | undefined;

  constructor(
    statement: Statement,
    describe: SObjectDescribe,
    { source, alias, joined }: Pick<SoqlQuery, 'source' | 'alias' | 'joined'>,
  ) {
    this.statement = statement;
    this.describe = describe;
    this.source = source;
    this.alias = statement.nextAlias();
    this.#prefixes = new Set([describe.name.toUpperCase(), (alias ?? describe.name).toUpperCase()]);
    const names = new Set([(alias ?? describe.name).toUpperCase()]);
    for (const { path, alias: name } of joined) {
      if (names.has(name.toUpperCase())) throw new SoqlError('MALFORMED_QUERY', `duplicate alias: ${name}`);
      names.add(name.toUpperCase());
      const relationships = this.#withoutPrefix(path.split('.'));
      this.parents(relationships, path, 'FROM');
      this.#joined.set(name.toUpperCase(), relationships);
    }
  }

  /** The FROM place, complete only once everything else is compiled. */
  get fromSql(): string {
    return [`${quote(this.describe.name)} AS ${this.alias}`, ...this.#joins].join(' ');
  }

  /** What GROUP BY ROLLUP or CUBE rolls up. */
  get subtotals(): Subtotals | undefined {
    return this.#subtotals;
  }

  /** Counts each row in its subtotals too. */
  rollUp(subtotals: Subtotals): void {
    this.#subtotals = subtotals;
    this.#joins.push(subtotals.joinSql);
  }

  sql(name: string): string {
    return `${this.alias}.${quote(name)}`;
  }

  /** Looks up a path such as `Account.Owner.Name`, joining the parents on the way. */
  column(typed: string, place: Place): Column {
    const segments = this.#withoutPrefix(typed.split('.'));
    const name = segments.at(-1) ?? '';
    const parents = this.parents(segments.slice(0, -1), typed, place);
    const parent = parents.at(-1);
    if (parent?.polymorphic) {
      const pointing = namePointingField(parent, name);
      if (pointing === undefined) throw unknownColumn(this.source, name, 'Name', typed, place);
      return { ...pointing, parents, typed };
    }
    const { describe, alias } = parent?.targets[0] ?? this;
    const field = findField(describe, name);
    if (field === undefined) throw unknownColumn(this.source, name, describe.name, typed, place);
    const sql = isCompound(field) ? undefined : `${alias}.${quote(field.name)}`;
    // Salesforce takes a checkbox of a missing parent for unticked.
    const ticked = field.type === 'boolean' && parent ? `ifnull(${sql}, 0)` : sql;
    return { field, parents, sql: ticked, typed };
  }

  /** The relationships of a path, from child to parent. */
  parents(names: readonly string[], typed: string, place: Place): Parent[] {
    if (names.length > MAXIMUM_LEVELS) {
      const problem = `the relationship path '${typed}' is longer than ${MAXIMUM_LEVELS} levels`;
      throw this.source.fail('INVALID_FIELD', problem, typed, place);
    }
    const parents: Parent[] = [];
    let from: { describe: SObjectDescribe; alias: string } = this;
    names.forEach((name, index) => {
      const isPolymorphic = parents.at(-1)?.polymorphic === true;
      const reference = isPolymorphic ? undefined : findLookup(from.describe, name);
      const key = names
        .slice(0, index + 1)
        .join('.')
        .toUpperCase();
      const parent = reference && this.#join(key, reference, from.alias);
      if (parent === undefined) throw this.#noSuchRelationship(name, typed, place);
      parents.push(parent);
      from = parent.targets[0] ?? from;
    });
    return parents;
  }

  #join(key: string, reference: FieldDescribe, childAlias: string): Parent | undefined {
    const known = this.#parents.get(key);
    if (known) return known;
    const targets = reference.referenceTo.flatMap((name) => {
      const describe = this.statement.context.schema.get(name);
      return describe ? [{ describe, alias: this.statement.nextAlias() }] : [];
    });
    for (const { describe, alias } of targets) {
      const on = `${alias}."Id" = ${childAlias}.${quote(reference.name)}`;
      this.#joins.push(`LEFT JOIN ${quote(describe.name)} AS ${alias} ON ${on}`);
    }
    if (targets.length === 0) return undefined;
    const polymorphic = reference.polymorphicForeignKey;
    const parent = { relationshipName: reference.relationshipName ?? '', polymorphic, targets };
    this.#parents.set(key, parent);
    return parent;
  }

  /** `a.Name FROM Account a` and `Account.Name FROM Account` name the sObject itself, other aliases a relationship. */
  #withoutPrefix(segments: string[]): string[] {
    const [first = ''] = segments;
    const joined = segments.length > 1 ? this.#joined.get(first.toUpperCase()) : undefined;
    if (joined) return [...joined, ...segments.slice(1)];
    const isRelationship = findLookup(this.describe, first) !== undefined;
    const named = segments.length > 1 && this.#prefixes.has(first.toUpperCase()) && !isRelationship;
    return named ? segments.slice(1) : segments;
  }

  #noSuchRelationship(name: string, typed: string, place: Place) {
    const isSource = clauseOf(place) === 'FROM';
    const where = isSource ? 'FROM part of query call' : 'field path';
    const problem = `Didn't understand relationship '${name}' in ${where}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${wsdlAdvice}`;
    const errorCode = isSource ? 'INVALID_TYPE' : 'INVALID_FIELD';
    return this.source.fail(errorCode, problem, typed, place);
  }
}

/** The sObject of a child relationship that a subquery names after FROM, and its field that points back. */
export function childObject(
  statement: Statement,
  parent: SObjectDescribe,
  name: string,
  source: Source,
): { describe: SObjectDescribe; relationshipName: string; reference: string } {
  const relationship = parent.childRelationships.find(
    (candidate) => candidate.relationshipName?.toUpperCase() === name.toUpperCase(),
  );
  const describe = relationship && statement.context.schema.get(relationship.childSObject);
  if (describe) {
    return {
      describe,
      relationshipName: relationship.relationshipName ?? name,
      reference: relationship.field,
    };
  }
  const problem = `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${wsdlAdvice}`;
  throw source.fail('INVALID_TYPE', problem, name, 'FROM');
}

/** The sObject a query names after FROM. */
export function queriedObject(statement: Statement, name: string, source: Source): SObjectDescribe {
  const describe = statement.context.schema.get(name);
  if (describe) return describe;
  throw source.fail('INVALID_TYPE', unsupportedType(name), name, 'FROM');
}
