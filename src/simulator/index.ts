/** The simulated org: a Salesforce org as a function from Request to Response, for tests, stories and pages. */
export type { GivenDescribe } from './schema/given-describe.ts';
export {
  builtInClient,
  createSimulatedOrg,
  type Fault,
  type LoggedRequest,
  type OAuthClient,
  type Session,
  type SimulatedOrg,
  type SimulatedOrgOptions,
  type Site,
  seedPassword,
  seedUsername,
  UnusableData,
  UnusableDescribe,
} from './simulated-org.ts';
export type { SqlJsLoader } from './store/database.ts';
