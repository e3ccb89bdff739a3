import { escapeHtml } from '../escape-html.ts';
import { json, uncached } from '../http/answers.ts';

/** What an answer may be written as: a list of types is read from left to right, and `format` comes before it. */
function formatOf(request: Request): 'json' | 'xml' {
  const { searchParams } = new URL(request.url);
  const accepted = (request.headers.get('accept') ?? '').split(',').map((type) => type.split(';')[0]?.trim());
  const formats = [
    searchParams.get('format'),
    ...accepted.map((type) => (type === '*/*' ? 'json' : type?.replace('application/', ''))),
  ];
  return formats.find((format) => format === 'json' || format === 'xml') ?? 'json';
}

function xmlOf(value: unknown, name: string): string {
  if (value === null || value === undefined) return `<${name} xsi:nil="true"/>`;
  const content = typeof value === 'object' ? childrenOf(value) : escapeHtml(String(value));
  return `<${name}>${content}</${name}>`;
}

function childrenOf(body: object): string {
  return Object.entries(body)
    .map(([name, value]) => xmlOf(value, name))
    .join('');
}

/** A JavaScript function's name, or a path to it: whatever else would run in the page that asks. */
const functionName = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;

/**
 * What an identity URL tells, in the format that a request asks for: JSON, also as a call of the function `callback`,
 * or XML.
 * https://developer.salesforce.com/docs/platform/mobile-sdk/guide/oauth-using-identity-urls.html
 */
export function inAskedFormat(request: Request, body: object): Response {
  if (formatOf(request) === 'xml') {
    const namespace = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<user ${namespace}>${childrenOf(body)}</user>`;
    return new Response(text, {
      headers: { 'content-type': 'application/xml;charset=UTF-8', 'cache-control': uncached },
    });
  }
  const callback = new URL(request.url).searchParams.get('callback') ?? '';
  if (!functionName.test(callback)) return json(body);
  return new Response(`${callback}(${JSON.stringify(body)});`, {
    headers: {
      'content-type': 'text/javascript;charset=UTF-8',
      'cache-control': uncached,
      'x-content-type-options': 'nosniff',
    },
  });
}
