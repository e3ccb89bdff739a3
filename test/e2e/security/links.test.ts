import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from '../../support/open-site.ts';
import { assertHarmless, connectTrapped, openTrapped, type TrappedPage } from './trapped-page.ts';

const hostile = [
  'javascript:pwned()',
  'JaVaScRiPt:pwned()',
  ' \t\njavascript:pwned()',
  'java\nscript:pwned()',
  'java\tscript:pwned()',
  '\u0001javascript:pwned()',
  'javascript&colon;pwned()',
  '&#106;avascript:pwned()',
  'javascript://x.example/%0Apwned()',
  'javascript:pwned()//a@x.example',
  'data:text/html,<script>pwned()</script>',
  'DATA:text/html;base64,PHNjcmlwdD4=',
  'vbscript:pwned()',
  'blob:https://x.example/1',
  'file:///etc/passwd',
  'filesystem:https://x.example/1',
  'view-source:https://x.example',
  'about:blank#<script>',
  'ftp://x.example',
  'a@x.example" onmouseover="pwned()',
  '_HL_ENCODED_javascript:pwned()_HL_Click_HL__blank_HL_',
];

const friendly = [
  'https://x.example/a',
  'http://x.example/b',
  'x.example',
  'ada@x.example',
  '+1 415 555 0100',
];

/** The fields that may become links, by what an org sends in them. */
const valuesOf = (link: string) => ({
  Web_Page__c: link,
  Contact_Email__c: link,
  Hotline__c: link,
  Web_Link__c: `<a href="${link.replaceAll('"', '&quot;')}" target="_blank" onclick="pwned()"><b>Go</b></a>`,
  Note__c: link,
});

describe('links to where an org says', () => {
  let site: Site;
  let trapped: TrappedPage | undefined;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    await trapped?.page.context().unrouteAll({ behavior: 'ignoreErrors' });
    await site.closePages();
  });
  after(() => site.close());

  /** Shows a row for each link in the table, and the first one in a form. */
  async function show(links: readonly string[]): Promise<TrappedPage> {
    trapped = await openTrapped(site);
    const { page } = trapped;
    await page.context().route(/\/query\?|\/sobjects\/Showcase__c\/\w{15,18}\?/, async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      const [record = json] = json.records ?? [];
      const records = links.map((link) => ({ ...record, ...valuesOf(link) }));
      const changed = json.records ? { ...json, records, totalSize: records.length } : records[0];
      await route.fulfill({ response, json: changed });
    });
    await connectTrapped(page, site);
    await page.locator('sf-query-table').getByRole('row').nth(links.length).waitFor();
    await page.locator('#view').getByText('Web Link').first().waitFor();
    return trapped;
  }

  function linksOn(page: Page): Promise<{ href: string; rel: string }[]> {
    return page.evaluate(() => {
      const look = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          element,
          ...(element.shadowRoot ? look(element.shadowRoot) : []),
        ]);
      const text = (element: Element, name: string) => element.getAttribute(name) ?? '';
      return look(document)
        .filter((element) => element.localName !== 'link')
        .filter((element) => element.hasAttribute('href') || element.localName === 'a')
        .map((element) => ({ href: text(element, 'href'), rel: text(element, 'rel') }));
    });
  }

  async function assertSafe(page: Page): Promise<string[]> {
    const links = await linksOn(page);
    for (const { href, rel } of links) {
      assert.match(href, /^(?:https?:\/\/|mailto:|tel:)/);
      assert.doesNotMatch(href, /^https?:\/\/javascript/i);
      assert.equal(rel, 'noopener noreferrer', href);
    }
    return links.map(({ href }) => href);
  }

  it('security 17: javascript:, data: and their like never become a link in a table', async () => {
    const { page, harm } = await show(hostile);
    await assertSafe(page);
    await assertHarmless({ page, harm });
  });

  for (const link of hostile.slice(0, 4)) {
    it(`security 17: ${JSON.stringify(link)} never becomes a link in a form`, async () => {
      const { page, harm } = await show([link]);
      await assertSafe(page);
      await assertHarmless({ page, harm });
    });
  }

  it('security 17: web pages, mail addresses and phone numbers do, and tell nobody where they were followed', async () => {
    const { page, harm } = await show(friendly);
    const hrefs = new Set(await assertSafe(page));
    for (const href of ['https://x.example/a', 'http://x.example/b', 'http://x.example/'])
      assert.ok(hrefs.has(href), href);
    for (const href of ['mailto:ada@x.example', 'tel:+14155550100']) assert.ok(hrefs.has(href), href);
    await assertHarmless({ page, harm });
  });

  it('security 17: so does a record that was just created', async () => {
    const { page } = await show(friendly);
    const form = page.locator('#create');
    await form.getByLabel('Code').fill('Linked');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('link', { name: /a00\w{15}/ }).waitFor();
    const hrefs = await assertSafe(page);
    assert.ok(hrefs.some((href) => new RegExp(`^${site.org.url}/a00\\w{15}$`).test(href)));
  });
});
