import type { Session } from '../../src/simulator/oauth/session.ts';
import type { Switches } from '../../src/simulator/switch-names.ts';
import type { WorkerSettings } from '../../src/simulator/worker/worker-settings.ts';
import { startOrg } from './start-org.ts';

/** Its switches, some of which take their time to turn. */
type PatientSwitches = {
  readonly [Name in Exclude<keyof Switches, 'signIn'>]: (
    ...values: Parameters<Switches[Name]>
  ) => void | Promise<void>;
};

/** An org as a client of its REST API knows it. */
export interface ReachableOrg {
  readonly url: string;
  /** How a client reaches the org. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** A session of the administrator's, or of another seed user. */
  signIn(username?: string): Session | Promise<Session>;
  close(): Promise<void>;
}

/** One with its switches, whoever serves it. */
export interface RestOrg extends ReachableOrg, PatientSwitches {}

/** What every host of an org can be asked for. */
export type RestOrgOptions = Omit<WorkerSettings, 'path'>;

type Host = (options: RestOrgOptions) => Promise<RestOrg>;

let host: Host = startOrg;

/** Starts a small org for a suite that needs nothing of it but HTTP: in Node, unless whoever runs the suite says where. */
export function openOrg(options: RestOrgOptions = {}): Promise<RestOrg> {
  return host({ scale: 'small', ...options });
}

/** For a file that runs suites, in a process of its own. */
export function openOrgsIn(other: Host): void {
  host = other;
}
