import type { SObjectDescribe } from '../../api/types.ts';
import { findField } from '../schema/names.ts';
import type { RowDatabase, StoredValue } from '../store/types.ts';

interface Currency {
  /** What one unit of the corporate currency is worth in this one. */
  readonly rate: number;
  readonly decimals: number;
  readonly active: boolean;
}

/** An amount and the code of its currency, which is null in an org of one currency. */
interface Amount {
  readonly value: StoredValue;
  readonly currency: StoredValue;
}

/** The currencies of an org with several, as one user has them. */
export class Currencies {
  readonly #byCode: ReadonlyMap<string, Currency>;
  readonly corporate: string;
  /** The user's. */
  readonly own: string;

  private constructor(byCode: ReadonlyMap<string, Currency>, corporate: string, own: string) {
    this.#byCode = byCode;
    this.corporate = corporate;
    this.own = own;
  }

  /**
   * Undefined in an org of one currency. Amounts are converted also for users who may not look at the rates, so it is
   * not the schema that tells.
   */
  static of(database: RowDatabase, own: StoredValue): Currencies | undefined {
    const table = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'CurrencyType'`;
    if (database.all(table).length === 0) return undefined;
    const rows = database.all('SELECT * FROM "CurrencyType"');
    const corporate = rows.find(({ IsCorporate }) => IsCorporate === 1)?.IsoCode;
    if (typeof corporate !== 'string') return undefined;
    const entries = rows.map(({ IsoCode, ConversionRate, DecimalPlaces, IsActive }) => {
      const currency = {
        rate: Number(ConversionRate),
        decimals: Number(DecimalPlaces),
        active: IsActive === 1,
      };
      return [String(IsoCode), currency] as const;
    });
    return new Currencies(new Map(entries), corporate, typeof own === 'string' ? own : corporate);
  }

  /** The rate of a currency that can be chosen. */
  activeRate(code: string): number | undefined {
    const currency = this.#byCode.get(code.toUpperCase());
    return currency?.active ? currency.rate : undefined;
  }

  /** An amount in the user's currency. */
  inOwn(amount: Amount): Amount {
    const { value, currency } = amount;
    const [given, wanted] = [this.#byCode.get(String(currency)), this.#byCode.get(this.own)];
    if (currency === this.own || !given || !wanted) return amount;
    const converted = value === null ? null : (Number(value) / given.rate) * wanted.rate;
    return { value: converted, currency: this.own };
  }

  /**
   * `EUR 1,000.00 (USD 1,086.96)`: the amount, and what it is in the user's currency where that is another.
   * Source: SOQL and SOSL Reference, "FORMAT ()".
   */
  shown(amount: Amount, locale: string): string {
    const text = ({ value, currency }: Amount) => {
      const decimals = this.#byCode.get(String(currency))?.decimals ?? 2;
      const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      return `${currency} ${Number(value).toLocaleString(locale, digits)}`;
    };
    const own = this.inOwn(amount);
    return own === amount ? text(amount) : `${text(amount)} (${text(own)})`;
  }
}

/** SQL for the currency of an object's record; undefined where its records are in none. */
export function currencySql(describe: SObjectDescribe, alias: string): string | undefined {
  return findField(describe, 'CurrencyIsoCode') && `${alias}."CurrencyIsoCode"`;
}

/** SQL for an amount in the corporate currency. @param currency SQL for the currency it is in */
export function corporateSql(amount: string, currency: string): string {
  return `(${amount} / (SELECT "ConversionRate" FROM "CurrencyType" WHERE "IsoCode" = ${currency}))`;
}
