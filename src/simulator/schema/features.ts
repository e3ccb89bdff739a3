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
}

/** The definitions as the features change them. */
export function withFeatures(
  definitions: readonly SObjectDefinition[],
  { stateAndCountryPicklists = false, personAccounts = false }: OrgFeatures,
): SObjectDefinition[] {
  const peopled = personAccounts ? withPersonAccounts(definitions) : [...definitions];
  return stateAndCountryPicklists
    ? peopled.map((definition) => ({
        ...definition,
        fields: withStateAndCountryPicklists(definition.fields),
      }))
    : peopled;
}
