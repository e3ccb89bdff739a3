/** The simulated org over HTTP, in Node. */
export { HostFailure } from './host-failure.ts';
export { type ServedOrg, type ServeOptions, serveSimulatedOrg } from './serve.ts';
