import { withMultiCurrency } from './multi-currency.ts';
import { withPersonAccounts } from './person-accounts.ts';
import type { SObjectDefinition } from './s-object.ts';
import { withStateAndCountryPicklists } from './state-country-picklists.ts';

/** What an administrator can have switched on in an org, which changes its objects. All are off by default. */
export interface OrgFeatures {
  /**
   * State and Country/Territory Picklists: addresses gain `StateCode` and `CountryCode`, of which the one depends on
   * the other, and the org keeps the names beside them in step.
   */
  stateAndCountryPicklists?: boolean;
  /** Person Accounts: accounts may be people, each of whom goes with a contact that the org keeps in step. */
  personAccounts?: boolean;
  /** Multiple Currencies: each record is in a currency of its own, whose rates `CurrencyType` holds. */
  multiCurrency?: boolean;
}

/** The definitions as the features change them. */
export function withFeatures(
  standard: readonly SObjectDefinition[],
  { stateAndCountryPicklists = false, personAccounts = false, multiCurrency = false }: OrgFeatures,
): SObjectDefinition[] {
  let definitions = [...standard];
  if (personAccounts) definitions = withPersonAccounts(definitions);
  if (multiCurrency) definitions = withMultiCurrency(definitions);
  if (stateAndCountryPicklists) {
    definitions = definitions.map((definition) => ({
      ...definition,
      fields: withStateAndCountryPicklists(definition.fields),
    }));
  }
  return definitions;
}
