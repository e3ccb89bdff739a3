import type { Client, RecordChange } from './client.ts';
import type { CompositePart } from './composite-request.ts';
import { isNested } from './field-values.ts';
import type { PartAnswer } from './part-answers.ts';

const kinds: Partial<Record<string, RecordChange['kind']>> = {
  POST: 'created',
  PATCH: 'updated',
  DELETE: 'deleted',
};
const recordPath =
  /^(?:\/services\/data\/v[\d.]+\/)?sobjects\/(\w+)(?:\/([^/?]+))?(?:\/([^/?]+))?\/?(?:\?|$)/;

/** Tells of the records that the parts of a composite request have written. */
export function announceParts(
  client: Client,
  parts: readonly CompositePart[],
  answers: ReadonlyMap<string, PartAnswer>,
): void {
  for (const { referenceId, method = 'GET', path, body } of parts) {
    const answer = answers.get(referenceId);
    const [, objectApiName, name, value] = recordPath.exec(path) ?? [];
    const kind = answer?.status === 201 ? 'created' : kinds[method];
    if (!answer?.success || !objectApiName || !kind) continue;
    const own = isNested(answer.body) ? answer.body.id : undefined;
    const id = own ?? (value === undefined && name ? resolved(name, answers) : undefined);
    if (typeof id !== 'string') continue;
    const isTold = kind !== 'deleted' && isNested(body);
    client.announce({ objectApiName, id, kind, ...(isTold && { fields: withoutReferences(body) }) });
  }
}

/** An id of a path, or what a reference such as `@{account.id}` there stands for. */
function resolved(name: string, answers: ReadonlyMap<string, PartAnswer>): unknown {
  const [, referenceId = '', key = ''] = /^@\{(\w+)\.(\w+)\}$/.exec(name) ?? [];
  const answer = answers.get(referenceId);
  if (!answer) return name;
  return answer.success && isNested(answer.body) ? answer.body[key] : undefined;
}

/** What stands for a value is none. */
function withoutReferences(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !String(value).includes('@{')));
}
