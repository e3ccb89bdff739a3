import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

export interface ServePagesOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Folders looked through in this order; `index.html` answers for a folder. */
  readonly roots: readonly string[];
  /** Origins the pages may send requests to, beside their own. */
  readonly connectTo?: readonly string[];
  /**
   * Host the returned URL names: `localhost` and `127.0.0.1` reach the same server, but are two sites to a
   * browser. Default `localhost`.
   */
  readonly hostname?: 'localhost' | '127.0.0.1';
  /** Headers of every answer, in place of the usual ones or beside them; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PageServer {
  /** Origin without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Serves static pages on this machine only, under a content security policy as strict as the kit promises to bear. */
export async function servePages(options: ServePagesOptions): Promise<PageServer> {
  const { port, roots, connectTo = [], hostname = 'localhost' } = options;
  const headers = {
    'content-security-policy': contentSecurityPolicy(connectTo),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cache-control': 'no-cache',
    ...options.headers,
  };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response, roots).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${taken}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function contentSecurityPolicy(connectTo: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ['connect-src', "'self'", ...connectTo].join(' '),
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html dompurify 'allow-duplicates'",
  ].join('; ');
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  roots: readonly string[],
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const file = await findFile(request.url ?? '/', roots);
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
    return;
  }
  const contentType = contentTypes[extname(file.path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': contentType, 'content-length': file.size });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file.path)
      .on('error', (error) => response.destroy(error))
      .pipe(response);
}

async function findFile(
  url: string,
  roots: readonly string[],
): Promise<{ path: string; size: number } | undefined> {
  const path = decodedPath(url);
  if (path === undefined) return undefined;
  for (const root of roots) {
    const folder = resolve(root);
    const candidate = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!candidate.startsWith(folder + sep)) continue;
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile()) return { path: candidate, size: found.size };
  }
  return undefined;
}

/** `undefined` for what is no proper path: broken percent-encoding, a NUL byte, hidden files, steps upwards. */
function decodedPath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '');
    const hidden = path.split(/[/\\]/).some((segment) => segment.startsWith('.'));
    return hidden || path.includes('\0') || !path.startsWith('/') ? undefined : path;
  } catch {
    return undefined;
  }
}
