import { type WorkerSettings, writeSettings } from './worker-settings.ts';

export { simulatedOrgSwitches } from './turn-switch.ts';
export type { WorkerSettings } from './worker-settings.ts';

export interface WorkerRegistration extends WorkerSettings {
  /** Where `sf-simulated-org-worker.js` is served, on the page's own origin. */
  script: string | URL;
  /**
   * The pages that the org answers: all below this URL. This page must be among them. Default the script's folder,
   * beyond which a browser lets it reach only where the script comes with a `Service-Worker-Allowed` header.
   */
  scope?: string | URL;
}

function activated(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === 'activated') resolve();
      else if (worker === null || worker.state === 'redundant') {
        reject(new Error('The service worker of the simulated org was replaced before it could start.'));
      }
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

/** Resolves once the requests of this page go through the active worker. */
function controlled({ active }: ServiceWorkerRegistration): Promise<void> {
  const { serviceWorker } = navigator;
  return new Promise((resolve) => {
    const look = () => {
      if (serviceWorker.controller?.scriptURL !== active?.scriptURL) return;
      serviceWorker.removeEventListener('controllerchange', look);
      resolve();
    };
    serviceWorker.addEventListener('controllerchange', look);
    // A forced reload leaves a page without the worker it had.
    active?.postMessage('claim');
    look();
  });
}

/**
 * Runs a simulated org in a service worker of this page's own origin: for demos, prototypes and tests on any static
 * host. Resolves once it answers this page, with its base URL, the `login-url` of `<sf-connection>`. Its records,
 * sessions and sign-ins are kept in IndexedDB, until the site's data is cleared; other settings make another org.
 *
 * It answers this origin only: a service worker sees no requests of pages elsewhere. Service workers need https, or
 * localhost; where the script comes with a content security policy, it must have `'wasm-unsafe-eval'` among its
 * `script-src`. Bulk jobs end when the browser stops the idle worker.
 *
 * Rejects where the browser refuses the script or the scope.
 */
export async function registerSimulatedOrg({
  script,
  scope,
  ...settings
}: WorkerRegistration): Promise<string> {
  const url = writeSettings(new URL(script, document.baseURI), settings);
  const options = scope === undefined ? {} : { scope: new URL(scope, document.baseURI).href };
  const registration = await navigator.serviceWorker.register(url, options);
  if (!location.href.startsWith(registration.scope)) {
    throw new Error(`The simulated org answers pages below ${registration.scope}, and this page is none.`);
  }
  const { installing, waiting, active } = registration;
  await activated(installing ?? waiting ?? active);
  await controlled(registration);
  return new URL(url.searchParams.get('path') ?? '', registration.scope).href;
}
