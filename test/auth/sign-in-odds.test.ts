import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { pause } from '../../src/auth/pause.ts';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { FakePage } from './fake-page.ts';
import { keepSession, openWith, tokenOf, works } from './kept-site.ts';
import {
  clientId,
  connected,
  land,
  navigated,
  open,
  pageAddress,
  pageOrigin,
  until,
  walk,
} from './sign-in.ts';

describe('a sign-in', () => {
  let org: TestOrg;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
    config = { loginUrl: org.url, clientId };
  });
  after(() => org.close());

  it('at an Experience Cloud site asks the site for everything, and tells its address', async () => {
    const site = `${org.url}/customers`;
    const { tab, controller } = await connected({ ...config, loginUrl: site });
    assert.ok(tab.popup.url.startsWith(`${site}/services/oauth2/authorize?`));
    assert.equal(controller.state.siteUrl, site);
    assert.equal(controller.state.instanceUrl, org.url);
    const renewed = await controller.getAccessToken({ refused: await tokenOf(controller) });
    assert.ok(await works(org, renewed.accessToken));
    assert.equal(controller.state.siteUrl, site);
    await controller.disconnect();
    for (const { url } of tab.requests) assert.ok(url.startsWith(`${site}/`), url);
    assert.equal(await works(org, renewed.accessToken), false);
  });

  it('opens a window of its own, not a tab', async () => {
    const opened: unknown[][] = [];
    const page = openWith(config, new FakePage(pageAddress), {
      open: (...given) => {
        opened.push(given);
        return null;
      },
    });
    await assert.rejects(page.controller.connect(), { code: 'POPUP_BLOCKED' });
    await assert.rejects(page.controller.connect(), { code: 'POPUP_BLOCKED' });
    const [[url, name, features] = [], again] = opened;
    assert.equal(url, '');
    assert.match(String(name), /^sf-elements-sign-in-\w+$/);
    assert.match(String(features), /^popup,width=\d+,height=\d+$/);
    assert.deepEqual(again, opened[0], 'the same window a second time');
  });

  it('can be by redirect where its popup was blocked', async () => {
    const { tab, controller } = open(config);
    tab.blocksPopups = true;
    await assert.rejects(controller.connect(), { code: 'POPUP_BLOCKED' });
    controller.connect({ login: 'redirect' });
    await until(() => tab.left.length > 0);
    assert.match(tab.left[0] ?? '', /state=redirect\./);
    controller.connect();
    assert.deepEqual(tab.left[1], tab.left[0], 'a second click goes there again');
    await controller.disconnect();
  });

  it('passes on what the author asked of the login page, which a call may ask otherwise', async () => {
    const settings = { ...config, prompt: 'select_account', loginHint: 'ada@northwind.example' };
    const { tab, controller } = open(settings);
    for (const [options, prompt] of [
      [{}, 'select_account'],
      [{ prompt: 'login' }, 'login'],
    ] as const) {
      const done = controller.connect(options);
      const { searchParams } = new URL(await navigated(tab.popup));
      assert.equal(searchParams.get('prompt'), prompt);
      assert.equal(searchParams.get('login_hint'), 'ada@northwind.example');
      await controller.disconnect();
      await done;
    }
  });

  it('ends at once when its blank window is closed before it was sent anywhere', async () => {
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'POPUP_CLOSED' });
    tab.popup.close();
    await done;
    assert.equal(controller.state.status, 'disconnected');
    assert.equal(tab.popup.url, 'about:blank');
  });

  it('needs a page that is secure enough, and says so before anything is opened', async () => {
    const { tab, controller } = open(config, new FakePage('http://shop.example/'));
    assert.equal(controller.state.status, 'error');
    await assert.rejects(controller.connect(), { code: 'CONFIG', remedy: /https/ });
    assert.equal(tab.popups.length, 0);
  });

  it('by redirect is not tried in a frame, where Salesforce shows no login page', async () => {
    const { tab, controller } = open(config);
    tab.window.top = { location: { origin: pageOrigin } };
    await assert.rejects(controller.connect({ login: 'redirect' }), { remedy: /window of its own/ });
    assert.deepEqual(tab.left, []);
  });

  it('by redirect that is ended before the page is left leaves it no more', async () => {
    const { tab, controller } = open(config);
    const leaving = controller.connect({ login: 'redirect' });
    await controller.disconnect();
    await leaving;
    await pause(50);
    assert.deepEqual(tab.left, []);
    assert.equal(tab.storage.length, 0);
  });

  it('stands whatever those throw who hear of it', async () => {
    const { tab, controller } = open(config);
    const thrown: unknown[] = [];
    const later = mock.method(globalThis, 'queueMicrotask', (task: () => void) => {
      try {
        task();
      } catch (error) {
        thrown.push(error);
      }
    });
    controller.subscribe(() => {
      throw new Error('the page is at fault');
    });
    const done = controller.connect();
    await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
    await done;
    later.mock.restore();
    assert.equal(controller.state.status, 'connected');
    assert.equal(thrown.length, 2);
  });

  it('names the issuer where the org sends it, and is refused where it announced to and does not', async () => {
    org.setIssuerInAnswers(true);
    const { controller } = await connected(config);
    assert.equal(controller.state.status, 'connected');
    const { tab, controller: other } = open(config);
    const done = assert.rejects(other.connect(), { problem: /does not say which org/ });
    const answer = new URL(await walk(await navigated(tab.popup)));
    assert.equal(answer.searchParams.get('iss'), org.url);
    answer.searchParams.delete('iss');
    await land(answer.href, config, tab.openerOf(tab.popup));
    await done;
    org.setIssuerInAnswers(false);
    assert.equal(tab.tokenRequests(), 0);
  });

  it('that comes to nothing after ten minutes leaves nothing that listens', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    try {
      const { tab, controller } = open(config);
      const done = assert.rejects(controller.connect(), { code: 'POPUP_CLOSED' });
      while (tab.popup.url === 'about:blank') await new Promise((resolve) => setImmediate(resolve));
      const { searchParams } = new URL(tab.popup.url);
      tab.popup.closed = true;
      mock.timers.tick(1000);
      await done;
      mock.timers.tick(10 * 60_000);
      const answer = `code=x&state=${searchParams.get('state')}`;
      const message = { type: 'sf-elements:sign-in-answer', answer };
      const event = { data: message, origin: pageOrigin, source: tab.popup };
      tab.window.dispatchEvent(Object.assign(new Event('message'), event));
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(controller.state.status, 'disconnected');
      assert.equal(tab.tokenRequests(), 0);
    } finally {
      mock.timers.reset();
    }
  });
});

describe('a life that the org tells', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
    org.setTokenLifetime(600);
  });
  after(() => org.close());

  it('is renewed ahead of its end without keeping anybody waiting, once for all', async () => {
    const { tab, controller } = await connected({ loginUrl: org.url, clientId });
    const first = await tokenOf(controller);
    const before = tab.tokenRequests();
    tab.ahead = 449_000;
    assert.equal(await tokenOf(controller), first);
    assert.equal(tab.tokenRequests(), before, 'not before three quarters of it');
    tab.ahead = 575_000;
    org.setLatency(50, /token$/);
    for (let call = 0; call < 5; call++) assert.equal(await tokenOf(controller), first);
    org.setLatency(0);
    await until(() => tab.tokenRequests() > before);
    let token = first;
    while (token === first) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      token = await tokenOf(controller);
    }
    assert.equal(tab.tokenRequests(), before + 1);
  });

  it('that cannot be renewed ahead of its end goes on to the end', async () => {
    const { tab, controller } = await connected({ loginUrl: org.url, clientId });
    const first = await tokenOf(controller);
    tab.ahead = 575_000;
    org.setDown(true);
    assert.equal(await tokenOf(controller), first);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await tokenOf(controller), first);
    tab.ahead = 601_000;
    await assert.rejects(controller.getAccessToken(), { code: 'NETWORK' });
    assert.equal(controller.state.status, 'connected');
    org.setDown(false);
    assert.notEqual(await tokenOf(controller), first);
  });

  it('reliability 9: after eight hours of sleep is one refresh for two tabs', async () => {
    const { first, newTab } = await keepSession(org, 'local');
    const other = await newTab();
    const before = first.tab.tokenRequests() + other.tab.tokenRequests();
    first.tab.ahead = other.tab.ahead = 8 * 3_600_000;
    const tokens = await Promise.all([tokenOf(first.controller), tokenOf(other.controller)]);
    assert.equal(tokens[0], tokens[1]);
    assert.equal(first.tab.tokenRequests() + other.tab.tokenRequests(), before + 1);
  });
});

describe('a disconnect', () => {
  let org: TestOrg;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
    config = { loginUrl: org.url, clientId };
  });
  after(() => org.close());

  /** What may be under way; each leaves the page in the midst of it. */
  const moments: Record<string, () => Promise<Pick<ReturnType<typeof open>, 'controller' | 'tab'>>> = {
    'the popup is blank': async () => {
      const page = open(config);
      page.controller.connect();
      return page;
    },
    'the visitor types': async () => {
      const page = open(config);
      page.controller.connect();
      await navigated(page.tab.popup);
      return page;
    },
    'the page is on its way to the login page': async () => {
      const page = open({ ...config, login: 'redirect' });
      page.controller.connect();
      await until(() => page.tab.left.length > 0);
      return page;
    },
    'the session is renewed': async () => {
      const page = await connected(config);
      const refused = await tokenOf(page.controller);
      page.controller.getAccessToken({ refused }).catch(() => {});
      return page;
    },
    'the session is restored': async () => {
      const { newTab, localStorage } = await keepSession(org, 'local');
      await newTab();
      const page = open({ ...config, storage: 'local' }, new FakePage(pageAddress, { localStorage }));
      page.controller.start();
      return page;
    },
    'the session stands': () => connected(config),
    'it has expired': async () => {
      const page = await connected({ ...config, scope: 'api' });
      const refused = await tokenOf(page.controller);
      await page.controller.getAccessToken({ refused }).catch(() => {});
      assert.equal(page.controller.state.status, 'expired');
      return page;
    },
    'another disconnect is under way': async () => {
      const page = await connected(config);
      page.controller.disconnect();
      return page;
    },
  };
  for (const [name, begin] of Object.entries(moments)) {
    it(`while ${name} ends everything at once, and a sign-in works again`, async () => {
      const { tab, controller } = await begin();
      const ended = controller.disconnect();
      assert.deepEqual(controller.state, { status: 'disconnected' });
      await assert.rejects(controller.getAccessToken(), { code: 'NOT_CONNECTED' });
      await ended;
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(controller.state, { status: 'disconnected' });
      for (const popup of tab.popups) assert.ok(popup.closed);
      const again = controller.connect({ login: 'popup' });
      await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
      await again;
      assert.equal(controller.state.status, 'connected');
      await controller.disconnect();
    });
  }
});
