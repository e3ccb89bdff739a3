import type { SimulatedOrgOptions } from './options.ts';
import type { OrgContext } from './org-context.ts';
import { adoptDescribes } from './schema/adopt-describes.ts';
import { withOrigin } from './schema/s-object.ts';
import { completeData } from './seed/complete-data.ts';
import { seedOrg } from './seed/seed.ts';
import { keepDescribe, keptDescribes, markAsOrg, requireOrg } from './store/kept.ts';
import { addMissingColumns, createIndexes, createTable } from './store/tables.ts';

/**
 * Gives an org that starts its tables and records: those of `data`, or else new ones from the seed.
 * @throws UnusableData, UnusableDescribe
 */
export function fillOrg({ store, now, origin }: OrgContext, options: SimulatedOrgOptions): void {
  const { data, schema: given = [], seed = 1, scale = 'full' } = options;
  const { database, orgSchema: schema } = store;
  const describes = () => schema.names().flatMap((name) => schema.get(name) ?? []);
  if (data) requireOrg(database, data);
  database.transaction(() => {
    if (data) {
      for (const describe of keptDescribes(database)) schema.set(withOrigin(describe, origin()));
      store.resumeSerials();
    } else markAsOrg(database);
    const adopted = given.length > 0 ? adoptDescribes(schema, given, origin()) : [];
    for (const describe of adopted) keepDescribe(database, describe);
    for (const describe of describes()) {
      createTable(database, describe);
      addMissingColumns(database, describe);
    }
    if (data) completeData(store);
    else seedOrg(store, { seed, scale, now: now() });
    for (const describe of describes()) createIndexes(database, describe);
  });
}
