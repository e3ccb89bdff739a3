import type { Page } from 'playwright-core';

export interface SentToken {
  readonly url: string;
  readonly token: string;
}

/** Every access token that a visitor's tabs send from now on, and where to. */
export function watchSentTokens(page: Page): SentToken[] {
  const sent: SentToken[] = [];
  page.context().on('request', (request) => {
    const token = /^Bearer (.+)$/.exec(request.headers().authorization ?? '')?.[1];
    if (token) sent.push({ url: request.url(), token });
  });
  return sent;
}

/** The status with which an org answers a token. */
export async function tokenStatus(orgUrl: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const { status } = await fetch(`${orgUrl}/services/data/v66.0/limits`, { headers });
  return status;
}

/** Resolves once something holds; rejects where it does not within ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Never came: ${what}.`);
}
