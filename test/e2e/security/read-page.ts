/** Runs in every page before its scripts: keeps what they are told. */
export function keepEvents(): void {
  const kept: unknown[] = [];
  Object.assign(globalThis, { keptEvents: kept });
  const names = [
    'connected',
    'disconnected',
    'session-expired',
    'error',
    'load',
    'submit',
    'success',
    'cancel',
    'change',
  ];
  for (const name of names) document.addEventListener(`sf-${name}`, (event) => kept.push(event), true);
  addEventListener('unhandledrejection', ({ reason }) => kept.push(reason));
}

/** Runs in the page, so it stands alone. Every text there that can be had without calling a method, with its place. */
export async function readPage(): Promise<[place: string, text: string][]> {
  const texts = new Map<string, Set<string>>();
  const seen = new Set<unknown>();
  const add = (place: string, text: unknown) => {
    const known = texts.get(place) ?? new Set();
    texts.set(place, known.add(String(text)));
  };
  const builtIn = new Set<unknown>([
    Object.prototype,
    Function.prototype,
    HTMLElement.prototype,
    Array.prototype,
    null,
  ]);
  /** What a value has of itself and, on demand, by the classes it is made by; symbols included. */
  const properties = (place: string, value: object, withClasses: boolean): void => {
    for (let owner = value; !builtIn.has(owner); owner = Object.getPrototypeOf(owner)) {
      for (const key of Reflect.ownKeys(owner)) {
        try {
          walk(place, (value as Record<PropertyKey, unknown>)[key]);
        } catch {
          // Some getters only work on what they were made for.
        }
      }
      if (!withClasses) return;
    }
  };
  const walk = (place: string, value: unknown): void => {
    if (typeof value === 'string') add(place, value);
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
    // What is in a storage or the address counts as being there, whoever else holds it.
    const isPlace = [Storage, Location, History].some((type) => value instanceof type);
    if (value === window || isPlace || seen.has(value)) return;
    if (value instanceof Node) {
      visit(value);
      return;
    }
    seen.add(value);
    if (value instanceof Map || value instanceof Set) for (const entry of value) walk(place, entry);
    properties(place, value, true);
  };
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node instanceof CharacterData) add('document', node.data);
    if (node instanceof HTMLTemplateElement) visit(node.content);
    if (node instanceof Element) {
      const { localName, attributes, shadowRoot } = node;
      for (const { name, value } of attributes) add(`attribute of ${localName}`, `${name}=${value}`);
      if ('value' in node) add(`property of ${localName}`, node.value);
      properties(`property of ${localName}`, node, localName.includes('-'));
      if (shadowRoot) visit(shadowRoot);
    }
    for (const child of node.childNodes) visit(child);
  };
  const stored = async (): Promise<void> => {
    for (const { name = '' } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      for (const store of opening.result.objectStoreNames) {
        const all = opening.result.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => all.addEventListener('success', resolve));
        walk('IndexedDB', all.result);
      }
      opening.result.close();
    }
    for (const cache of await caches.keys()) {
      for (const { url } of await (await caches.open(cache)).keys()) add('cache', url);
    }
  };

  add('address', location.href);
  add('referrer', document.referrer);
  add('cookie', document.cookie);
  add('window name', window.name);
  walk('history state', history.state);
  for (const [place, storage] of [
    ['sessionStorage', sessionStorage],
    ['localStorage', localStorage],
  ] as const) {
    for (const entry of Object.entries(storage)) add(place, entry.join(' '));
  }
  for (const { entryType, name } of performance.getEntries()) {
    add(entryType === 'navigation' ? 'navigation entry' : 'performance entry', name);
  }
  visit(document);
  const { keptEvents = [] } = globalThis as { keptEvents?: unknown[] };
  for (const event of keptEvents) {
    add('event', JSON.stringify(event));
    walk('event', event);
  }
  await stored();
  return [...texts].map(([place, known]) => [place, [...known].join('\n')]);
}
