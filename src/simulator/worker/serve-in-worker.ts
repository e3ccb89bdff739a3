import { TakenOver } from './journal.ts';
import { JournalledOrg } from './journalled-org.ts';
import { isSwitchOrder, type SwitchAnswer, type SwitchOrder } from './turn-switch.ts';
import type { WorkerScope } from './worker-scope.ts';
import { readSettings } from './worker-settings.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function refusal(error: unknown): Response {
  console.warn('The simulated org cannot answer.', error);
  return new Response(`The simulated org cannot answer: ${reasonOf(error)}`, {
    status: 500,
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
  });
}

/**
 * Lets a service worker answer everything below one path of its scope as a simulated org. Other requests go to the
 * network as if there were no worker.
 */
export function serveInWorker(worker: WorkerScope): void {
  const { path, ...settings } = readSettings(new URL(worker.location.href));
  const { scope } = worker.registration;
  const origin = new URL(path, scope).href;
  const journal = `sf-simulated-org ${new URL(scope).pathname} ${path}`;
  let opening: Promise<JournalledOrg> | undefined;

  /** The browser starts the worker for any page in its scope; the org waits until somebody asks for it. */
  async function withOrg<T>(use: (org: JournalledOrg) => Promise<T>): Promise<T> {
    opening ??= JournalledOrg.open(journal, origin, settings);
    const opened = opening;
    const forget = () => {
      if (opening === opened) opening = undefined;
    };
    try {
      const org = await opened;
      if (!org.isGone) return await use(org);
      forget();
      return withOrg(use);
    } catch (error) {
      // Whoever has taken over keeps the org; to open it again would take it back.
      if (!(error instanceof TakenOver)) forget();
      throw error;
    }
  }

  const answer = (request: Request) => withOrg((org) => org.answer(request)).catch(refusal);

  async function turn({ name, values }: SwitchOrder, port: MessagePort | undefined): Promise<void> {
    const answer = await withOrg((org) => org.turn(name, values)).catch(
      (error): SwitchAnswer => ({ refusal: reasonOf(error) }),
    );
    port?.postMessage(answer);
  }

  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
  // A page that was reloaded past the worker asks for it.
  worker.addEventListener('message', (event) => {
    if (event.data === 'claim') event.waitUntil(worker.clients.claim());
    if (isSwitchOrder(event.data)) event.waitUntil(turn(event.data, event.ports[0]));
  });
  worker.addEventListener('fetch', (event) => {
    if (event.request.url.startsWith(`${origin}/`)) event.respondWith(answer(event.request));
  });
}
