import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, connectByPopup, openSite, type Site } from '../../support/open-site.ts';

/** Consumer secrets as orgs make them. */
const secrets = ['5'.repeat(19), '0123456789ABCDEF'.repeat(4)];

describe('security of secrets', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** Adds a connection as markup would bring it, all its attributes there from the start. */
  async function addConnection(page: Page, attributes: Record<string, string>): Promise<void> {
    await page.evaluate(
      (all) => {
        document.querySelector('sf-connection')?.remove();
        const element = document.createElement('sf-connection');
        for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
        element.append(document.createElement('sf-connect-button'));
        document.body.append(element);
      },
      { 'login-url': site.org.url, 'client-id': 'simulated-client', ...attributes },
    );
  }

  /** The page says what is wrong and why, also to its author's script and never with the secret; nobody can sign in. */
  async function assertRefused(page: Page, secret: string, name: RegExp): Promise<void> {
    const alert = page.locator('sf-connection').getByRole('alert').first();
    await alert.waitFor();
    const said = await alert.innerText();
    assert.match(said, name);
    assert.match(said, /every visitor can read/);
    assert.match(said, /have the org make a new one/);
    assert.ok(!said.includes(secret));
    assert.ok(await connectButton(page).isDisabled());
    const error = await page.locator('sf-connection').evaluate((element) =>
      (element as unknown as { connect(): Promise<void> }).connect().then(
        () => undefined,
        ({ code, message }: Error & { code: string }) => ({ code, message }),
      ),
    );
    assert.equal(error?.code, 'CONFIG');
    assert.ok(!error?.message.includes(secret));
    assert.equal(page.context().pages().length, 1);
  }

  const names = ['client-secret', 'consumer-secret', 'clientsecret', 'secret', 'password'];
  for (const name of names) {
    it(`security 6: the attribute ${name} is refused, and the page says why`, async () => {
      const page = await site.open('security-popup.html');
      await addConnection(page, { [name]: 'hunter2hunter2' });
      await assertRefused(page, 'hunter2hunter2', new RegExp(`${name} does not belong in a page`));
    });
  }

  it('security 6: the attribute is refused whatever it holds, and however else the page signs in', async () => {
    const page = await site.open('security-popup.html');
    const others: Record<string, string>[] = [{}, { flow: 'user-agent' }, { relay: '/session' }];
    for (const other of others) {
      await addConnection(page, { ...other, 'client-secret': '' });
      await page.getByText('client-secret does not belong in a page').waitFor();
    }
  });

  for (const secret of secrets) {
    it(`security 6: a secret of ${secret.length} signs in client-id is refused, and the page says why`, async () => {
      const page = await site.open('security-popup.html');
      await addConnection(page, { 'client-id': secret });
      await assertRefused(page, secret, /client-id holds what looks like the consumer secret/);
    });
  }

  for (const name of ['client-secret', 'consumer-secret', 'secret', 'password']) {
    it(`security 6: the attribute ${name} is refused also where a script sets it later`, async () => {
      const page = await site.open('security-popup.html');
      await connectButton(page).waitFor();
      const connection = page.locator('sf-connection');
      await connection.evaluate((element, key) => element.setAttribute(key, 'hunter2hunter2'), name);
      await assertRefused(page, 'hunter2hunter2', new RegExp(`${name} does not belong in a page`));
      await connection.evaluate((element, key) => element.removeAttribute(key), name);
      await connectByPopup(page);
    });
  }

  it('security 6: a secret that a script sets while connected ends the session', async () => {
    const page = await site.open('security-popup.html');
    await connectByPopup(page);
    const revoked = page.waitForRequest((request) => request.url().endsWith('/services/oauth2/revoke'));
    await page
      .locator('sf-connection')
      .evaluate((element) => element.setAttribute('client-secret', 'hunter2hunter2'));
    await assertRefused(page, 'hunter2hunter2', /client-secret does not belong in a page/);
    await revoked;
  });

  for (const name of ['clientSecret', 'client_secret', 'secret', 'password', 'consumerSecret']) {
    it(`security 6: new Connection({ ${name} }) is refused, and the page that uses it says why`, async () => {
      const page = await site.open('security-popup.html');
      await connectButton(page).waitFor();
      await page.locator('sf-connection').evaluate(
        (element, [option = '', loginUrl]) => {
          const { connection } = element as unknown as {
            connection: { constructor: new (config: object) => object };
          };
          const config = { loginUrl, clientId: 'simulated-client', [option]: 'hunter2hunter2' };
          Object.assign(element, { connection: new connection.constructor(config) });
        },
        [name, site.org.url],
      );
      await assertRefused(
        page,
        'hunter2hunter2',
        /secret does not belong in a page|password does not belong in a page/,
      );
    });
  }

  it('security 6: no request of a sign-in carries a secret', async () => {
    const page = await site.open('security-popup.html');
    const sent: string[] = [];
    page.context().on('request', (request) => {
      if (request.url().includes('/services/oauth2/'))
        sent.push(`${request.url()} ${request.postData() ?? ''}`);
    });
    await connectByPopup(page);
    assert.ok(sent.length >= 2);
    assert.ok(
      sent.every((text) => !/secret|password/i.test(text)),
      sent.join('\n'),
    );
  });
});
