import type { SfErrorDetail } from '../errors/sf-error.ts';

/**
 * What an error body says, whichever shape it has: the REST API's array, one entry, the items of a collection with
 * `statusCode`, the UI API's `output`, or an OAuth error. Source: REST API Developer Guide, "Status Codes and Error
 * Responses"; UI API Developer Guide, "Status Codes and Error Responses".
 */
export function readDetails(body: unknown): SfErrorDetail[] {
  return (Array.isArray(body) ? body : [body]).flatMap(entriesOf).flatMap(detailOf);
}

/** An entry with what the UI API nests in it: errors of fields and of the record. */
function entriesOf(entry: unknown): unknown[] {
  const { output, enhancedErrorType, errorCode } = objectOf(entry);
  const { errors, fieldErrors } = objectOf(output);
  const nested = [...arrayOf(errors), ...Object.values(objectOf(fieldErrors)).flatMap(arrayOf)];
  if (nested.length > 0) return nested;
  return [enhancedErrorType && !errorCode ? { ...objectOf(entry), errorCode: enhancedErrorType } : entry];
}

function detailOf(entry: unknown): SfErrorDetail[] {
  const { message, errorCode, statusCode, fields, field, error, error_description, ...more } =
    objectOf(entry);
  const code = errorCode ?? statusCode ?? error;
  const text = message ?? error_description;
  if (typeof text !== 'string' || typeof code !== 'string') return [];
  const names = [...arrayOf(fields), field].filter(isString);
  // Several versions of the REST API misspell the key.
  const duplicateResult = more.duplicateResult ?? more.duplicateResut;
  const detail = { message: text.trim(), errorCode: code, fields: names };
  return [duplicateResult ? { ...detail, duplicateResult } : detail];
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
