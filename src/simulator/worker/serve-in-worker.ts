import { JournalledOrg } from './journalled-org.ts';
import type { WorkerScope } from './worker-scope.ts';
import { readSettings } from './worker-settings.ts';

function refusal(error: unknown): Response {
  console.warn('The simulated org cannot answer.', error);
  const reason = error instanceof Error ? error.message : String(error);
  return new Response(`The simulated org cannot answer: ${reason}`, {
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
  const origin = new URL(path, worker.registration.scope).href;
  let opening: Promise<JournalledOrg> | undefined;

  /** The browser starts the worker for any page in its scope; the org waits until somebody asks for it. */
  async function answer(request: Request): Promise<Response> {
    opening ??= JournalledOrg.open(origin, settings);
    const opened = opening;
    const forget = () => {
      if (opening === opened) opening = undefined;
    };
    try {
      const org = await opened;
      if (!org.isGone) return await org.answer(request);
      forget();
      return answer(request);
    } catch (error) {
      forget();
      return refusal(error);
    }
  }

  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
  // A page that was reloaded past the worker asks for it.
  worker.addEventListener('message', (event) => {
    if (event.data === 'claim') event.waitUntil(worker.clients.claim());
  });
  worker.addEventListener('fetch', (event) => {
    if (event.request.url.startsWith(`${origin}/`)) event.respondWith(answer(event.request));
  });
}
