import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AuthController } from '../../src/auth/auth-controller.ts';
import { postForm } from '../../src/auth/token-endpoint.ts';
import { isSfError } from '../../src/errors/sf-error.ts';
import { FakePage } from './fake-page.ts';
import { json, type OddOrg, startOddOrg } from './odd-org.ts';
import { until } from './sign-in.ts';

const page = 'http://localhost:4000/contact';
const organizationId = '00D50000000IZ3ZEAW';
const userId = '00550000001fg5OAAQ';

describe('an org that answers oddly', () => {
  let org: OddOrg;
  before(async () => {
    org = await startOddOrg();
  });
  after(() => org.close());

  const tokenAnswer = (changes: Record<string, unknown> = {}) => ({
    access_token: '00D5!secret1',
    refresh_token: '5Aep.secret2',
    instance_url: org.url,
    id: `${org.url}/id/${organizationId}/${userId}`,
    token_type: 'Bearer',
    issued_at: '1767000000000',
    ...changes,
  });

  /** Connects by a popup that is answered at once with a code; `answer` is what follows the genuine state. */
  async function connect(answer = 'code=a%3D%3D'): Promise<{ controller: AuthController; tab: FakePage }> {
    const tab = new FakePage(page);
    const controller = new AuthController({ loginUrl: org.url, clientId: 'app' }, tab.environment);
    const connected = controller.connect();
    const { popup } = tab;
    while (popup.url === 'about:blank') await new Promise((resolve) => setTimeout(resolve, 5));
    const state = new URL(popup.url).searchParams.get('state');
    const landing = new FakePage(`${page}?${answer}&state=${state}`, { opener: tab.openerOf(popup) });
    await new AuthController({ loginUrl: org.url, clientId: 'app' }, landing.environment).start();
    await connected;
    return { controller, tab };
  }

  const refusedAnswers: Record<string, [status: number, body: () => unknown, code: string]> = {
    'an expired code': [
      400,
      () => ({ error: 'invalid_grant', error_description: 'expired' }),
      'SIGN_IN_FAILED',
    ],
    'an unknown app': [400, () => ({ error: 'invalid_client_id' }), 'SIGN_IN_FAILED'],
    'a foreign redirect URI': [400, () => ({ error: 'redirect_uri_mismatch' }), 'SIGN_IN_FAILED'],
    'an error of a prototype key': [400, () => ({ error: '__proto__' }), 'SIGN_IN_FAILED'],
    'an outage': [503, () => 'maintenance', 'UNEXPECTED_ANSWER'],
    'no token': [200, () => tokenAnswer({ access_token: undefined }), 'UNEXPECTED_ANSWER'],
    'a token of another kind': [200, () => tokenAnswer({ token_type: 'mac' }), 'UNEXPECTED_ANSWER'],
    'a list': [200, () => [], 'UNEXPECTED_ANSWER'],
    null: [200, () => null, 'UNEXPECTED_ANSWER'],
    'an org elsewhere over http': [
      200,
      () => tokenAnswer({ instance_url: 'http://evil.example' }),
      'UNEXPECTED_ANSWER',
    ],
    'no org': [200, () => tokenAnswer({ instance_url: undefined }), 'UNEXPECTED_ANSWER'],
  };
  for (const [name, [status, body, code]] of Object.entries(refusedAnswers)) {
    it(`fails with ${code} on ${name}`, async () => {
      org.answer = (_form, response) => json(response, status, body());
      await assert.rejects(connect(), (error) => {
        assert.ok(isSfError(error));
        assert.equal(error.code, code);
        assert.notEqual(error.remedy, '');
        assert.doesNotMatch(JSON.stringify(error) + error.stack, /secret/);
        return true;
      });
    });
  }

  it('does not follow a redirect with the code', async () => {
    const elsewhere = await startOddOrg();
    org.answer = (_form, response) => response.writeHead(307, { location: `${elsewhere.url}/steal` }).end();
    await assert.rejects(connect(), { code: 'NETWORK' });
    assert.deepEqual(elsewhere.asked, []);
    await elsewhere.close();
  });

  it('does not wait for a body that never ends', async () => {
    org.answer = (_form, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"access_token":');
    };
    const options = { fetch, pageOrigin: 'http://localhost:4000', signal: AbortSignal.timeout(100) };
    await assert.rejects(postForm(`${org.url}/services/oauth2/token`, {}, options), { code: 'NETWORK' });
  });

  it('refuses an answer that names another issuer, without a token request', async () => {
    const before = org.posted.length;
    await assert.rejects(connect('code=a&iss=https%3A%2F%2Fevil.example'), { code: 'SIGN_IN_FAILED' });
    assert.equal(org.posted.length, before);
  });

  it('sends the code with a fresh verifier of 43 to 128 characters and no secret', async () => {
    const verifiers = new Set<string | null>();
    org.answer = (form, response) => {
      verifiers.add(form.get('code_verifier'));
      assert.deepEqual([...form.keys()].sort(), [
        'client_id',
        'code',
        'code_verifier',
        'grant_type',
        'redirect_uri',
      ]);
      assert.equal(form.get('code'), 'a==');
      assert.equal(form.get('redirect_uri'), page);
      json(response, 200, tokenAnswer());
    };
    const { controller } = await connect();
    await connect();
    assert.equal(controller.state.userId, userId);
    assert.equal(controller.state.organizationId, organizationId);
    assert.equal(verifiers.size, 2);
    for (const verifier of verifiers) assert.match(verifier ?? '', /^[\w.~-]{43,128}$/);
  });

  it('keeps the refresh token where a refresh brings none', async () => {
    org.answer = (_form, response) => json(response, 200, tokenAnswer());
    const { controller } = await connect();
    for (const accessToken of ['second', 'third']) {
      org.answer = (form, response) => {
        assert.equal(form.get('refresh_token'), '5Aep.secret2');
        json(response, 200, tokenAnswer({ access_token: accessToken, refresh_token: undefined }));
      };
      const { accessToken: refused } = await controller.getAccessToken();
      assert.equal((await controller.getAccessToken({ refused })).accessToken, accessToken);
    }
  });

  const strangers: Record<string, Record<string, unknown>> = {
    'another user': { id: `https://x/id/${organizationId}/005500000099999AAA` },
    'another org': { id: `https://x/id/00D500000099999AAA/${userId}` },
    'another instance': { instance_url: 'https://other.my.salesforce.com' },
  };
  for (const [name, changes] of Object.entries(strangers)) {
    it(`drops a refresh answer for ${name}`, async () => {
      org.answer = (_form, response) => json(response, 200, tokenAnswer());
      const { controller } = await connect();
      org.answer = (_form, response) =>
        json(response, 200, tokenAnswer({ access_token: 'foreign', ...changes }));
      const refresh = controller.getAccessToken({ refused: '00D5!secret1' });
      await assert.rejects(refresh, { code: 'SESSION_EXPIRED' });
      assert.equal(controller.state.status, 'expired');
    });
  }

  for (const [name, status, body] of [
    ['is down', 503, 'maintenance'],
    ['is busy', 400, { error: 'temporarily_unavailable' }],
  ] as const) {
    it(`keeps the session when the org ${name} at a refresh, and renews it later`, async () => {
      org.answer = (_form, response) => json(response, 200, tokenAnswer());
      const { controller } = await connect();
      org.answer = (_form, response) => json(response, status, body);
      await assert.rejects(controller.getAccessToken({ refused: '00D5!secret1' }), {
        code: 'UNEXPECTED_ANSWER',
      });
      assert.equal(controller.state.status, 'connected');
      org.answer = (_form, response) => json(response, 200, tokenAnswer({ access_token: 'later' }));
      const { accessToken } = await controller.getAccessToken({ refused: '00D5!secret1' });
      assert.equal(accessToken, 'later');
    });
  }

  it('revokes tokens that a refresh brings after the visitor disconnected', async () => {
    org.answer = (_form, response) => json(response, 200, tokenAnswer());
    const { controller } = await connect();
    let answerRefresh = () => {};
    const sent = new Promise<void>((resolve) => {
      org.answer = (form, response) => {
        if (form.get('grant_type') !== 'refresh_token') return response.writeHead(200).end();
        answerRefresh = () => json(response, 200, tokenAnswer({ refresh_token: 'rotated' }));
        resolve();
      };
    });
    const refresh = assert.rejects(controller.getAccessToken({ refused: '00D5!secret1' }), {
      code: 'NOT_CONNECTED',
    });
    await sent;
    await controller.disconnect();
    answerRefresh();
    await refresh;

    await until(() => org.posted.some((form) => form.get('token') === 'rotated'));
    assert.deepEqual(controller.state, { status: 'disconnected' });
  });

  it("ends a caller's wait by its signal, never the refresh", async () => {
    org.answer = (_form, response) => json(response, 200, tokenAnswer());
    const { controller } = await connect();
    org.answer = (_form, response) => {
      setTimeout(() => json(response, 200, tokenAnswer({ access_token: 'renewed' })), 50);
    };
    const aborter = new AbortController();
    const impatient = controller.getAccessToken({ refused: '00D5!secret1', signal: aborter.signal });
    const patient = controller.getAccessToken({ refused: '00D5!secret1' });
    aborter.abort();
    await assert.rejects(impatient, { name: 'AbortError' });
    assert.equal((await patient).accessToken, 'renewed');
  });
});
