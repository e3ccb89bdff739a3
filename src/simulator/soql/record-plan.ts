import type { FieldValue, SObjectRecord } from '../../api/types.ts';
import { recordUrl } from '../store/output.ts';
import type { StoredRow } from '../store/types.ts';
import { SoqlError } from './soql-error.ts';

/** Reads one value of a record from the row it came in. */
export type Reader = (row: StoredRow) => FieldValue;

/** The columns a statement selects; the same expression is selected once. */
export class SelectList {
  readonly #keys = new Map<string, string>();

  /** The key of the expression in the rows. */
  add(sql: string): string {
    const known = this.#keys.get(sql);
    if (known !== undefined) return known;
    const key = `c${this.#keys.size}`;
    this.#keys.set(sql, key);
    return key;
  }

  get sql(): string {
    return [...this.#keys].map(([sql, key]) => `${sql} AS ${key}`).join(', ');
  }
}

export interface RecordHead {
  id: string;
  /** The `type` among the attributes. */
  type: string;
  /** The sObject that the URL names; differs for polymorphic parents, whose type is `Name`. */
  sObject: string;
}

/** How a record is made of a row: its attributes, then its fields in the order they were selected. */
export class RecordPlan {
  readonly #head: (row: StoredRow) => RecordHead | null;
  readonly #entries = new Map<string, Reader | RecordPlan>();

  constructor(head: (row: StoredRow) => RecordHead | null) {
    this.#head = head;
  }

  add(key: string, reader: Reader): void {
    if (this.#entries.has(key)) throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${key}`);
    this.#entries.set(key, reader);
  }

  /** The plan of a parent's record inside this one, made where it is mentioned first. */
  nested(key: string, make: () => RecordPlan): RecordPlan {
    const known = this.#entries.get(key);
    if (known instanceof RecordPlan) return known;
    const plan = make();
    this.add(key, (row) => plan.read(row));
    this.#entries.set(key, plan);
    return plan;
  }

  /** Null where the row has no such record: a parent that is not set. */
  read(row: StoredRow): SObjectRecord | null {
    const head = this.#head(row);
    if (head === null) return null;
    const url = recordUrl(head.sObject, head.id);
    const record: SObjectRecord = { attributes: { type: head.type, url } };
    for (const [key, entry] of this.#entries) {
      record[key] = entry instanceof RecordPlan ? entry.read(row) : entry(row);
    }
    return record;
  }
}
