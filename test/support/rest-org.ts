import { startOrg } from './start-org.ts';

/** An org as a client of its REST API knows it, whoever serves it. */
export interface RestOrg {
  readonly url: string;
  /** How a client reaches the org. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** A session of the administrator's, or of another seed user. */
  signIn(username?: string): { readonly accessToken: string };
  close(): Promise<void>;
}

type Host = () => Promise<RestOrg>;

let host: Host = startOrg;

/** Starts a small org for a suite that needs nothing of it but HTTP: in Node, unless whoever runs the suite says where. */
export function openOrg(): Promise<RestOrg> {
  return host();
}

/** For a file that runs suites, in a process of its own. */
export function openOrgsIn(other: Host): void {
  host = other;
}
