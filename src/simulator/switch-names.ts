import type { SimulatedOrg } from './simulated-org.ts';

/** The switches that can be turned from afar: what they are given and give can be sent. */
export const switchNames = [
  'addFault',
  'allowOrigin',
  'clearFaults',
  'disallowOrigin',
  'editField',
  'expireAccessTokens',
  'expireCursors',
  'refuseNextAuthorization',
  'refuseNextToken',
  'revokeRefreshTokens',
  'setBulkPace',
  'setBulkPageSize',
  'setClockSkew',
  'setDailyLimit',
  'setDown',
  'setDuplicateRules',
  'setExposedHeaders',
  'setForbiddenHeaders',
  'setInstanceUrl',
  'setIssuerInAnswers',
  'setLatency',
  'setOpenerPolicy',
  'setPermissions',
  'setSessionTimeout',
  'setTokenLifetime',
  'signIn',
] as const satisfies readonly (keyof SimulatedOrg)[];

export type SwitchName = (typeof switchNames)[number];

/** The switches of an org at hand. */
export type Switches = Pick<SimulatedOrg, SwitchName>;

/** The same switches, each of which takes its time. */
export type RemoteSwitches = {
  readonly [Name in SwitchName]: (
    ...values: Parameters<Switches[Name]>
  ) => Promise<ReturnType<Switches[Name]>>;
};

/** @param turn carries a switch out, wherever the org is */
export function remoteSwitches(
  turn: (name: SwitchName, values: readonly unknown[]) => Promise<unknown>,
): RemoteSwitches {
  const entries = switchNames.map((name) => [name, async (...values: unknown[]) => turn(name, values)]);
  return Object.fromEntries(entries) as unknown as RemoteSwitches;
}
