import type { FieldValue } from '../api/types.ts';
import type { Localization } from '../i18n/localization.ts';
import type { FieldModel } from './field-model.ts';
import { plainNumber } from './number-text.ts';
import { readDate, readDateTime } from './temporal.ts';

/**
 * Why the org would refuse a value, in words for the visitor; `undefined` where it may take it. Never
 * stricter than the org: what it rounds, trims or accepts loosely passes.
 */
export function validateValue(
  model: FieldModel,
  value: FieldValue,
  required: boolean,
  localization: Localization,
): string | undefined {
  const { t } = localization;
  if (value === null || (typeof value === 'string' && value.trim() === '')) {
    return required ? t('fields.error.required', { label: model.label }) : undefined;
  }
  switch (model.editor) {
    case 'number':
      return numberProblem(model, value, localization);
    case 'date':
      return inOrgRange(readDate(String(value))) ? undefined : t('fields.error.dateRange');
    case 'datetime':
      return inOrgRange(readDateTime(String(value))) ? undefined : t('fields.error.dateRange');
    case 'email':
      if (!/^[^\s@]+@[^\s@]+$/.test(String(value))) return t('fields.error.email');
      break;
    case 'reference':
      if (!/^[a-z\d]{15}([a-z\d]{3})?$/i.test(String(value))) return t('fields.error.recordId');
      break;
  }
  return lengthProblem(model, String(value), localization);
}

function lengthProblem(model: FieldModel, text: string, { t, locale }: Localization): string | undefined {
  // Whole characters, so that an emoji counts as one.
  const count = [...text].length;
  if (model.maxLength === undefined || count <= model.maxLength) return undefined;
  return t('fields.error.tooLong', {
    label: model.label,
    max: model.maxLength.toLocaleString(locale),
    count: count.toLocaleString(locale),
  });
}

function numberProblem(
  model: FieldModel,
  value: FieldValue,
  { t, locale }: Localization,
): string | undefined {
  if (model.type === 'int') {
    const limit = 2_147_483_647;
    const tooFar = Number(value) > limit || Number(value) < -limit - 1;
    const range = { min: (-limit - 1).toLocaleString(locale), max: limit.toLocaleString(locale) };
    if (tooFar) return t('fields.error.range', range);
  }
  const { precision, scale, digits } = model;
  const allowed = precision === undefined ? digits : precision - (scale ?? 0);
  if (allowed === undefined) return undefined;
  const [whole = ''] = plainNumber(value as string | number)
    .replace(/^-?0*/, '')
    .split('.');
  return whole.length > allowed ? t('fields.error.digits', { max: allowed }) : undefined;
}

/** Source: SOAP API Developer Guide, "Primitive Data Types". */
function inOrgRange(milliseconds: number | undefined): boolean {
  return (
    milliseconds !== undefined && milliseconds >= Date.UTC(1700, 0, 1) && milliseconds < Date.UTC(4001, 0, 1)
  );
}
