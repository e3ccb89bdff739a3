import { fillOrg } from './fill-org.ts';
import { errors } from './http/answers.ts';
import { type Cookies, HeaderCookies } from './http/cookies.ts';
import { answerAcrossOrigins } from './http/cors.ts';
import { answerUnder, delivered } from './http/faults.ts';
import { meetFault } from './http/meet-fault.ts';
import { maintenancePage } from './http/page.ts';
import { type LoggedRequest, RequestLog } from './http/request-log.ts';
import { refuseOversize } from './http/request-size.ts';
import { siteAt } from './oauth/sites.ts';
import type { SimulatedOrgOptions } from './options.ts';
import type { OrgContext } from './org-context.ts';
import { restoreState } from './org-state.ts';
import { OrgSwitches } from './org-switches.ts';
import { createResources } from './resources.ts';
import { SqliteDatabase } from './store/database.ts';

export type { Fault } from './http/faults.ts';
export type { LoggedRequest } from './http/request-log.ts';
export { seedPassword } from './oauth/pages.ts';
export type { Session } from './oauth/session.ts';
export { builtInClient, type SimulatedOrgOptions, seedUsername } from './options.ts';
export type { OAuthClient, Site } from './org-context.ts';
export type { OrgState } from './org-state.ts';
export type { FieldPermissions, ObjectPermissions, Profile } from './permissions/profile.ts';
export { UnusableDescribe } from './schema/given-describe.ts';
export { UnusableData } from './store/kept.ts';

/** A Salesforce org in memory: it answers what a browser would send to the real one. */
export class SimulatedOrg extends OrgSwitches {
  readonly #resources = createResources();
  readonly #requestLog = new RequestLog();

  /** Starts an org with its schema and seed data, or with the data of another one. @throws UnusableData, UnusableDescribe */
  static async create(options: SimulatedOrgOptions): Promise<SimulatedOrg> {
    const org = new SimulatedOrg(options, await SqliteDatabase.open(options.sqlJs, options.data));
    try {
      fillOrg(org.context, options);
      if (options.state) restoreState(org.context, options.state);
    } catch (error) {
      org.close();
      throw error;
    }
    return org;
  }

  /** The latest requests, oldest first. */
  get requestLog(): readonly LoggedRequest[] {
    return this.#requestLog.entries;
  }

  /**
   * Answers a request as the org would. Never rejects: where a fault keeps the answer back, it gives a network error
   * (`Response.error()`), or settles never.
   * @param cookies by default those in the headers, which a service worker neither sees nor sets
   */
  async handle(request: Request, cookies?: Cookies): Promise<Response> {
    const answered = this.#requestLog.open(request);
    const url = new URL(request.url);
    const base = new URL(`${this.origin}/`).pathname.slice(0, -1);
    const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : '';
    const { latency } = this.context.network;
    const fault = meetFault(request, path + url.search, this.context);
    if (latency.milliseconds > 0 && (!latency.paths || latency.paths.test(path + url.search))) {
      await new Promise((resolve) => setTimeout(resolve, latency.milliseconds));
    }
    const inHeaders = new HeaderCookies(request, `${base}/`);
    const whole = await answerUnder(fault, async (given) =>
      inHeaders.addTo(await this.#answer(request, path, cookies ?? inHeaders, given)),
    );
    if (this.closed) return Response.error();
    if (whole.type !== 'error') whole.headers.set('date', this.context.now().toUTCString());
    const response = request.method === 'HEAD' && whole.body ? new Response(null, whole) : whole;
    await answered(path + url.search, response);
    return delivered(fault, response);
  }

  /** @param given stands in for what the org itself would say */
  async #answer(request: Request, wholePath: string, cookies: Cookies, given?: Response): Promise<Response> {
    if (this.context.network.down) return maintenancePage();
    const oversize = refuseOversize(request);
    if (oversize) return oversize;
    const { site, path } = siteAt(wholePath, this.context.sites);
    const org = { ...this.context, site, cookies };
    return answerAcrossOrigins(
      request,
      path,
      this.origin,
      org.cors,
      async () => given ?? this.#resourceOrFailure(request, path, org),
    );
  }

  async #resourceOrFailure(request: Request, path: string, org: OrgContext): Promise<Response> {
    try {
      return await this.#resources(request, path, org);
    } catch (error) {
      // A client that was on its way when the org was closed meets no database.
      if (!this.closed) console.warn('The simulated org failed on', request.method, path, error);
      return errors(500, [{ message: 'An unexpected error occurred.', errorCode: 'UNKNOWN_EXCEPTION' }]);
    }
  }
}

/** A Salesforce org in memory, as a `fetch`-shaped handler. */
export function createSimulatedOrg(options: SimulatedOrgOptions = {}): Promise<SimulatedOrg> {
  return SimulatedOrg.create(options);
}
