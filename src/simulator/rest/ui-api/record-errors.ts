import type { FieldDescribe, RestError, SObjectDescribe } from '../../../api/types.ts';
import { json } from '../../http/answers.ts';
import { failure, RestFailure } from '../../http/rest-failure.ts';
import { findField } from '../../schema/names.ts';
import type { RestRequest } from '../request.ts';
import { themeOf } from './themes.ts';

/** One error of a save, in the words of the UI API. */
interface RecordError {
  /** The part of a compound field that is meant. */
  readonly constituentField: string | null;
  readonly duplicateRecordError: unknown;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

/** What the REST API tells of a duplicate, as far as it is needed here. */
interface DuplicateResult {
  readonly allowSave: boolean;
  readonly matchResults: readonly {
    entityType: string;
    rule: string;
    matchRecords: readonly { record: { attributes?: { url?: string } } }[];
  }[];
}

function isDuplicateResult(value: unknown): value is DuplicateResult {
  return typeof value === 'object' && value !== null && 'matchResults' in value;
}

function duplicateRecordError({ org }: RestRequest, describe: SObjectDescribe, error: RestError) {
  const result = Object.values(error).find(isDuplicateResult);
  if (!result) return null;
  return {
    matchResults: result.matchResults.map(({ entityType, matchRecords, rule }) => ({
      apiName: entityType,
      isAllowSave: result.allowSave,
      matchRecordIds: matchRecords.map(({ record }) => record.attributes?.url?.split('/').at(-1)),
      matchRule: rule,
      objectLabel: describe.label,
      objectLabelPlural: describe.labelPlural,
      themeInfo: themeOf(org.origin(), describe),
    })),
  };
}

/** The field under which an error is shown: a compound one for its parts. */
function shownField(describe: SObjectDescribe, field: FieldDescribe): FieldDescribe {
  return findField(describe, field.compoundFieldName ?? field.name) ?? field;
}

function recordError(
  request: RestRequest,
  describe: SObjectDescribe,
  error: RestError,
  field: FieldDescribe | undefined,
): RecordError {
  const shown = field && shownField(describe, field);
  return {
    constituentField: field && field.compoundFieldName !== null ? field.name : null,
    duplicateRecordError: duplicateRecordError(request, describe, error),
    errorCode: error.errorCode,
    field: shown?.name ?? null,
    fieldLabel: shown?.label ?? null,
    message: error.message,
  };
}

type Operation = 'update' | 'delete';

/** The body of a refused save. Source: User Interface API Developer Guide, "Error with Output". */
function recordErrors(
  request: RestRequest,
  describe: SObjectDescribe,
  errors: readonly RestError[],
  operation: Operation,
) {
  const general: RecordError[] = [];
  const fieldErrors: Record<string, RecordError[]> = {};
  for (const error of errors) {
    const fields = (error.fields ?? []).flatMap((name) => findField(describe, name) ?? []);
    if (fields.length === 0) general.push(recordError(request, describe, error, undefined));
    for (const field of fields) {
      const shown = recordError(request, describe, error, field);
      const key = shown.field ?? field.name;
      fieldErrors[key] = [...(fieldErrors[key] ?? []), shown];
    }
  }
  return {
    message: `An error occurred while trying to ${operation} the record. Please try again.`,
    enhancedErrorType: 'RecordError',
    output: { errors: general, fieldErrors },
  };
}

/** Lets a save go on; what it refuses is told field by field. Creating is an update in the org's words too. */
export function withRecordErrors(
  request: RestRequest,
  describe: SObjectDescribe,
  operation: Operation,
  save: () => Response,
): Response {
  try {
    return save();
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    return json(recordErrors(request, describe, error.errors, operation), error.status, {
      ...error.headers,
    });
  }
}

/** Somebody has changed the record since the client read it. */
export function collision(userName: string): RestFailure {
  const message = `This record was modified by ${userName} during your edit session. Make a note of the data you entered, then reload the record and enter your updates again.`;
  return failure(412, 'CollisionDetectedException', message);
}
