import type { SimulatedOrgOptions } from '../simulated-org.ts';

type OrgChoices = Pick<
  SimulatedOrgOptions,
  'seed' | 'pageSize' | 'faultHeader' | 'personAccounts' | 'multiCurrency' | 'stateAndCountryPicklists'
>;

/** What a page chooses about the org in its service worker. */
export interface WorkerSettings extends OrgChoices {
  /** Where the org lies, as seen from the worker's scope: no `/` at either end. Default `org`. */
  path?: string;
  /** `small`: 50 accounts, 200 contacts. `full` (default): 400 accounts, 5,200 contacts. */
  scale?: 'small' | 'full';
}

const defaultPath = 'org';
const numbers = ['seed', 'pageSize'] as const;
const flags = ['faultHeader', 'personAccounts', 'multiCurrency', 'stateAndCountryPicklists'] as const;

/** Settings on their way to the worker: as the query of its script's URL. */
export function writeSettings(script: URL, { path = defaultPath, scale, ...choices }: WorkerSettings): URL {
  const isPlace = path.split('/').every((part) => /^[\w.~-]+$/.test(part) && !/^\.+$/.test(part));
  if (!isPlace) {
    throw new TypeError(`"${path}" is no place for an org below the worker's scope: a path such as "org".`);
  }
  const url = new URL(script);
  url.searchParams.set('path', path);
  if (scale !== undefined) url.searchParams.set('scale', scale);
  for (const name of numbers) {
    const value = choices[name];
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  for (const name of flags) if (choices[name]) url.searchParams.set(name, 'true');
  return url;
}

/** The settings that a script's URL carries; those it does not carry are the org's own defaults. */
export function readSettings({ searchParams }: URL): WorkerSettings & { path: string } {
  const given = (names: readonly string[]) => names.filter((name) => searchParams.has(name));
  return {
    path: searchParams.get('path') ?? defaultPath,
    scale: searchParams.get('scale') === 'small' ? 'small' : 'full',
    ...Object.fromEntries(given(numbers).map((name) => [name, Number(searchParams.get(name))])),
    ...Object.fromEntries(given(flags).map((name) => [name, true])),
  };
}
