const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `URL.parse`, which not every browser in use has. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** True for the names under which a machine reaches itself, the only ones http is good enough for. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

/** True where nobody on the way can read what is sent: https, or http that never leaves the machine. */
export function isConfidential(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** True for `acme.example` and `acme.example:8443`. */
export function isHost(text: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$|^localhost(?::\d+)?$/i.test(text);
}
