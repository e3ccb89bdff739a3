import type { Client } from '../../api/client.ts';
import { query } from '../../api/query.ts';
import { selectFrom } from '../../api/soql/select-from.ts';
import type { FieldDescribe, FieldValue, SObjectDescribe } from '../../api/types.ts';
import { SfError } from '../../errors/sf-error.ts';
import type { LostCreate } from './place-errors.ts';

/** Milliseconds by which this device's clock may be ahead of the org's. */
const clockDifference = 10 * 60_000;
const mostCandidates = 50;

/** What is looked for. */
export interface Search {
  readonly describe: SObjectDescribe;
  readonly lost: LostCreate;
  /** Without it anybody's will do. */
  readonly userId: string | undefined;
  /** Ids of records that it cannot be. */
  readonly known: ReadonlySet<string>;
}

/**
 * The id of the record that a create made whose answer got lost: this user's, no older, with the values that were sent.
 * Rejects with `OUTCOME_UNKNOWN` where none of them can be compared.
 */
export async function findCreated(
  client: Client,
  { describe, lost, userId, known }: Search,
): Promise<string | undefined> {
  const sent = sentValues(describe, lost);
  if (sent.length === 0) throw nothingToTellBy(describe);
  const asked = sent.filter(isAskable);
  const compared = sent.filter((value) => !isAskable(value));
  const soql = selectFrom(describe, {
    fields: ['Id', ...compared.map(({ field }) => field.name)],
    where: {
      CreatedDate: { gte: new Date(lost.since - clockDifference) },
      ...(userId && { CreatedById: userId }),
      ...(known.size > 0 && { Id: { nin: [...known] } }),
      and: asked.map(({ field, value }) => ({ [field.name]: value })),
    },
    orderBy: [{ field: 'CreatedDate', direction: 'desc' }],
    limit: mostCandidates,
  });
  const { records } = await query(client, soql);
  const found = records.find((record) =>
    compared.every(({ field, value }) => asText(record[field.name]) === asText(value)),
  );
  return found && String(found.Id);
}

interface SentValue {
  readonly field: FieldDescribe;
  readonly value: string | number | boolean | null;
}

function sentValues({ fields }: SObjectDescribe, lost: LostCreate): SentValue[] {
  return Object.entries(lost.fields).flatMap(([name, value]) => {
    const field = fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    // What is encrypted comes back as asterisks.
    if (!field || field.type === 'encryptedstring' || value === undefined) return [];
    if (typeof value === 'object' && value !== null) return [];
    return [{ field, value: typeof value === 'string' ? value.trim() || null : value }];
  });
}

function nothingToTellBy({ name }: SObjectDescribe): SfError {
  return new SfError({
    code: 'OUTCOME_UNKNOWN',
    operation: `Look for ${name}`,
    problem: 'What was sent does not tell the record from any other.',
    remedy: 'Look for it in Salesforce before you save again.',
  });
}

/** Long texts cannot be asked for, and the org has line breaks of its own. */
function isAskable({ field, value }: SentValue): boolean {
  return field.filterable && !/[\r\n]/.test(String(value));
}

function asText(value: FieldValue | undefined): string {
  return String(value ?? '')
    .replaceAll('\r\n', '\n')
    .trim();
}
