import type { SfError } from '../errors/sf-error.ts';
import type { ApiRequest } from './client.ts';
import type { CompositePart } from './composite-request.ts';
import { orgError } from './org-error.ts';
import type { Answer } from './read-answer.ts';

/** What the org answered to a part of a composite request. */
export type PartAnswer =
  | { readonly success: true; readonly status: number; readonly body: unknown }
  | {
      readonly success: false;
      readonly status: number;
      readonly error: SfError;
      /** True where another part is to blame: this one was undone, or could not be carried out without it. */
      readonly isHalted: boolean;
    };

export interface RawPartAnswer {
  readonly body: unknown;
  readonly httpStatusCode: number;
  readonly referenceId: string | null;
}

const rolledBack = 'The transaction was rolled back';

/** The answers by `referenceId`. Throws an `SfError` where the org did not answer part by part. */
export function partAnswers(
  parts: readonly CompositePart[],
  raw: readonly RawPartAnswer[] | undefined,
  request: ApiRequest,
  answer: Answer,
): Map<string, PartAnswer> {
  const byReference = new Map(raw?.map((part) => [part.referenceId, part]));
  const answers = new Map<string, PartAnswer>();
  for (const { referenceId } of parts) {
    const own = byReference.get(referenceId);
    if (!own) {
      // What concerns the request as a whole has no reference.
      const refused = byReference.get(null);
      throw orgError(
        request,
        refused ? failed(answer, refused) : { ...answer, ok: false, isUnreadable: true },
      );
    }
    answers.set(referenceId, answerOf(own, `${request.operation}, part ${referenceId}`, answer));
  }
  return withBlame(answers);
}

function answerOf(raw: RawPartAnswer, operation: string, answer: Answer): PartAnswer {
  const { httpStatusCode: status, body } = raw;
  if (status < 300) return { success: true, status, body };
  // Its answer has come, so nothing about it is unknown.
  const error = orgError({ operation, path: '', isRepeatable: true }, failed(answer, raw));
  return { success: false, status, error, isHalted: isRolledBack(error) };
}

/** A reference to a part that failed fails too. */
function withBlame(answers: Map<string, PartAnswer>): Map<string, PartAnswer> {
  const isHalt = (part: PartAnswer) => !part.success && part.error.code === 'PROCESSING_HALTED';
  const hasCulprit = [...answers.values()].some((part) => !part.success && !isHalt(part));
  for (const [referenceId, part] of answers) {
    if (!part.success && hasCulprit && isHalt(part)) answers.set(referenceId, { ...part, isHalted: true });
  }
  return answers;
}

function isRolledBack({ details }: SfError): boolean {
  return details.some(({ message }) => message.startsWith(rolledBack));
}

function failed(answer: Answer, { body, httpStatusCode: status }: RawPartAnswer): Answer {
  return { ...answer, ok: false, status, body, isUnreadable: false };
}
