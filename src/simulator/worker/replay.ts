import { SqliteDatabase } from '../store/database.ts';
import type { Write } from '../store/write-log.ts';

/** An org's data with what was written since. */
export async function replay(data: Uint8Array, writes: readonly Write[]): Promise<Uint8Array> {
  if (writes.length === 0) return data;
  const database = await SqliteDatabase.open(undefined, data);
  database.transaction(() => {
    for (const { sql, params } of writes) database.run(sql, params);
  });
  const whole = database.export();
  database.close();
  return whole;
}
