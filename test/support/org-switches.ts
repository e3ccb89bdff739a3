import type { SimulatedOrg } from '../../src/simulator/simulated-org.ts';

/** The switches of a simulated org that tests reach by name, whether from Node, a page or a browser test. */
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

/** What a switch is called with, as text: it travels from a browser to Node. */
export function pack(values: readonly unknown[]): string {
  return JSON.stringify(values, (_key, value: unknown) => {
    if (value instanceof RegExp) return value.source;
    return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
  });
}

export function unpack(text: string): unknown[] {
  const values = JSON.parse(text, (_key, value) => (value === 'Infinity' ? Number.POSITIVE_INFINITY : value));
  // JSON has no undefined; a list says null for it.
  return values.map((value: unknown) => value ?? undefined);
}
