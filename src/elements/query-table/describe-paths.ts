import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';

export type DescribeObject = (objectApiName: string) => Promise<SObjectDescribe>;

/** What describe says of a path: the field at its end, and the lookups that lead to it. */
export interface DescribedPath {
  readonly field: FieldDescribe;
  readonly lookups: readonly FieldDescribe[];
}

export interface DescribedPaths {
  /** As the org writes it. */
  readonly objectApiName: string | undefined;
  /** The object's name for several records, in the user's language. */
  readonly labelPlural: string | undefined;
  /** Undefined where the org does not tell. */
  at(path: readonly string[]): DescribedPath | undefined;
}

/** A polymorphic lookup can lead to dozens of objects; the first few have the common fields. */
const mostParents = 3;

/**
 * Describes fields by their paths from an object on, parents included. Never rejects: what cannot be
 * described is left out.
 */
export async function describePaths(
  describe: DescribeObject,
  objectApiName: string | undefined,
  paths: readonly (readonly string[])[],
): Promise<DescribedPaths> {
  const object = objectApiName ? await describe(objectApiName).catch(() => undefined) : undefined;
  const found = new Map<string, DescribedPath>();
  if (object) {
    await Promise.all(
      paths.map(async (path) => {
        const described = await follow(describe, object, path);
        if (described) found.set(keyOf(path), described);
      }),
    );
  }
  const { name, labelPlural } = object ?? {};
  return { objectApiName: name, labelPlural, at: (path) => found.get(keyOf(path)) };
}

async function follow(
  describe: DescribeObject,
  object: SObjectDescribe,
  [head = '', ...rest]: readonly string[],
): Promise<DescribedPath | undefined> {
  const name = head.toLowerCase();
  if (rest.length === 0) {
    const field = object.fields.find((candidate) => candidate.name.toLowerCase() === name);
    return field && { field, lookups: [] };
  }
  const lookup = object.fields.find(({ relationshipName }) => relationshipName?.toLowerCase() === name);
  for (const target of lookup?.referenceTo.slice(0, mostParents) ?? []) {
    const parent = await describe(target).catch(() => undefined);
    const described = parent && (await follow(describe, parent, rest));
    if (lookup && described) return { field: described.field, lookups: [lookup, ...described.lookups] };
  }
  return undefined;
}

function keyOf(path: readonly string[]): string {
  return path.join('.').toLowerCase();
}
