/**
 * Reads the org's HTML (rich text, formula hyperlinks) as plain text. A parser of the browser's would be a
 * Trusted Types sink; nothing here is ever put back as HTML, so reading loosely is safe.
 */

/** The text of a piece of HTML; blocks and `<br>` become line breaks. As in browsers, what stays open has no end. */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|blockquote|pre|ul|ol|table)\s*>/gi, '\n')
    .replace(tag, '');
  return decodeEntities(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Target and text of a formula's `HYPERLINK()`, which the org sends as one `<a>`; else `undefined`. */
export function readHyperlink(html: string): { href: string; text: string } | undefined {
  const match = /^\s*<a\s([^>]*)>([\s\S]*)<\/a>\s*$/i.exec(html);
  const href = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(match?.[1] ?? '');
  if (!match || !href) return undefined;
  return { href: decodeEntities(href[1] ?? href[2] ?? '').trim(), text: htmlToText(match[2] ?? '') };
}

const tag = /<\/?[a-z][^>]*(?:>|$)/gi;

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return entities.get(name) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    bull: '•',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    euro: '€',
    copy: '©',
    reg: '®',
    trade: '™',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    eacute: 'é',
    egrave: 'è',
    agrave: 'à',
    ccedil: 'ç',
  }),
);
