import { html, render } from 'lit';
import '../../src/define/sf-connection.ts';
import { Connection } from '../../src/connection/connection.ts';
import type { SfError } from '../../src/errors/sf-error.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';

describe('<sf-connection>', () => {
  const page = document.createElement('main');
  before(() => document.body.append(page));
  afterEach(() => render(html``, page));

  /** Renders one connection and gives it with the errors it fired. */
  async function setup(attributes: Record<string, string>) {
    const element = document.createElement('sf-connection');
    const errors: SfError[] = [];
    element.addEventListener('sf-error', (event) => errors.push(event.error));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = 'The page’s own content';
    page.append(element);
    await element.updateComplete;
    await element.updateComplete;
    return { element, errors, text: element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '' };
  }

  it('is accessible while it shows an error', async () => {
    const { element } = await setup({ 'client-id': 'any' });
    await expectAccessible(element);
  });

  const app = { 'login-url': 'https://acme.my.salesforce.com', 'client-id': 'any' };
  const withoutLoginUrl = { 'client-id': 'any' };
  const secret = '0123456789ABCDEF'.repeat(4);
  const mistakes: [what: string, attributes: Record<string, string>, shown: RegExp][] = [
    ['a missing login URL', withoutLoginUrl, /login-url is missing/],
    ['an http login URL', { ...app, 'login-url': 'http://acme.my.salesforce.com' }, /login-url.*https/],
    ['a login URL that is none', { ...app, 'login-url': 'acme' }, /login-url/],
    [
      'a login URL with a password in it',
      { ...app, 'login-url': 'https://ada:pw@acme.my.salesforce.com' },
      /login-url/,
    ],
    [
      'a login URL with a query',
      { ...app, 'login-url': 'https://acme.my.salesforce.com/?a=b' },
      /login-url.*a query/,
    ],
    [
      'login.salesforce.com, with the reason',
      { ...app, 'login-url': 'https://login.salesforce.com' },
      /login-url.*My Domain/,
    ],
    [
      'test.salesforce.com, with the reason',
      { ...app, 'login-url': 'https://test.salesforce.com' },
      /login-url.*My Domain/,
    ],
    [
      'a missing client id',
      { 'login-url': 'https://acme.my.salesforce.com' },
      /client-id.*External Client App/,
    ],
    [
      'a consumer secret as client id',
      { ...app, 'client-id': secret },
      /client-id holds what looks like the consumer secret/,
    ],
    [
      'a client secret',
      { ...app, 'client-secret': secret },
      /client-secret does not belong in a page: every visitor can read it/,
    ],
    [
      'a secret by another name',
      { ...app, 'consumer-secret': secret },
      /consumer-secret does not belong in a page/,
    ],
    ['an unknown flow', { ...app, flow: 'implicit' }, /flow="implicit".*flow="pkce" or flow="user-agent"/],
    ['an unknown way to sign in', { ...app, login: 'magic' }, /login="magic".*popup.*redirect/],
    ['an unknown storage', { ...app, storage: 'cookie' }, /storage="cookie".*memory.*session.*local/],
    ['an API version that is none', { ...app, 'api-version': 'latest' }, /api-version="latest".*66\.0/],
    ['a foreign redirect URI', { ...app, 'redirect-uri': 'https://evil.example/' }, /redirect-uri is on/],
    ['a redirect URI with a hash', { ...app, 'redirect-uri': 'form.html#top' }, /redirect-uri has a hash/],
    ['a foreign page to return to', { ...app, 'return-to': '//evil.example/' }, /return-to is on/],
    ['a script to return to', { ...app, 'return-to': 'javascript:alert(1)' }, /return-to is on/],
    [
      'a URL among the instance hosts',
      { ...app, 'instance-hosts': 'crm.example https://crm.example' },
      /instance-hosts has "https:\/\/crm\.example"/,
    ],
    [
      'a pattern among the instance hosts',
      { ...app, 'instance-hosts': '*.example' },
      /instance-hosts has "\*\.example"/,
    ],
    [
      'a relay of another site',
      { relay: 'https://evil.example/token' },
      /relay is on https:\/\/evil\.example/,
    ],
  ];
  for (const [what, attributes, shown] of mistakes) {
    it(`names the attribute and the remedy for ${what}`, async () => {
      const { element, errors, text } = await setup(attributes);
      assert.match(text, shown);
      assert.doesNotMatch(`${text} ${errors[0]?.message}`, new RegExp(secret));
      assert.equal(errors.length, 1);
      assert.equal(errors[0]?.code, 'CONFIG');
      assert.ok(errors[0]?.remedy);
      assert.equal(element.state?.status, 'error');
    });
  }

  it('recovers when the attribute is mended, and keeps what is inside', async () => {
    const { element } = await setup({ 'login-url': 'https://acme.my.salesforce.com' });
    const field = document.createElement('input');
    field.value = 'typed';
    element.append(field);
    element.setAttribute('client-id', 'any');
    await element.updateComplete;
    assert.equal(element.state?.status, 'disconnected');
    assert.equal(element.shadowRoot?.querySelector('.notice'), null);
    assert.equal(element.querySelector('input')?.value, 'typed');
  });

  it('refuses a client secret that a script adds later, and recovers when it is gone', async () => {
    const { element, errors } = await setup(app);
    const connection = element.connection;
    element.setAttribute('client-secret', secret);
    await element.updateComplete;
    await element.updateComplete;
    assert.notEqual(element.connection, connection);
    assert.equal(element.state?.status, 'error');
    assert.equal(errors.at(-1)?.code, 'CONFIG');
    assert.match(element.shadowRoot?.textContent ?? '', /client-secret does not belong in a page/);
    element.removeAttribute('client-secret');
    await element.updateComplete;
    assert.equal(element.state?.status, 'disconnected');
    assert.equal(element.shadowRoot?.querySelector('.notice'), null);
  });

  it('asks the org’s login page for what its attributes say', async () => {
    const asked = await askedFor({
      ...app,
      'redirect-uri': 'callback.html',
      scope: 'api id',
      prompt: 'select_account',
      'login-hint': 'ada@northwind.example',
    });
    assert.deepEqual(asked, {
      response_type: 'code',
      client_id: 'any',
      redirect_uri: new URL('callback.html', location.href).href,
      scope: 'api id',
      prompt: 'select_account',
      login_hint: 'ada@northwind.example',
    });
  });

  it('tells the page’s author when the user-agent flow ends', async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (message: unknown) => warnings.push(message);
    try {
      const { response_type: type } = await askedFor({ ...app, flow: 'user-agent' });
      assert.equal(type, 'token');
      assert.equal(warnings.length, 1);
      assert.match(String(warnings[0]), /flow="user-agent".*2027-02-20.*flow="pkce"/);
    } finally {
      console.warn = warn;
    }
  });

  /** What the sign-in window is told to ask for. */
  async function askedFor(attributes: Record<string, string>): Promise<Record<string, string | null>> {
    const { open } = window;
    const sent = new Promise<URL>((resolve) => {
      const replace = (url: string) => resolve(new URL(url));
      const popup = { closed: false, location: { replace }, focus() {}, close() {} };
      window.open = () => popup as unknown as Window;
    });
    try {
      const { element } = await setup(attributes);
      void element.connect().catch(() => undefined);
      const { searchParams } = await sent;
      await element.disconnect();
      const names = ['response_type', 'client_id', 'redirect_uri', 'scope', 'prompt', 'login_hint'];
      return Object.fromEntries(names.map((name) => [name, searchParams.get(name)]));
    } finally {
      window.open = open;
    }
  }

  it('takes up a session from the storage it is told, for a host it is told', async () => {
    const key = 'sf-elements:session:https://acme.my.salesforce.com:any';
    const session = { grant: { accessToken: 'any', instanceUrl: 'https://crm.example' } };
    localStorage.setItem(key, JSON.stringify({ session }));
    try {
      const { element } = await setup({ ...app, storage: 'local', 'instance-hosts': 'crm.example' });
      await becomes(element, 'connected');
      assert.equal(element.state?.org?.instanceUrl, 'https://crm.example');
      element.remove();
      const stranger = await setup({ ...app, storage: 'local' });
      await becomes(stranger.element, 'disconnected');
    } finally {
      localStorage.removeItem(key);
    }
  });

  it('asks the relay of its own site', async () => {
    const { fetch } = window;
    const asked: string[] = [];
    window.fetch = async (input) => {
      asked.push(String(input));
      return Response.json({ accessToken: 'any', instanceUrl: 'https://acme.my.salesforce.com' });
    };
    try {
      const { element } = await setup({ relay: '/salesforce/token' });
      await becomes(element, 'connected');
      assert.deepEqual(asked, [`${location.origin}/salesforce/token`]);
    } finally {
      window.fetch = fetch;
    }
  });

  async function becomes(element: HTMLElementTagNameMap['sf-connection'], status: string): Promise<void> {
    for (let waited = 0; element.state?.status !== status; waited += 20) {
      if (waited > 5000) assert.fail(`it never became ${status}, it is ${element.state?.status}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('makes a new connection for another org, so that no session follows', async () => {
    const { element } = await setup(app);
    const before = element.connection;
    element.setAttribute('login-url', 'https://other.my.salesforce.com');
    await element.updateComplete;
    assert.notEqual(element.connection, before);
  });

  it('keeps its connection while it is moved in the page', async () => {
    const { element } = await setup(app);
    const before = element.connection;
    const elsewhere = document.createElement('section');
    page.append(elsewhere);
    elsewhere.append(element);
    await element.updateComplete;
    assert.equal(element.connection, before);
  });

  it('signs out of its own connection only, not of one made elsewhere', async () => {
    const grant = { accessToken: 'any', instanceUrl: 'https://acme.my.salesforce.com' };
    const shared = new Connection({ tokenSource: async () => grant });
    await shared.start();
    const element = document.createElement('sf-connection');
    element.connection = shared;
    page.append(element);
    await element.updateComplete;
    assert.equal(element.state?.status, 'connected');
    element.tokenSource = async () => grant;
    await new Promise((resolve) => setTimeout(resolve));
    const own = element.connection;
    assert.notEqual(own, shared);
    assert.equal(shared.state.status, 'connected');
    element.apiVersion = '65.0';
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(own?.state.status, 'disconnected');
  });

  it('tells of a sign-in once, however often it is moved', async () => {
    const element = document.createElement('sf-connection');
    let told = 0;
    element.addEventListener('sf-connected', () => told++);
    element.tokenSource = async () => ({ accessToken: 'any', instanceUrl: 'https://acme.my.salesforce.com' });
    page.append(element);
    await becomes(element, 'connected');
    assert.equal(told, 1);
    for (const place of [document.createElement('section'), document.createElement('section')]) {
      page.append(place);
      place.append(element);
      await element.updateComplete;
    }
    assert.equal(told, 1);
  });
});
