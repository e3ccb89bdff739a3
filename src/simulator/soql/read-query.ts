import type { FieldType, OrderByClause, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { fromList } from './from-list.ts';
import { parseHaving } from './parser.ts';
import { isWord, SORTED_GROUPING, scopeOf } from './parser-text.ts';
import { readCall, readCondition } from './read-condition.ts';
import type { Source } from './source.ts';
import type { Operand, SelectItem, SoqlQuery, SortItem } from './syntax.ts';

/** Words that cannot be aliases. Source: SOQL and SOSL Reference, "Alias Notation". */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'AND ASC DESC EXCLUDES FIRST FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OR SELECT USING ' +
    'WHERE WITH'
  ).split(' '),
);

function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The path as typed, with the prefix that the parser takes off where the query names an alias. */
function pathOf(field: Extract<FieldType, { type: 'Field' | 'FieldRelationship' }>): string {
  const prefix = 'objectPrefix' in field ? [field.objectPrefix] : [];
  const relationships = field.type === 'FieldRelationship' ? field.relationships : [];
  return [...prefix, ...relationships, field.field].join('.');
}

function readSelectItem(
  field: FieldType,
  at: number,
  readNested: (query: Query | Subquery) => SoqlQuery,
): SelectItem {
  switch (field.type) {
    case 'FieldSubquery':
      return { kind: 'subquery', at, query: readNested(field.subquery) };
    case 'FieldFunctionExpression':
      return { kind: 'call', at, call: readCall(field), alias: field.alias };
    case 'FieldTypeof':
      return {
        kind: 'typeof',
        at,
        relationship: field.field,
        branches: field.conditions.map((branch) => ({
          sObject: branch.type === 'ELSE' ? undefined : branch.objectType,
          fields: branch.fieldList,
        })),
      };
    default:
      return { kind: 'field', at, path: pathOf(field), alias: 'alias' in field ? field.alias : undefined };
  }
}

function readOperand(clause: { field: string } | { fn: Parameters<typeof readCall>[0] }): Operand {
  return 'fn' in clause ? readCall(clause.fn) : clause.field;
}

function readSort(clause: OrderByClause, at: number): SortItem {
  const descending = clause.order === 'DESC';
  return { by: readOperand(clause), at, descending, nulls: clause.nulls ?? (descending ? 'LAST' : 'FIRST') };
}

/** The parser is shown another function for GROUPING. */
function readOrder(query: Query | Subquery, source: Source): SortItem[] {
  const calls = source.clause('ORDER').filter(({ text }) => /^(GROUPING|CALENDAR_YEAR)$/i.test(text));
  const places = source.items('ORDER');
  return listOf(query.orderBy)
    .map((clause, index) => readSort(clause, places[index] ?? 0))
    .map((item) => {
      if (typeof item.by === 'string' || item.by.name !== SORTED_GROUPING) return item;
      return { ...item, by: { ...item.by, name: calls.shift()?.text.toUpperCase() ?? SORTED_GROUPING } };
    });
}

/** Refuses a word of the language as the alias of a field, an sObject or a relationship. */
function checkAliases({ source, alias, joined, select }: SoqlQuery): void {
  const selected = select.flatMap((item) => ('alias' in item && item.alias ? [item.alias] : []));
  const named = [...(alias ? [alias] : []), ...joined.map((entry) => entry.alias)];
  const reserved = (word: string) => RESERVED.has(word.toUpperCase());
  for (const [clause, words] of [['SELECT', selected] as const, ['FROM', named] as const]) {
    const word = words.find(reserved);
    if (word) throw source.fail('MALFORMED_QUERY', `unexpected token: '${word}'`, word, clause);
  }
}

/** The parser's tree in this engine's words, each query with its place in the text. */
export function readQuery(query: Query | Subquery, source: Source): SoqlQuery {
  let nested = 0;
  const readNested = (inner: Query | Subquery): SoqlQuery => {
    const innerSource = source.nested[nested] ?? source;
    nested += 1;
    return readQuery(inner, innerSource);
  };
  const places = source.items('SELECT');
  const select = (query.fields ?? []).map((field, index) =>
    readSelectItem(field, places[index] ?? 0, readNested),
  );
  const where = query.where && readCondition(query.where, source, 'WHERE', readNested);
  const having = query.having && parseHaving(source.text, source.clause('HAVING'));
  const read: SoqlQuery = {
    source,
    from: 'relationshipName' in query ? query.relationshipName : (query.sObject ?? ''),
    alias: query.sObjectAlias,
    joined: fromList(source).joined,
    scope: scopeOf(source),
    select,
    where,
    groupBy: listOf(query.groupBy).map(readOperand),
    having: having && readCondition(having, source, 'HAVING', readNested),
    orderBy: readOrder(query, source),
    // FOR UPDATE locks the records until the transaction ends, which is the query alone: as if it were absent.
    seen: source.clause('FOR').some((token) => isWord(token, 'VIEW') || isWord(token, 'REFERENCE')),
    limit: source.has('LIMIT') ? query.limit : undefined,
    offset: query.offset,
  };
  checkAliases(read);
  return read;
}
