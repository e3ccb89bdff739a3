import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { FakePage } from './fake-page.ts';
import { json, type OddOrg, startOddOrg } from './odd-org.ts';
import { open, until } from './sign-in.ts';

const instanceUrl = 'https://acme.my.salesforce.com';
const organizationId = '00D50000000IZ3ZEAW';
const identity = (userId: string) => `${instanceUrl}/id/${organizationId}/${userId}`;
const ada = '00550000001fg5OAAQ';

describe('a relay of the page’s own site', () => {
  let site: OddOrg;
  before(async () => {
    site = await startOddOrg();
  });
  after(() => site.close());
  beforeEach(() => {
    site.asked.length = 0;
    site.answer = (_form, response) => json(response, 200, grant());
  });

  const grant = (changes: object = {}) => ({
    accessToken: 'first',
    instanceUrl,
    id: identity(ada),
    ...changes,
  });

  const openPage = (config = {}) =>
    open({ relay: '/salesforce/token?app=shop', ...config }, new FakePage(`${site.url}/contact#form`));

  async function connectedPage() {
    const page = openPage();
    await page.controller.start();
    assert.equal(page.controller.state.status, 'connected');
    return page;
  }

  it('is asked at the start, without a click', async () => {
    const { controller, statuses, tab } = openPage();
    await controller.start();
    assert.deepEqual(site.asked, ['/salesforce/token?app=shop']);
    assert.deepEqual(await controller.getAccessToken(), { accessToken: 'first', instanceUrl });
    assert.deepEqual(statuses, ['connecting', 'connected']);
    assert.deepEqual(controller.state, { status: 'connected', userId: ada, organizationId, instanceUrl });
    assert.equal(tab.popups.length, 0);
  });

  it('is asked with expired=true, once for all callers, when the org refused its token', async () => {
    const { controller } = await connectedPage();
    site.answer = (_form, response) => json(response, 200, grant({ accessToken: 'second', id: undefined }));
    const calls = Array.from({ length: 20 }, () => controller.getAccessToken({ refused: 'first' }));
    for (const { accessToken } of await Promise.all(calls)) assert.equal(accessToken, 'second');
    assert.deepEqual(site.asked.slice(1), ['/salesforce/token?app=shop&expired=true']);
    assert.equal(controller.state.userId, ada);
  });

  const refusals: Record<string, [status: number, body: unknown]> = {
    'with no JSON': [200, undefined],
    'with a list': [200, []],
    null: [200, null],
    'without a token': [200, { instanceUrl }],
    'with an org elsewhere': [200, { accessToken: 'x', instanceUrl: 'https://evil.example' }],
    'with an org over http': [200, { accessToken: 'x', instanceUrl: 'http://acme.my.salesforce.com' }],
    'that there is nothing': [404, 'not found'],
  };
  for (const [name, [status, body]] of Object.entries(refusals)) {
    it(`fails when it answers ${name}, and can be asked again by a click`, async () => {
      site.answer = (_form, response) => json(response, status, body);
      const { controller } = openPage();
      await controller.start();
      assert.equal(controller.state.status, 'error');
      assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
      assert.match(controller.state.error?.problem ?? '', /^The page's own relay gave no token/);
      assert.match(controller.state.error?.remedy ?? '', /\{ accessToken, instanceUrl \}/);
      site.answer = (_form, response) => json(response, 200, grant());
      await controller.connect();
      assert.equal(controller.state.status, 'connected');
    });

    it(`has expired when it answers ${name} after the org refused its token`, async () => {
      const { controller } = await connectedPage();
      site.answer = (_form, response) => json(response, status, body);
      await assert.rejects(controller.getAccessToken({ refused: 'first' }), { code: 'SESSION_EXPIRED' });
      assert.equal(controller.state.status, 'expired');
    });
  }

  it('says so when the site does not know the visitor', async () => {
    site.answer = (_form, response) => json(response, 401, { error: 'sign in first' });
    const { controller } = openPage();
    await controller.start();
    assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
    assert.match(controller.state.error?.remedy ?? '', /Sign in to the site first/);
  });

  it('ends no session by being down for a moment', async () => {
    const { controller } = await connectedPage();
    site.answer = (_form, response) => json(response, 503, 'maintenance');
    await assert.rejects(controller.getAccessToken({ refused: 'first' }), { code: 'NETWORK' });
    assert.equal(controller.state.status, 'connected');
    site.answer = (_form, response) => json(response, 200, grant({ accessToken: 'second' }));
    assert.equal((await controller.getAccessToken({ refused: 'first' })).accessToken, 'second');
  });

  for (const [name, changes] of [
    ['another user', { id: identity('005500000099999AAA') }],
    ['another org', { instanceUrl: 'https://other.my.salesforce.com' }],
    ['the refused token again', {}],
  ] as const) {
    it(`has expired when it comes to give ${name}`, async () => {
      const { controller } = await connectedPage();
      const accessToken = name === 'the refused token again' ? 'first' : 'second';
      site.answer = (_form, response) => json(response, 200, grant({ accessToken, ...changes }));
      await assert.rejects(controller.getAccessToken({ refused: 'first' }), { code: 'SESSION_EXPIRED' });
      assert.equal(controller.state.status, 'expired');
      assert.equal(controller.state.userId, ada);
    });
  }

  it('is not followed to another place', async () => {
    const elsewhere = await startOddOrg();
    site.answer = (_form, response) => response.writeHead(302, { location: `${elsewhere.url}/token` }).end();
    const { controller } = openPage();
    await controller.start();
    assert.equal(controller.state.status, 'error');
    assert.deepEqual(elsewhere.asked, []);
    await elsewhere.close();
  });

  it('is given up when the visitor disconnects, and what it gives later is not used', async () => {
    let answer = () => {};
    let isClosed = false;
    site.answer = (_form, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      answer = () => json(response, 200, grant());
    };
    const { controller } = openPage();
    const started = controller.start();
    await until(() => site.asked.length > 0);
    await controller.disconnect();
    await started;
    await until(() => isClosed);
    answer();
    assert.deepEqual(controller.state, { status: 'disconnected' });
  });

  it('may name an org on a host that the author listed', async () => {
    site.answer = (_form, response) =>
      json(response, 200, grant({ instanceUrl: 'https://api.acme.example' }));
    const { controller } = openPage({ instanceHosts: 'api.acme.example' });
    await controller.start();
    assert.equal(controller.state.instanceUrl, 'https://api.acme.example');
  });

  it('is asked for nothing but a token: there is nothing to preload, revoke or bring to the front', async () => {
    let answer = () => {};
    site.answer = (_form, response) => {
      answer = () => json(response, 200, grant());
    };
    const { controller } = openPage();
    controller.preload();
    const first = controller.connect();
    const second = controller.connect();
    await until(() => site.asked.length > 0);
    answer();
    await Promise.all([first, second]);
    await controller.disconnect();
    assert.equal(site.asked.length, 1);
  });
});
