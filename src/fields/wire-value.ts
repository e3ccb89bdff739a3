import type { FieldValue } from '../api/types.ts';
import type { Localization } from '../i18n/localization.ts';
import { type FieldModel, isMasked } from './field-model.ts';
import { numberForWire, readNumber, writeNumber } from './number-text.ts';
import { fromLocalClock, readDate, readDateTime, readTime, toLocalClock, writeDateTime } from './temporal.ts';

/** What somebody typed, understood: a wire value, or why it is none. */
export type Reading =
  | { readonly value: FieldValue; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };

/**
 * A wire value as the text of the field's control: numbers with the locale's decimal sign, datetimes on the
 * clock of the user's time zone, checkboxes `true` or `false`, several choices joined by `;`.
 */
export function toInput(
  model: FieldModel,
  value: FieldValue | undefined,
  { locale, timeZone }: Localization,
): string {
  if (model.editor === 'checkbox') return String(value === true || value === 'true');
  if (value === null || value === undefined || typeof value === 'object') return '';
  const text = String(value);
  switch (model.editor) {
    case 'number':
      return writeNumber(typeof value === 'number' ? value : text, locale);
    case 'datetime': {
      const moment = readDateTime(text);
      return moment === undefined ? '' : shortClock(toLocalClock(moment, timeZone));
    }
    case 'time':
      return shortClock(text.replace(/Z$/, ''));
    case 'textarea':
      return text.replace(/\r\n?/g, '\n');
    case 'encrypted':
      return isMasked(model, text) ? '' : text;
    default:
      return text;
  }
}

/** The text of a field's control as wire value. An empty control is `null`. */
export function readInput(model: FieldModel, text: string, localization: Localization): Reading {
  if (model.editor === 'checkbox') return { value: text === 'true' };
  if (text.trim() === '') return { value: null };
  const { timeZone, t } = localization;
  switch (model.editor) {
    case 'number':
      return readNumberInput(model, text, localization);
    case 'date':
      return readDate(text) === undefined ? { error: t('fields.error.date') } : { value: text };
    case 'datetime': {
      const moment = fromLocalClock(text, timeZone);
      if (moment === undefined) return { error: t('fields.error.dateTime') };
      return { value: writeDateTime(moment) };
    }
    case 'time': {
      const sinceMidnight = readTime(text);
      if (sinceMidnight === undefined) return { error: t('fields.error.time') };
      return { value: `${new Date(sinceMidnight).toISOString().slice(11, -1)}Z` };
    }
    case 'email':
    case 'phone':
    case 'url':
    case 'reference':
      return { value: text.trim() };
    default:
      return { value: text };
  }
}

function readNumberInput(model: FieldModel, text: string, { locale, t }: Localization): Reading {
  const plain = readNumber(text, locale);
  const isWhole = model.type === 'int' || model.type === 'long';
  if (plain === undefined || (isWhole && /\.\d*[1-9]/.test(plain))) {
    return isWhole
      ? { error: t('fields.error.wholeNumber', { example: '1234' }) }
      : { error: t('fields.error.number', { example: writeNumber('1234.5', locale) }) };
  }
  return { value: numberForWire(plain) };
}

/** True when two wire values of a field mean the same to the org. */
export function sameValue(model: FieldModel, a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  const normalize = (value: FieldValue | undefined): unknown => {
    if (value === undefined || value === null || value === '')
      return model.editor === 'checkbox' ? false : null;
    const text = String(value);
    switch (model.editor) {
      case 'number':
        return typeof value === 'number' ? String(value) : text;
      case 'datetime':
        return readDateTime(text) ?? text;
      case 'time':
        return readTime(text) ?? text;
      case 'checkbox':
        return value === true || value === 'true';
      case 'multipicklist':
        return text.split(';').sort().join(';');
      case 'textarea':
        return text.replace(/\r\n?/g, '\n');
      default:
        return text;
    }
  };
  return normalize(a) === normalize(b);
}

/** Seconds and their fractions only where there are any. */
function shortClock(clock: string): string {
  return clock.replace(/\.0+$/, '').replace(/^((?:.*T)?\d\d:\d\d):00$/, '$1');
}
