import { createHash } from 'node:crypto';

export const redirectUri = 'http://localhost:4000/callback.html';
export const verifier = 'a-verifier-of-more-than-forty-three-characters.~_';
export const challenge = createHash('sha256').update(verifier).digest('base64url');

export function authorizeUrl(url: string, changes: Record<string, string | null> = {}): string {
  const params = new URLSearchParams();
  const wanted = {
    response_type: 'code',
    client_id: 'simulated-client',
    redirect_uri: redirectUri,
    scope: 'api refresh_token',
    state: 'st/ate+1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(wanted)) if (value !== null) params.set(name, value);
  return `${url}/services/oauth2/authorize?${params}`;
}

/** What the user-agent flow asks for. */
export function userAgentUrl(url: string, changes: Record<string, string | null> = {}): string {
  return authorizeUrl(url, {
    response_type: 'token',
    code_challenge: null,
    code_challenge_method: null,
    ...changes,
  });
}

/** What a form of a page would send, with its hidden ticket, and where. */
export function formOf(html: string): { action: string; ticket: string } {
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
  const ticket = /name="ticket" value="([^"]*)"/.exec(html)?.[1];
  if (!action || ticket === undefined) throw new Error(`No form on the page: ${html.slice(-400)}`);
  return { action, ticket };
}

/** A browser's part in a sign-in: keeps cookies, posts forms, follows nothing. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  async open(url: string): Promise<Response> {
    return this.#keep(await fetch(url, { redirect: 'manual', headers: { cookie: this.#cookie() } }));
  }

  async submit(html: string, values: Record<string, string>): Promise<Response> {
    const { action, ticket } = formOf(html);
    const response = await fetch(new URL(action, this.#url), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.#cookie() },
      body: new URLSearchParams({ ticket, ...values }),
    });
    return this.#keep(response);
  }

  /** Logs in and goes no further. Gives the cookies that a browser then has. */
  async logIn(): Promise<{ name: string; value: string }[]> {
    const login = await (await this.open(authorizeUrl(this.#url))).text();
    await this.submit(login, { username: 'ada@northwind.example', password: 'simulated' });
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  /** From the authorize page to the code. */
  async connect(url?: string): Promise<string> {
    return (await this.decide('allow', url)).searchParams.get('code') ?? '';
  }

  /** From the authorize page to where the browser is sent back. */
  async decide(decision: 'allow' | 'deny', url = authorizeUrl(this.#url)): Promise<URL> {
    const login = await (await this.open(url)).text();
    const consent = await this.submit(login, { username: 'ada@northwind.example', password: 'simulated' });
    const answer = await this.submit(await consent.text(), { decision });
    return new URL(answer.headers.get('location') ?? '');
  }

  #keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      this.#cookies.set(name, value);
    }
    return response;
  }

  #cookie(): string {
    return [...this.#cookies].map((cookie) => cookie.join('=')).join('; ');
  }
}

export interface TokenAnswer {
  status: number;
  headers: Headers;
  body: Record<string, string>;
}

export async function postToken(url: string, values: Record<string, string>): Promise<TokenAnswer> {
  const response = await fetch(`${url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'simulated-client', ...values }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export function exchange(
  url: string,
  code: string,
  changes: Record<string, string> = {},
): Promise<TokenAnswer> {
  const values = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  };
  return postToken(url, { ...values, ...changes });
}

export function refresh(url: string, refreshToken: string | undefined): Promise<TokenAnswer> {
  return postToken(url, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' });
}
