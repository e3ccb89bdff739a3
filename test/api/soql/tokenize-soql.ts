/** One token of a query, with the value of a literal. Written from the grammar of SOQL alone. */
export type SoqlToken =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'date' | 'datetime' | 'word' | 'mark'; value: string };

const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads a query as SOQL defines it and throws at the first character that no token has. */
export function tokenizeSoql(soql: string): SoqlToken[] {
  const tokens: SoqlToken[] = [];
  let at = 0;
  while (at < soql.length) {
    const character = soql[at] ?? '';
    if (character === ' ' || character === '\n' || character === '\t') {
      at += 1;
    } else if (character === "'") {
      const { value, end } = readString(soql, at + 1);
      tokens.push({ kind: 'string', value });
      at = end;
    } else {
      const token = readPlain(soql.slice(at, at + 2_000));
      tokens.push(token.token);
      at += token.length;
    }
  }
  return tokens;
}

function readString(soql: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start; at < soql.length; at += 1) {
    const character = soql[at] ?? '';
    if (character === "'") return { value, end: at + 1 };
    if (/[\n\r]/.test(character)) throw new Error('A string runs over its line.');
    if (character !== '\\') {
      value += character;
      continue;
    }
    at += 1;
    const escaped = soql[at] ?? '';
    if (escaped === 'u') {
      const code = soql.slice(at + 1, at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(code)) throw new Error('A \\u has no four digits.');
      value += String.fromCharCode(Number.parseInt(code, 16));
      at += 4;
    } else if (escaped === '%' || escaped === '_') {
      value += `\\${escaped}`;
    } else if (escaped in controls) {
      value += controls[escaped];
    } else if (escaped === "'" || escaped === '"' || escaped === '\\') {
      value += escaped;
    } else {
      throw new Error('A backslash escapes nothing.');
    }
  }
  throw new Error('A string has no end.');
}

function readPlain(rest: string): { token: SoqlToken; length: number } {
  const take = (kind: 'date' | 'datetime' | 'word' | 'mark', shape: RegExp) => {
    const [value] = shape.exec(rest) ?? [];
    return value === undefined ? undefined : { token: { kind, value }, length: value.length };
  };
  const number = /^-?\d+(\.\d+)?(?![\w.])/.exec(rest)?.[0];
  const found =
    take('datetime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) ??
    take('date', /^\d{4}-\d\d-\d\d(?!\w)/) ??
    (number === undefined
      ? undefined
      : { token: { kind: 'number' as const, value: Number(number) }, length: number.length }) ??
    take('word', /^[A-Za-z]\w*(\.[A-Za-z]\w*)*(:\d+)?/) ??
    take('mark', /^(?:!=|<>|<=|>=|[=<>(),])/);
  if (!found) throw new Error(`No token begins with “${rest[0]}”.`);
  return found;
}
