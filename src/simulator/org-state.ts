import type { KeptCount } from './daily-count.ts';
import type { KeptGrant } from './oauth/grants.ts';
import type { KeptSignIns } from './oauth/sign-ins.ts';
import type { OrgContext } from './org-context.ts';
import type { KeptCursors } from './rest/cursors.ts';

/** What an org knows beside its records, as JSON can hold it. Settings and bulk jobs are not among it. */
export interface OrgState {
  /** How many records of each object there have been. */
  readonly serials: readonly (readonly [objectName: string, serial: number])[];
  readonly grants: readonly KeptGrant[];
  readonly signIns: readonly (readonly [path: string, KeptSignIns])[];
  readonly recentRecords: readonly (readonly [userId: string, ids: readonly string[]])[];
  readonly cursors: KeptCursors;
  readonly apiCalls: KeptCount;
}

export function keptState({
  store,
  grants,
  signIns,
  recentRecords,
  cursors,
  apiUsage,
}: OrgContext): OrgState {
  return {
    serials: store.serials(),
    grants: grants.kept(),
    signIns: signIns.kept(),
    recentRecords: recentRecords.kept(),
    cursors: cursors.kept(),
    apiCalls: apiUsage.kept(),
  };
}

/** Takes up what `keptState` gave of an org with the same data. */
export function restoreState(org: OrgContext, state: OrgState): void {
  org.store.restoreSerials(state.serials);
  org.grants.restore(state.grants, org.sites);
  org.signIns.restore(state.signIns);
  org.recentRecords.restore(state.recentRecords);
  org.cursors.restore(state.cursors);
  org.apiUsage.restore(state.apiCalls);
}
