import { generateKeyPairSync } from 'node:crypto';
import { createServer, IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Context, Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

const clientId = 'simulated-client';

/** Salesforce's paths in oidc-provider's words; no discovery is needed then. */
const paths = {
  authorization: '/services/oauth2/authorize',
  token: '/services/oauth2/token',
  revocation: '/services/oauth2/revoke',
  introspection: '/services/oauth2/introspect',
  userinfo: '/services/oauth2/userinfo',
} as const;

/** What the token endpoint has handed out in one answer. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

export interface TestOidcProvider {
  /** The issuer, to be used as the login URL. */
  readonly url: string;
  /** Every request so far, its form as it was sent, oldest first. */
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly form: URLSearchParams;
  }[];
  /** Successful answers of the token endpoint, oldest first. */
  readonly issued: readonly IssuedTokens[];
  /** Posts to the token endpoint as somebody outside every browser would. */
  postToken(form: Record<string, string>): Promise<{ status: number; fields: Record<string, unknown> }>;
  /** What introspection (RFC 7662) says of an access or refresh token. */
  isActive(token: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * A certified authorization server on a free port, dressed as an org: Salesforce's paths, a public client named
 * `simulated-client`, and what Salesforce adds to token answers. Visitors sign in with any name and password.
 */
export async function startOidcProvider({
  allowedOrigins,
}: {
  /** Origins whose page `/contact` the client may be sent back to and which may read answers. */
  readonly allowedOrigins: readonly string[];
}): Promise<TestOidcProvider> {
  const requests: { method: string; path: string; form: URLSearchParams }[] = [];
  const issued: IssuedTokens[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, configuration(allowedOrigins));
  provider.use(async (context, next) => {
    await next();
    const tokens = describeAsSalesforce(context, url);
    if (tokens) issued.push(tokens);
  });

  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const { pathname: path } = new URL(request.url ?? '/', url);
    const form = new URLSearchParams(await readBody(request));
    requests.push({ method: request.method ?? '', path, form });
    if (path.startsWith('/interaction/')) return interact(provider, request, response, form);
    return answer(request.method === 'POST' ? withForm(request, form) : request, response);
  });

  const post = async (path: string, form: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: clientId, ...form });
    const response = await fetch(url + path, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    });
    return { status: response.status, fields: (await response.json()) as Record<string, unknown> };
  };
  return {
    url,
    requests,
    issued,
    postToken: (form) => post(paths.token, form),
    isActive: async (token) => (await post(paths.introspection, { token })).fields.active === true,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Everything that oidc-provider would otherwise say on the console is missing is given here. */
function configuration(allowedOrigins: readonly string[]): object {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const hour = 3600;
  return {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: allowedOrigins.map((origin) => `${origin}/contact`),
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientBasedCORS: (_: unknown, origin: string) => allowedOrigins.includes(origin),
    cookies: { keys: ['only for tests'] },
    // Tokens outlive the visitor's session at the login page, as Salesforce's do.
    expiresWithSession: () => false,
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: isOwnToken },
      revocation: { enabled: true, allowedPolicy: isOwnToken },
    },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    issueRefreshToken: (_context: unknown, _client: unknown, source: { scopes: ReadonlySet<string> }) =>
      source.scopes.has('refresh_token'),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    pkce: { required: () => true },
    renderError: (context: Context, error: object) => {
      context.body = error;
    },
    rotateRefreshToken: true,
    routes: paths,
    scopes: ['openid', 'api', 'refresh_token'],
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: hour,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: hour,
      Session: hour,
    },
  };
}

function isOwnToken(_: unknown, client: { clientId: string }, token: { clientId: string }): boolean {
  return client.clientId === token.clientId;
}

/** Adds what Salesforce adds to a successful token answer; gives the tokens in it. */
function describeAsSalesforce({ path, status, body }: Context, url: string): IssuedTokens | undefined {
  if (path !== paths.token || status !== 200) return undefined;
  const fields = body as Record<string, string>;
  fields.instance_url = url;
  fields.id = `${url}/id/00D000000000001AAA/005000000000001AAA`;
  return { accessToken: fields.access_token ?? '', refreshToken: fields.refresh_token };
}

/** The login page, then the consent page. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  form: URLSearchParams,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  const username = form.get('username');
  const decision = form.get('decision');
  if (prompt.name === 'login' && username) {
    return provider.interactionFinished(request, response, { login: { accountId: username } });
  }
  if (prompt.name === 'consent' && decision === 'allow') {
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
    grant.addOIDCScope(prompt.details.missingOIDCScope?.join(' ') ?? '');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }
  if (prompt.name === 'consent' && decision) {
    const error_description = 'end-user denied authorization';
    return provider.interactionFinished(request, response, { error: 'access_denied', error_description });
  }
  const fields = prompt.name === 'login' ? loginFields : consentFields;
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(`<form method="post" action="${request.url}">${fields}</form>`);
}

const loginFields = '<input name="username"><input name="password" type="password"><button>Log in</button>';

const consentFields =
  '<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button>';

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A request whose body has been read, as one whose body has still to be. */
function withForm({ socket, method, url, headers }: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const body = Buffer.from(form.toString());
  const request = new IncomingMessage(socket);
  Object.assign(request, { method, url, complete: true });
  Object.assign(request.headers, headers, { 'content-length': String(body.length) });
  request.push(body);
  request.push(null);
  return request;
}
