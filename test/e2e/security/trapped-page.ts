import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { allow, openPopup, type Site, signedIn } from '../../support/open-site.ts';
import { reloadUnprotected } from './configure-page.ts';

/** Markup that does harm wherever it is taken for markup. */
export const hostile = [
  '<img src=x onerror="pwned()">',
  '<script>pwned()</script>',
  '<svg onload=pwned()><a href="javascript:pwned()">x</a></svg>',
  '"><iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  "' onfocus=pwned() autofocus x='",
  '<base href="//evil.test/"><meta http-equiv=refresh content="0;url=//evil.test">',
  '<link rel=stylesheet href=//evil.test></textarea></select></title></style></template><x-y>',
].join('');

export interface TrappedPage {
  readonly page: Page;
  /** What went wrong so far. */
  readonly harm: readonly string[];
}

/** A page that shows everything an org says, and that nothing but the kit protects. */
export async function openTrapped(site: Site): Promise<TrappedPage> {
  const page = await site.open('security-two-rendering.html');
  const harm: string[] = [];
  await page.context().exposeFunction('pwned', () => void harm.push('a script ran'));
  page.on('dialog', (dialog) => {
    harm.push('a dialog opened');
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(site.url)) harm.push(`went to ${frame.url()}`);
  });
  page.context().on('request', (request) => {
    if (/^\w+:\/\/[^/]*evil|\/x$/.test(request.url())) harm.push(`asked ${request.url()}`);
  });
  await reloadUnprotected(page);
  return { page, harm };
}

/** Signs in and has the second form show a record. */
export async function connectTrapped(page: Page, { org }: Site): Promise<void> {
  await allow(await openPopup(page));
  await signedIn(page);
  const headers = { authorization: `Bearer ${org.signIn().accessToken}` };
  const query = `${org.url}/services/data/v66.0/query?q=SELECT+Id+FROM+Showcase__c+LIMIT+1`;
  const { records } = (await (await fetch(query, { headers })).json()) as { records: { Id: string }[] };
  await page
    .locator('#view')
    .evaluate((form, id) => form.setAttribute('record-id', id), records[0]?.Id ?? '');
}

type Reviver = (this: Record<string, unknown>, key: string, value: unknown) => unknown;

/** Rewrites the JSON of answers at paths that fit, those that travel as parts of a composite request too. */
export async function rewriteAnswers(page: Page, path: RegExp, revive: Reviver): Promise<void> {
  const rewrite = (body: unknown) => JSON.parse(JSON.stringify(body), revive);
  await page.context().route(/\/services\/data\//, async (route) => {
    const request = route.request();
    const isComposite = request.url().endsWith('/composite') && request.method() === 'POST';
    if (!isComposite && !path.test(request.url())) return route.continue();
    const response = await route.fetch();
    const json = await response.json();
    if (!isComposite) return route.fulfill({ response, json: rewrite(json) });
    const { compositeRequest } = request.postDataJSON() as { compositeRequest: { url: string }[] };
    compositeRequest.forEach(({ url }, index) => {
      const part = json.compositeResponse[index];
      if (path.test(url)) part.body = rewrite(part.body);
    });
    return route.fulfill({ response, json });
  });
}

/** Has every answer about records say something else in each text. */
export async function rewriteRecords(
  page: Page,
  change: (name: string, text: string) => string,
): Promise<void> {
  await rewriteAnswers(page, /\/query\?|\/sobjects\/\w+\/\w{15,18}\?/, (key, value) =>
    typeof value === 'string' && !/^(?:Id|type|url)$/.test(key) ? change(key, value) : value,
  );
}

/** What stands in the elements' shadow roots that the kit never renders. */
export function strangersOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const rendered =
      /^(?:a|b|br|button|caption|datalist|div|fieldset|form|h[1-6]|input|label|legend|option|p|select|sf-field|slot|span|strong|t(?:able|body|d|extarea|h|head|r)|ul|li)$/;
    const strange: string[] = [];
    const look = (root: ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (!rendered.test(element.localName)) strange.push(`<${element.localName}>`);
        const handlers = element.getAttributeNames().filter((name) => /^on|^srcdoc$/.test(name));
        strange.push(...handlers);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    for (const { shadowRoot } of document.querySelectorAll('*')) if (shadowRoot) look(shadowRoot);
    return strange;
  });
}

export async function assertHarmless({ page, harm }: TrappedPage): Promise<void> {
  // A moment for what would load or run.
  await page.waitForTimeout(100);
  assert.deepEqual(await strangersOn(page), []);
  assert.deepEqual(harm, []);
}
