import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import type { JoinedAlias } from './from-list.ts';
import type { Source } from './source.ts';

/** A literal as it was typed, quotes and escapes included. */
export interface Literal {
  type: LiteralType;
  text: string;
}

export interface Call {
  /** Upper case. */
  name: string;
  /** Paths and literals as typed, or calls within. */
  args: (string | Call)[];
}

/** A field path as typed, or a call. */
export type Operand = string | Call;

export type ComparisonOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'LIKE'
  | 'IN'
  | 'NOT IN'
  | 'INCLUDES'
  | 'EXCLUDES';

export interface Comparison {
  kind: 'comparison';
  /** Its offset into the whole query. */
  at: number;
  left: Operand;
  operator: ComparisonOperator;
  right: Literal[] | SoqlQuery;
}

export type Condition =
  | { kind: 'and' | 'or'; items: Condition[] }
  | { kind: 'not'; item: Condition }
  | Comparison;

export interface TypeofBranch {
  /** Undefined for ELSE. */
  sObject: string | undefined;
  fields: string[];
}

/** What is selected, and its offset into the whole query. */
export type SelectItem = { at: number } & (
  | { kind: 'field'; path: string; alias: string | undefined }
  | { kind: 'call'; call: Call; alias: string | undefined }
  | { kind: 'typeof'; relationship: string; branches: TypeofBranch[] }
  | { kind: 'subquery'; query: SoqlQuery }
);

export interface SortItem {
  by: Operand;
  /** Its offset into the whole query. */
  at: number;
  descending: boolean;
  nulls: 'FIRST' | 'LAST';
}

/** One SELECT, free of the parser's own shapes. */
export interface SoqlQuery {
  source: Source;
  /** The sObject of a query, or the child relationship of a subquery. */
  from: string;
  /** The alias the query gives its sObject. */
  alias: string | undefined;
  /** Other names for relationships. */
  joined: JoinedAlias[];
  scope: string | undefined;
  /** Ids of the records that it is asked of, where that is not all. */
  among?: readonly string[];
  select: SelectItem[];
  where: Condition | undefined;
  groupBy: Operand[];
  having: Condition | undefined;
  orderBy: SortItem[];
  /** FOR VIEW or FOR REFERENCE: whoever asks has looked at the records. */
  seen: boolean;
  limit: number | undefined;
  offset: number | undefined;
}
