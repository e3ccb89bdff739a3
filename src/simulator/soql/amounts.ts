import { corporateSql, currencySql } from './currencies.ts';
import type { Expectation } from './literals.ts';
import type { Expression } from './operand.ts';
import type { Column, Scope } from './scope.ts';
import type { Literal } from './syntax.ts';

/** SQL for the currency that an amount is in; undefined for other fields, and in an org of one currency. */
export function currencyOf(scope: Scope, { field, parents }: Column): string | undefined {
  if (field.type !== 'currency' || !scope.statement.context.viewer.currencies) return undefined;
  const { describe, alias } = parents.at(-1)?.targets[0] ?? scope;
  return currencySql(describe, alias);
}

/** SQL for a value by which records in several currencies are comparable: amounts are in the corporate one. */
export function comparableSql(scope: Scope, { sql, column }: Pick<Expression, 'sql' | 'column'>): string {
  const currency = column && sql === column.sql ? currencyOf(scope, column) : undefined;
  return currency === undefined ? sql : corporateSql(sql, currency);
}

interface Comparands {
  sql: string;
  literals: Literal[];
}

/**
 * The two sides of a comparison with amounts such as `USD5000`, in the corporate currency; amounts without a currency
 * are compared as they are. Source: SOQL and SOSL Reference, "convertCurrency()".
 */
export function inOneCurrency(
  scope: Scope,
  left: Expression,
  literals: Literal[],
  fail: Expectation['fail'],
): Comparands {
  const { currencies } = scope.statement.context.viewer;
  const prefixed = literals.filter(({ type }) => type.endsWith('_WITH_CURRENCY_PREFIX'));
  const isAmount = left.column !== undefined && currencyOf(scope, left.column) !== undefined;
  if (prefixed.length === 0 || !currencies || !isAmount) return { sql: left.sql, literals };
  const [first] = prefixed;
  if (left.aggregate) throw fail('MALFORMED_QUERY', `unexpected token: '${first?.text}'`);
  if (prefixed.length < literals.length) {
    throw fail('MALFORMED_QUERY', 'values with and without a currency cannot be mixed');
  }
  const amounts = literals.map(({ text }): Literal => {
    const code = text.slice(0, 3).toUpperCase();
    const rate = currencies.activeRate(code);
    if (rate === undefined) throw fail('MALFORMED_QUERY', `${code} is not an active currency of this org`);
    return { type: 'DECIMAL', text: String(Number(text.slice(3)) / rate) };
  });
  return { sql: comparableSql(scope, left), literals: amounts };
}
