import { html, nothing, type TemplateResult } from 'lit';
import type { FieldDescribe, FieldValue } from '../api/types.ts';
import type { Localization } from '../i18n/localization.ts';
import { mailHref, phoneHref, webHref } from './hrefs.ts';
import { htmlToText, readHyperlink } from './html-text.ts';
import { readDate, readDateTime, readTime } from './temporal.ts';

/** Whom and where a value is shown to. */
export interface DisplayContext {
  readonly localization: Localization;
  /** URL of a record in the org, for links; without it ids stay text. */
  readonly recordUrl?: ((id: string) => string | undefined) | undefined;
  /** ISO 4217 code of the record's amounts; default the localization's. */
  readonly currency?: string | undefined;
}

/** A field's value in words for the visitor; empty for `null`. A value of an unforeseen kind is shown as sent. */
export function formatFieldValue(
  field: FieldDescribe,
  value: FieldValue | undefined,
  context: DisplayContext,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'object') return formatCompound(value, context.localization);
  const { locale, timeZone, t } = context.localization;
  const text = String(value);
  switch (field.type) {
    case 'boolean':
      return t(value === true || value === 'true' ? 'common.yes' : 'common.no');
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return formatNumber(field, value, context);
    case 'date':
      return formatMoment(readDate(text), text, locale, { dateStyle: 'medium', timeZone: 'UTC' });
    case 'datetime':
      return formatMoment(readDateTime(text), text, locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone,
      });
    case 'time':
      return formatMoment(readTime(text), text, locale, { timeStyle: 'short', timeZone: 'UTC' });
    case 'picklist':
    case 'combobox':
      return optionLabel(field, text);
    case 'multipicklist':
      return text
        .split(';')
        .map((part) => optionLabel(field, part))
        .join('; ');
    default:
      return field.htmlFormatted ? htmlToText(text) : text;
  }
}

/** The same, with links and glyphs; renderable by lit. Needs the class `visually-hidden` in the styles around it. */
export function renderFieldValue(
  field: FieldDescribe,
  value: FieldValue | undefined,
  context: DisplayContext,
): unknown {
  const text = formatFieldValue(field, value, context);
  if (text === '') return nothing;
  if (typeof value !== 'string') {
    if (field.type === 'boolean') return renderBoolean(value === true, text);
    return text.includes('\n') ? renderLines(text) : text;
  }
  switch (field.type) {
    case 'boolean':
      return renderBoolean(value === 'true', text);
    case 'email':
      return renderLink(mailHref(value), text);
    case 'phone':
      return renderLink(phoneHref(value), text);
    case 'url':
      return renderWebLink(webHref(value), text);
    case 'reference':
    case 'id':
      return renderWebLink(recordHref(value, context), text);
    default:
      if (field.htmlFormatted) return renderHtmlAsText(value, text);
      return text.includes('\n') ? renderLines(text) : text;
  }
}

function formatNumber(field: FieldDescribe, value: string | number | boolean, context: DisplayContext) {
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  const { locale } = context.localization;
  const digits = Math.min(Math.max(field.scale, 0), 20);
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // The org keeps 12.5 for 12.5 %.
  if (field.type === 'percent') {
    return (number / 100).toLocaleString(locale, { ...fraction, style: 'percent' });
  }
  const currency = context.currency ?? context.localization.currency;
  if (field.type === 'currency' && currency) {
    return number.toLocaleString(locale, { ...fraction, style: 'currency', currency });
  }
  return number.toLocaleString(locale, fraction);
}

function formatMoment(
  milliseconds: number | undefined,
  asSent: string,
  locale: string,
  style: Intl.DateTimeFormatOptions,
): string {
  return milliseconds === undefined ? asSent : new Date(milliseconds).toLocaleString(locale, style);
}

function optionLabel(field: FieldDescribe, value: string): string {
  return field.picklistValues.find((option) => option.value === value)?.label || value;
}

type Compound = Exclude<FieldValue, string | number | boolean | null>;

function formatCompound(value: Compound, localization: Localization): string {
  const parts = value as Readonly<Record<string, unknown>>;
  const part = (...names: string[]) =>
    names.map((name) => parts[name]).find((found) => typeof found === 'string' && found !== '') as
      | string
      | undefined;
  if ('latitude' in parts && !('street' in parts)) return formatLocation(parts, localization);
  if ('street' in parts || 'city' in parts) return addressLines(part, localization.locale).join('\n');
  if ('lastName' in parts || 'LastName' in parts) {
    return joined(
      ' ',
      part('salutation', 'Salutation'),
      part('firstName', 'FirstName'),
      part('middleName', 'MiddleName'),
      part('lastName', 'LastName'),
      part('suffix', 'Suffix'),
    );
  }
  // A parent record is best known by its name.
  return part('Name', 'name') ?? '';
}

function addressLines(part: (...names: string[]) => string | undefined, locale: string): string[] {
  const city = part('city');
  const state = part('state', 'stateCode');
  const postalCode = part('postalCode');
  const place = locale.startsWith('en')
    ? joined(', ', city, joined(' ', state, postalCode))
    : joined(', ', joined(' ', postalCode, city), state);
  return [part('street'), place, part('country', 'countryCode')].filter(
    (line) => line !== undefined && line !== '',
  ) as string[];
}

function formatLocation(parts: Readonly<Record<string, unknown>>, { locale }: Localization): string {
  const { latitude, longitude } = parts;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return '';
  const degrees = (value: number) => `${value.toLocaleString(locale, { maximumFractionDigits: 6 })}°`;
  return `${degrees(latitude)} ${degrees(longitude)}`;
}

function joined(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}

function renderBoolean(value: boolean, text: string): TemplateResult {
  return html`<span aria-hidden="true">${value ? '☑' : '☐'}</span><span class="visually-hidden">${text}</span>`;
}

function renderLines(text: string): TemplateResult {
  const [first, ...rest] = text.split('\n');
  return html`${first}${rest.map((line) => html`<br />${line}`)}`;
}

function renderHtmlAsText(value: string, text: string): unknown {
  const link = readHyperlink(value);
  if (link) return renderWebLink(webHref(link.href), link.text || link.href);
  return text.includes('\n') ? renderLines(text) : text;
}

function renderLink(href: string | undefined, text: string): unknown {
  return href ? html`<a href=${href} rel="noopener noreferrer">${text}</a>` : text;
}

function renderWebLink(href: string | undefined, text: string): unknown {
  return href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
}

function recordHref(id: string, { recordUrl }: DisplayContext): string | undefined {
  const url = recordUrl?.(id);
  return url && webHref(url);
}
