import type { SObjectDescribe } from '../../api/types.ts';
import { corporateCurrency, currencies } from '../schema/currencies.ts';
import { findField } from '../schema/names.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';

const byCountry: Readonly<Record<string, string>> = {
  Canada: 'CAD',
  France: 'EUR',
  Germany: 'EUR',
  Ireland: 'EUR',
  Japan: 'JPY',
  Netherlands: 'EUR',
  Portugal: 'EUR',
  Sweden: 'SEK',
  'United Kingdom': 'GBP',
};

const byLocale: Readonly<Record<string, string>> = { de_DE: 'EUR', en_GB: 'GBP', fr_FR: 'EUR', ja_JP: 'JPY' };

/** A row of the seed with its currency where the object has one: that of its country, or of its account. */
export function withCurrency(store: RecordStore, describe: SObjectDescribe, row: StoredRow): StoredRow {
  if (!findField(describe, 'CurrencyIsoCode')) return row;
  if (describe.name === 'User') {
    const own = byLocale[String(row.LocaleSidKey)] ?? corporateCurrency;
    return { ...row, CurrencyIsoCode: corporateCurrency, DefaultCurrencyIsoCode: own };
  }
  const account = store.find(row.AccountId ?? row.Account__c ?? row.WhatId);
  const ofCountry = byCountry[String(row.BillingCountry ?? row.Country)];
  return {
    ...row,
    CurrencyIsoCode: account?.CurrencyIsoCode ?? ofCountry ?? corporateCurrency,
  };
}

/** Adds the currencies themselves, in an org that has several and not yet their rows. */
export function addCurrencies(store: RecordStore, userId: string, audit: StoredRow = {}): void {
  const currencyType = store.orgSchema.get('CurrencyType');
  if (!currencyType) return;
  for (const { code, rate, decimals, active } of currencies) {
    if (store.findBy('CurrencyType', 'IsoCode', code)) continue;
    const row: StoredRow = {
      IsoCode: code,
      ConversionRate: rate,
      DecimalPlaces: decimals,
      IsActive: active ? 1 : 0,
      IsCorporate: code === corporateCurrency ? 1 : 0,
    };
    store.insert(currencyType, { ...row, ...audit }, userId);
  }
}
