import { type RemoteSwitches, remoteSwitches, type SwitchName, switchNames } from '../switch-names.ts';

/** What a page sends its service worker, with a port for the answer. */
export interface SwitchOrder {
  readonly name: SwitchName;
  readonly values: readonly unknown[];
}

/** What comes back. */
export type SwitchAnswer = { readonly value: unknown } | { readonly refusal: string };

export function isSwitchOrder(data: unknown): data is SwitchOrder {
  if (typeof data !== 'object' || data === null) return false;
  const { name, values } = data as Partial<SwitchOrder>;
  return switchNames.some((known) => known === name) && Array.isArray(values);
}

/**
 * The switches of the simulated org in this page's service worker: faults, expired sessions, limits, permissions. Each
 * resolves once it is turned. They last until the browser stops the idle worker; what they did to records, sessions and
 * describes is kept.
 * Reject with a TypeError for what the org refuses, and where no service worker answers this page.
 */
export function simulatedOrgSwitches(): RemoteSwitches {
  return remoteSwitches((name, values) => {
    const worker = navigator.serviceWorker.controller;
    if (!worker)
      throw new TypeError('No service worker answers this page: register the simulated org first.');
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<SwitchAnswer>) => {
        port1.close();
        if ('refusal' in data) reject(new TypeError(data.refusal));
        else resolve(data.value);
      };
      worker.postMessage({ name, values } satisfies SwitchOrder, [port2]);
    });
  });
}
