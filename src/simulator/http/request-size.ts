/** Bytes that the real service accepts in a URL, and in URL and headers together. */
const limit = 16_384;

function badMessage(status: 414 | 431, reason: string): Response {
  return new Response(`<h1>Bad Message ${status}</h1><pre>reason: ${reason}</pre>`, {
    status,
    headers: { 'content-type': 'text/html;charset=iso-8859-1' },
  });
}

/**
 * The answer to a request whose URL, or whose URL and headers together, are too long; undefined for any other.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/errorcodes.html
 */
export function refuseOversize({ method, url, headers }: Request): Response | undefined {
  const { pathname, search } = new URL(url);
  const target = (pathname + search).length;
  if (target > limit) return badMessage(414, 'URI Too Long');
  const requestLine = method.length + target + ' HTTP/1.1'.length;
  const lines = [...headers].map(([name, value]) => name.length + value.length + ': \r\n'.length);
  const total = lines.reduce((sum, length) => sum + length, requestLine);
  return total > limit ? badMessage(431, 'Request Header Fields Too Large') : undefined;
}
