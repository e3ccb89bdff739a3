import { ConflictError, type FieldConflict } from '../errors/conflict-error.ts';
import type { ApiRequest, Client } from './client.ts';
import { differingValues, isNested, isSameValue, valueIn } from './field-values.ts';
import type { SObjectRecord } from './types.ts';

const mostRounds = 3;
const modstamp = 'SystemModstamp';

/**
 * Sends a PATCH only where it overwrites nothing that somebody else has saved since `original` was read. Values are
 * compared right before, since time stamps count in seconds; where the org gives an entity tag, as for accounts, it closes
 * the moment in between. A PATCH that meets its own effect finds nothing left to write.
 * Source: REST API Developer Guide, "Conditional Requests".
 */
export async function saveUnlessChanged(
  client: Client,
  request: ApiRequest,
  changes: SObjectRecord,
  original: SObjectRecord,
): Promise<void> {
  const { operation, path, headers, signal } = request;
  const query = { fields: namesToRead(changes, original).join(',') };
  for (let round = 1; ; round += 1) {
    const read = await client.send({ operation, path, query, signal });
    const current = read.body as SObjectRecord;
    const conflicts = conflictsBetween(changes, original, current);
    if (conflicts.length > 0) throw new ConflictError(operation, conflicts);
    if (Object.keys(differingValues(changes, current)).length === 0) return;
    const entityTag = read.header('etag');
    const { status } = await client.send({
      ...request,
      headers: { ...headers, ...(entityTag && { 'If-Match': entityTag }) },
      body: changes,
      accepts: round < mostRounds ? [412] : [],
    });
    if (status !== 412) return;
  }
}

/** Not every object has the time stamp, so it is asked for only where it was read. */
function namesToRead(changes: SObjectRecord, original: SObjectRecord): string[] {
  const names = Object.entries(changes).flatMap(([name, value]) =>
    isNested(value) ? Object.keys(value).map((key) => `${name}.${key}`) : [name],
  );
  return modstamp in original ? [...names, modstamp] : names;
}

/** A field that was not read at first is in conflict where the record as a whole has changed. */
function conflictsBetween(
  changes: SObjectRecord,
  original: SObjectRecord,
  current: SObjectRecord,
): FieldConflict[] {
  const isTouched = !isSameValue(original[modstamp], current[modstamp]);
  const fields = Object.entries(changes).map(([field, yours]) => {
    return { field, original: valueIn(original, field), current: valueIn(current, field), yours };
  });
  return fields.filter(({ original: before, current: now, yours }) => {
    const isChanged = before === undefined ? isTouched : !isSameValue(before, now);
    return isChanged && !isSameValue(now, yours);
  });
}
