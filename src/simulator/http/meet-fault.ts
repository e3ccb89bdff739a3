import { bearerToken } from '../oauth/identity.ts';
import type { OrgContext } from '../org-context.ts';
import { checkFault } from './check-fault.ts';
import type { Fault } from './faults.ts';

/** The header by which a request asks for a fault, where the org allows it. */
const header = 'x-simulate-fault';

/** The fault in a header; what is none is one too, a refusal that says so. */
function askedFault(text: string): Fault {
  try {
    const fault = JSON.parse(text);
    checkFault(fault, true);
    return fault as Fault;
  } catch (error) {
    const message = `${header}: ${error instanceof TypeError ? error.message : 'This is no JSON.'}`;
    return { status: 400, errors: [{ message, errorCode: 'MALFORMED_FAULT' }] };
  }
}

/** Lets happen to the org itself what a fault says. */
function change({ grants, cursors, apiUsage, network }: OrgContext, fault: Fault, request: Request): void {
  if ('skew' in fault) network.clockSkew = fault.skew;
  if (!('expire' in fault)) return;
  if (fault.expire === 'token') grants.revoke(bearerToken(request) ?? '');
  else if (fault.expire === 'cursor') cursors.clear();
  else apiUsage.used = apiUsage.max;
}

/** The one fault that meets a request: what it asks for itself comes before what waits for it. */
export function meetFault(request: Request, path: string, org: OrgContext): Fault | undefined {
  const { faults, faultHeader } = org.network;
  const asked = faultHeader ? request.headers.get(header) : null;
  const fault = asked === null ? faults.take(request.method, path) : askedFault(asked);
  if (fault) change(org, fault, request);
  return fault;
}
