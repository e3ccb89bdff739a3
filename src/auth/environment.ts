import type { AuthEnvironment } from './types.ts';

/**
 * The browser's own parts with the given ones in their place. Each is looked up when it is used, so that a
 * controller can be made where there is no window.
 */
export function completeEnvironment(given: Partial<AuthEnvironment> = {}): AuthEnvironment {
  return {
    get fetch() {
      return given.fetch ?? ((input, init) => globalThis.fetch(input, init));
    },
    get sessionStorage() {
      return given.sessionStorage ?? globalThis.sessionStorage;
    },
    get localStorage() {
      return given.localStorage ?? globalThis.localStorage;
    },
    get locks() {
      return 'locks' in given ? given.locks : globalThis.navigator?.locks;
    },
    get location() {
      return given.location ?? globalThis.location;
    },
    get history() {
      return given.history ?? globalThis.history;
    },
    get open() {
      return given.open ?? ((url, target, features) => globalThis.open(url, target, features));
    },
    get BroadcastChannel() {
      return 'BroadcastChannel' in given ? given.BroadcastChannel : globalThis.BroadcastChannel;
    },
    get window() {
      return given.window ?? globalThis.window;
    },
    get now() {
      return given.now ?? Date.now;
    },
    get warn() {
      return given.warn ?? console.warn;
    },
  };
}
