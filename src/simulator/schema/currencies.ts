/** A currency of an org with several. */
export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  readonly name: string;
  /** What one unit of the corporate currency is worth in this one. */
  readonly rate: number;
  readonly decimals: number;
  /** Inactive ones remain on records but cannot be chosen. */
  readonly active: boolean;
}

/** The first is the corporate currency. */
export const currencies: readonly Currency[] = [
  { code: 'USD', name: 'U.S. Dollar', rate: 1, decimals: 2, active: true },
  { code: 'CAD', name: 'Canadian Dollar', rate: 1.36, decimals: 2, active: true },
  { code: 'EUR', name: 'Euro', rate: 0.92, decimals: 2, active: true },
  { code: 'GBP', name: 'British Pound', rate: 0.79, decimals: 2, active: true },
  { code: 'JPY', name: 'Japanese Yen', rate: 149.5, decimals: 0, active: true },
  { code: 'SEK', name: 'Swedish Krona', rate: 10.4, decimals: 2, active: false },
];

export const corporateCurrency = 'USD';
