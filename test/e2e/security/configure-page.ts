import type { Page } from 'playwright-core';

/** Gives the page's `<sf-connection>` these attributes in every load from now on, as if its author had written them. */
export async function configurePage(page: Page, attributes: Readonly<Record<string, string>>): Promise<void> {
  await page.context().addInitScript((entries) => {
    // The parser is through then, the page's modules run next.
    document.addEventListener(
      'readystatechange',
      () => {
        const connection = document.querySelector('sf-connection');
        for (const [name, value] of entries) connection?.setAttribute(name, value);
      },
      { once: true },
    );
  }, Object.entries(attributes));
}

/** Loads the page anew without its Content-Security-Policy, so that nothing but the kit keeps harm from it. */
export async function reloadUnprotected(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
}
