import type { Expression } from './operand.ts';

/** A row counts once for each grouping: it is in one group, and in the subtotals of what that rolls up to. */
const ALIAS = 'subtotal';

export type SubtotalsName = 'ROLLUP' | 'CUBE';

/** Which of `count` fields are rolled up, for each of the groupings; the plain groups come first. */
function groupings(name: SubtotalsName, count: number): boolean[][] {
  if (name === 'ROLLUP') {
    return Array.from({ length: count + 1 }, (_, rolled) =>
      Array.from({ length: count }, (_, index) => index >= count - rolled),
    );
  }
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, index) => (bits & (1 << index)) !== 0),
  );
}

/** GROUP BY ROLLUP or CUBE: the table of groupings that the rows are joined with, and what that makes of fields. */
export class Subtotals {
  readonly #fields: string[];
  readonly #name: SubtotalsName;

  constructor(name: SubtotalsName, fields: readonly Expression[]) {
    this.#name = name;
    this.#fields = fields.map(({ sql }) => sql);
  }

  /** Joined with the rows. */
  get joinSql(): string {
    const rows = groupings(this.#name, this.#fields.length).map(
      (rolled) => `SELECT ${rolled.map((is, index) => `${is ? 1 : 0} AS rolled${index}`).join(', ')}`,
    );
    return `CROSS JOIN (${rows.join(' UNION ALL ')}) AS ${ALIAS}`;
  }

  /** Whether a field, by its SQL, is rolled up in a row: 1 or 0. Undefined for what is not grouped. */
  rolledUp(sql: string): string | undefined {
    const index = this.#fields.indexOf(sql);
    return index === -1 ? undefined : `${ALIAS}.rolled${index}`;
  }

  /** A field's value in a row, null in subtotals; other expressions as they are. */
  value(expression: Expression): Expression {
    const rolledUp = this.rolledUp(expression.sql);
    if (rolledUp === undefined || expression.aggregate) return expression;
    return { ...expression, sql: `(CASE ${rolledUp} WHEN 0 THEN ${expression.sql} END COLLATE NOCASE)` };
  }
}
