import { parentPort, workerData } from 'node:worker_threads';
import { FakePage, MemoryStorage } from './fake-page.ts';

/** A load of `callback.html`. */
export interface CallbackLoad {
  readonly address: string;
  /** What the tab's storage holds; nothing for one that is blocked. */
  readonly stored?: Readonly<Record<string, string>> | undefined;
  readonly isFramed?: boolean;
}

/** What its script did. */
export interface CallbackOutcome {
  readonly address: string;
  readonly left: readonly string[];
  readonly closed: boolean;
  readonly stored: Readonly<Record<string, string>>;
}

// A script that does all when it is loaded is loaded in a thread of its own each time.
const { address, stored, isFramed }: CallbackLoad = workerData;
const storage = new MemoryStorage();
for (const [key, value] of Object.entries(stored ?? {})) storage.setItem(key, value);
const page = new FakePage(address, { storage });
if (isFramed) page.window.top = { location: { origin: 'https://evil.example' } };
const { window, location, history } = page.environment;
const pathname = { value: new URL(address).pathname };
Object.assign(globalThis, { window, location: Object.create(location, { pathname }), history });
Object.defineProperty(globalThis, 'sessionStorage', {
  get() {
    if (stored) return storage;
    throw new DOMException('blocked', 'SecurityError');
  },
});
await import('../../src/auth/callback.ts');
// It closes a moment after it has relayed.
await new Promise((resolve) => setTimeout(resolve, 150));
const kept = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
const outcome: CallbackOutcome = {
  address: page.address,
  left: page.left,
  closed: page.closed,
  stored: Object.fromEntries(kept.map((key) => [key, storage.getItem(key) ?? ''])),
};
parentPort?.postMessage(outcome);
