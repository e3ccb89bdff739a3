import assert from 'node:assert/strict';

export interface Visitor {
  readonly username: string;
  readonly password: string;
  readonly decision?: 'allow' | 'deny';
}

/**
 * Walks an org's login and consent pages as a browser would, cookies and redirects included, and gives the address
 * that the org sends the browser back to.
 */
export async function walkSignIn(authorizeUrl: string, visitor: Visitor): Promise<string> {
  const { origin } = new URL(authorizeUrl);
  const cookies = new Map<string, string>();
  const { username, password, decision = 'allow' } = visitor;
  let url = authorizeUrl;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 10; step++) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      form = undefined;
      if (new URL(url).origin !== origin) return url;
      continue;
    }
    const html = await response.text();
    assert.equal(response.status, 200, html);
    url = new URL(decodeEntities(/<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? url), url).href;
    form = new URLSearchParams();
    for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      form.set(attribute(input, 'name'), attribute(input, 'value'));
    }
    if (html.includes('name="password"')) {
      form.set('username', username);
      form.set('password', password);
    } else {
      form.set('decision', decision);
    }
  }
  throw new Error('The sign-in did not come to an end.');
}

function attribute(tag: string, name: string): string {
  return decodeEntities(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function decodeEntities(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
