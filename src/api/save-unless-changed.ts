import { ConflictError, type FieldConflict } from '../errors/conflict-error.ts';
import type { ApiRequest, Client } from './client.ts';
import { isNested, isSameValue, valueIn } from './field-values.ts';
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
  const names = Object.entries(changes).flatMap(([name, value]) =>
    isNested(value) ? Object.keys(value).map((key) => `${name}.${key}`) : name,
  );
  // Not every object has the time stamp, so it is asked for only where it was read.
  if (modstamp in original) names.push(modstamp);
  for (let round = 1; ; round += 1) {
    const read = await client.send({ operation, path, query: { fields: names.join() }, signal });
    const left = fieldsLeft(changes, original, read.body as SObjectRecord);
    if (left.length === 0) return;
    const conflicts = left.filter(({ isChanged }) => isChanged).map(({ isChanged, ...conflict }) => conflict);
    if (conflicts.length > 0) throw new ConflictError(operation, conflicts);
    const entityTag = read.header('etag');
    const { status } = await client.send({
      ...request,
      headers: { ...headers, ...(entityTag && { 'If-Match': entityTag }) },
      accepts: round < mostRounds ? [412] : [],
    });
    if (status !== 412) return;
  }
}

/** The fields that are not yet as they are to be. One that was not read is taken for changed where the record is. */
function fieldsLeft(
  changes: SObjectRecord,
  original: SObjectRecord,
  record: SObjectRecord,
): (FieldConflict & { isChanged: boolean })[] {
  return Object.entries(changes).flatMap(([field, yours]) => {
    const current = valueIn(record, field);
    if (isSameValue(current, yours)) return [];
    const before = valueIn(original, field);
    const isChanged =
      before === undefined
        ? !isSameValue(original[modstamp], record[modstamp])
        : !isSameValue(before, current);
    return { field, original: before, current, yours, isChanged };
  });
}
