/** What a page chooses about the org in its service worker. */
export interface WorkerSettings {
  /** Where the org lies, as seen from the worker's scope: no `/` at either end. Default `org`. */
  path?: string;
  /** Another seed, another set of records. Default 1. */
  seed?: number;
  /** `small`: 50 accounts, 200 contacts. `full` (default): 400 accounts, 5,200 contacts. */
  scale?: 'small' | 'full';
}

const defaultPath = 'org';

/** Settings on their way to the worker: as the query of its script's URL. */
export function writeSettings(script: URL, { path = defaultPath, seed, scale }: WorkerSettings): URL {
  const isPlace = path.split('/').every((part) => /^[\w.~-]+$/.test(part) && !/^\.+$/.test(part));
  if (!isPlace) {
    throw new TypeError(`"${path}" is no place for an org below the worker's scope: a path such as "org".`);
  }
  const url = new URL(script);
  url.searchParams.set('path', path);
  if (seed !== undefined) url.searchParams.set('seed', String(seed));
  if (scale !== undefined) url.searchParams.set('scale', scale);
  return url;
}

export function readSettings({ searchParams }: URL): Required<WorkerSettings> {
  return {
    path: searchParams.get('path') ?? defaultPath,
    seed: Number(searchParams.get('seed') ?? 1),
    scale: searchParams.get('scale') === 'small' ? 'small' : 'full',
  };
}
