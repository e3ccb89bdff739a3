/** Names from an attribute's comma-separated text or a property's array; without blanks. */
export function readNames(names: string | readonly string[] | undefined): readonly string[] {
  const list = typeof names === 'string' ? names.split(',') : (names ?? []);
  return list.map((name) => String(name).trim()).filter((name) => name !== '');
}
