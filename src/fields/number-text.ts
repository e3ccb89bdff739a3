/** How a locale writes numbers, as far as reading them back needs it. */
interface NumberSigns {
  readonly decimal: string;
  readonly group: string;
  readonly digits: readonly string[];
}

/**
 * A number as somebody of the locale types it, as plain decimal text such as `-1234.5`; `undefined` if it is
 * none. A point counts as decimal sign in every locale unless it stands where groups of digits part.
 */
export function readNumber(text: string, locale: string): string | undefined {
  const signs = signsOf(locale);
  const plain = [...text.replace(/[\p{Sc}%٪\u200e\u200f\u061c]/gu, '').trim()]
    .map((letter) => (signs.digits.includes(letter) ? String(signs.digits.indexOf(letter)) : letter))
    .join('')
    .replace(/^[−–]/, '-');
  const negative = plain.startsWith('-');
  const body = plain.replace(/^[-+]\s*/, '');
  const number = readUnsigned(body, signs);
  return number && (negative ? `-${number}` : number);
}

/** A number in an input: the locale's decimal sign, no groups, every digit. */
export function writeNumber(value: string | number, locale: string): string {
  return plainNumber(value).replace('.', signsOf(locale).decimal);
}

/** The wire form: a number, or the text where a number would lose digits. */
export function numberForWire(plain: string): number | string {
  const number = Number(plain);
  const canonical = plain
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  return plainNumber(number) === canonical || number === 0 ? number : canonical;
}

function readUnsigned(body: string, { decimal, group }: NumberSigns): string | undefined {
  const compact = isSpace(group) ? body.replace(/\s/g, '') : body;
  const [whole = '', fraction, ...more] = compact.split(decimal);
  if (more.length === 0 && (fraction === undefined || /^\d*$/.test(fraction))) {
    const digits = ungroup(whole, group);
    if (digits !== undefined && digits + (fraction ?? '') !== '') {
      return `${digits || '0'}${fraction ? `.${fraction}` : ''}`;
    }
  }
  return /^(\d+\.\d*|\.\d+)$/.test(compact) ? compact.replace(/^\./, '0.').replace(/\.$/, '') : undefined;
}

/** The digits of a whole number, if its groups, where it has any, stand where groups stand. */
function ungroup(whole: string, group: string): string | undefined {
  if (/^\d*$/.test(whole)) return whole;
  const parts = whole.split(isApostrophe(group) ? /['’]/ : isSpace(group) ? /\s/ : group);
  const [first = '', ...rest] = parts;
  const last = rest.at(-1) ?? '';
  const grouped =
    /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{2,3}$/.test(part)) && last.length === 3;
  return grouped ? parts.join('') : undefined;
}

function signsOf(locale: string): NumberSigns {
  const format = new Intl.NumberFormat(locale, { useGrouping: true });
  const parts = format.formatToParts(-1_234_567.8);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value;
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210);
  return {
    decimal: sign('decimal') ?? '.',
    group: sign('group') ?? ',',
    digits: [...digits].reverse(),
  };
}

/** Decimal text without exponent. */
export function plainNumber(value: string | number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, minus = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  return `${minus}${digits.padEnd(point, '0')}`;
}

function isSpace(sign: string): boolean {
  return /^\s$/.test(sign);
}

function isApostrophe(sign: string): boolean {
  return sign === "'" || sign === '’';
}
