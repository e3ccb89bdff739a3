/** What a switch is called with, as text: it travels from a browser to Node. */
export function pack(values: readonly unknown[]): string {
  return JSON.stringify(values, (_key, value: unknown) => {
    if (value instanceof RegExp) return value.source;
    return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
  });
}

export function unpack(text: string): unknown[] {
  const values = JSON.parse(text, (_key, value) => (value === 'Infinity' ? Number.POSITIVE_INFINITY : value));
  // JSON has no undefined; a list says null for it.
  return values.map((value: unknown) => value ?? undefined);
}
