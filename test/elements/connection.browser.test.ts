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

  const mistakes: [what: string, attributes: Record<string, string>, shown: RegExp][] = [
    ['a missing login URL', { 'client-id': 'any' }, /login-url/],
    [
      'an http login URL',
      { 'login-url': 'http://acme.my.salesforce.com', 'client-id': 'any' },
      /login-url.*https/,
    ],
    ['a login URL that is none', { 'login-url': 'acme', 'client-id': 'any' }, /login-url/],
    [
      'login.salesforce.com, with the reason',
      { 'login-url': 'https://login.salesforce.com', 'client-id': 'any' },
      /login-url.*My Domain/,
    ],
    [
      'test.salesforce.com, with the reason',
      { 'login-url': 'https://test.salesforce.com', 'client-id': 'any' },
      /login-url.*My Domain/,
    ],
    ['a missing client id', { 'login-url': 'https://acme.my.salesforce.com' }, /client-id/],
    [
      'an unknown way to sign in',
      { 'login-url': 'https://acme.my.salesforce.com', 'client-id': 'any', login: 'magic' },
      /login.*popup.*redirect/,
    ],
    [
      'an API version that is none',
      { 'login-url': 'https://acme.my.salesforce.com', 'client-id': 'any', 'api-version': 'latest' },
      /api-version="latest".*66\.0/,
    ],
    [
      'a foreign redirect URI',
      {
        'login-url': 'https://acme.my.salesforce.com',
        'client-id': 'any',
        'redirect-uri': 'https://evil.example/',
      },
      /redirect-uri/,
    ],
  ];
  for (const [what, attributes, shown] of mistakes) {
    it(`names the attribute and the remedy for ${what}`, async () => {
      const { element, errors, text } = await setup(attributes);
      assert.match(text, shown);
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

  it('makes a new connection for another org, so that no session follows', async () => {
    const { element } = await setup({ 'login-url': 'https://acme.my.salesforce.com', 'client-id': 'any' });
    const before = element.connection;
    element.setAttribute('login-url', 'https://other.my.salesforce.com');
    await element.updateComplete;
    assert.notEqual(element.connection, before);
  });

  it('keeps its connection while it is moved in the page', async () => {
    const { element } = await setup({ 'login-url': 'https://acme.my.salesforce.com', 'client-id': 'any' });
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
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(told, 1);
    for (const place of [document.createElement('section'), document.createElement('section')]) {
      page.append(place);
      place.append(element);
      await element.updateComplete;
    }
    assert.equal(told, 1);
  });
});
