import type { Fault } from '../../src/simulator/simulated-org.ts';

/** The fault by which a save finds its row locked by another transaction; nothing is written. */
export function lockedRow(method: 'POST' | 'PATCH' | 'DELETE' = 'PATCH', times = 1): Fault {
  const message = 'unable to obtain exclusive access to this record';
  const errors = [{ message, errorCode: 'UNABLE_TO_LOCK_ROW', fields: [] }];
  return { path: '/sobjects/', method, times, status: 400, errors };
}
