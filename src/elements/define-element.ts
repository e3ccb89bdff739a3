/** Version of the kit, for telling two copies on one page apart. */
export const VERSION = '0.1.0';

const versionKey = Symbol.for('sf-elements/version');

/**
 * Registers a class under a tag. The same class again is nothing new; another class is left in place, with
 * one warning, since a page may hold two copies of the kit.
 */
export function defineElement(
  elementClass: CustomElementConstructor,
  tag: string,
  registry: CustomElementRegistry,
): void {
  const present = registry.get(tag);
  if (present === elementClass || present?.prototype instanceof elementClass) return;
  if (present) {
    const other = (present as { [versionKey]?: string })[versionKey] ?? 'not of this kit';
    console.warn(`<${tag}> is already defined (${other}); sf-elements ${VERSION} leaves it as it is.`);
    return;
  }
  const used = registry.getName?.(elementClass) ?? null;
  const fresh = used === null ? elementClass : class extends elementClass {};
  Object.defineProperty(fresh, versionKey, { value: VERSION });
  registry.define(tag, fresh);
}
