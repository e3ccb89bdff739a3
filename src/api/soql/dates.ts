/** Records hold days of these years only. Source: Object Reference, "Primitive Data Types". */
function isInRange(iso: string): boolean {
  return iso >= '1700' && iso < '4001';
}

/** `YYYY-MM-DD` of such a text, or of a Date in the time zone of the browser; undefined for what is no day. */
export function toDay(value: unknown): string | undefined {
  if (value instanceof Date) {
    const day = new Date(0).setUTCFullYear(value.getFullYear(), value.getMonth(), value.getDate());
    return toDatetime(new Date(day))?.slice(0, 10);
  }
  // February 30 would roll over in some engines.
  const isDay = typeof value === 'string' && new Date(value).toJSON()?.slice(0, 10) === value;
  return isDay && isInRange(value) ? value : undefined;
}

/** The moment in UTC, of a Date or of a text with a time zone such as the REST API sends; undefined for what is none. */
export function toDatetime(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const [, day, offset = ''] = /^(\d{4}-\d\d-\d\d)T[\d:.]+(Z|[+-]\d\d:?\d\d)$/.exec(value) ?? [];
    if (!toDay(day)) return undefined;
    // Not every engine reads an offset without a colon.
    return toDatetime(new Date(value.slice(0, -offset.length) + offset.replace(/(\d\d)(\d\d)$/, '$1:$2')));
  }
  const iso = (value instanceof Date && value.toJSON()) || '';
  return isInRange(iso) ? iso : undefined;
}
