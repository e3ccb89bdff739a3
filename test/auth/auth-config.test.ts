import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolveOAuthSettings, validateAuthConfig } from '../../src/auth/auth-config.ts';
import type { AuthConfig } from '../../src/auth/types.ts';

const page = 'https://shop.example/contact?from=mail#form';
const good: AuthConfig = { loginUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9.x' };

describe('validateAuthConfig', () => {
  const accepted: Record<string, AuthConfig> = {
    'a My Domain URL': good,
    'an Experience Cloud URL with a path': { ...good, loginUrl: 'https://acme.my.site.com/partners/' },
    'http on localhost': { ...good, loginUrl: 'http://localhost:4100' },
    'http on 127.0.0.1': { ...good, loginUrl: 'http://127.0.0.1:4100' },
    'http on [::1]': { ...good, loginUrl: 'http://[::1]:4100' },
    'a redirect URI of this site': { ...good, redirectUri: 'https://shop.example/callback.html' },
    'a relative redirect URI': { ...good, redirectUri: '/callback.html' },
    'a login host of all orgs for the user-agent flow': {
      ...good,
      flow: 'user-agent',
      loginUrl: 'https://login.salesforce.com',
    },
    'a relay of this site': { relay: '/salesforce/token' },
    'instance hosts': { ...good, instanceHosts: ' api.acme.example  localhost:4100 ' },
    'a return-to of this site': { ...good, returnTo: '/thanks#top' },
    'login by redirect': { ...good, login: 'redirect' },
    'a token source and nothing else': { tokenSource: async () => ({ accessToken: 'x', instanceUrl: 'y' }) },
  };
  for (const [name, config] of Object.entries(accepted)) {
    it(`accepts ${name}`, () => assert.equal(validateAuthConfig(config, page), undefined));
  }

  const login = (loginUrl: string | undefined): AuthConfig => ({ ...good, loginUrl });
  const refused: Record<string, [config: AuthConfig, problem: RegExp, remedy: RegExp]> = {
    'no login-url': [login(undefined), /^login-url is missing/, /My Domain/],
    'a blank login-url': [login('  '), /^login-url is missing/, /My Domain/],
    'a login-url that is a word': [login('acme'), /login-url "acme" is not/, /My Domain/],
    'a login-url of another scheme': [login('javascript:alert(1)'), /login-url .* is not/, /My Domain/],
    'a login-url over http': [login('http://acme.my.salesforce.com'), /login-url .* is http/, /https/],
    'http on a look-alike of localhost': [
      login('http://localhost.evil.example'),
      /login-url .* is http/,
      /https/,
    ],
    'user info in login-url': [
      login('https://a:b@acme.my.salesforce.com'),
      /login-url .*user name/,
      /Leave only/,
    ],
    'a query in login-url': [login('https://acme.my.salesforce.com/?x=1'), /login-url .*query/, /Leave only/],
    'a bare ? in login-url': [login('https://acme.my.salesforce.com/?'), /login-url .*query/, /Leave only/],
    'a hash in login-url': [login('https://acme.my.salesforce.com/#x'), /login-url .*hash/, /Leave only/],
    'login.salesforce.com': [
      login('https://login.salesforce.com'),
      /login-url .*cannot.*never answers/,
      /My Domain/,
    ],
    'test.salesforce.com': [
      login('https://TEST.salesforce.com./'),
      /login-url .*cannot.*never answers/,
      /My Domain/,
    ],
    'no client-id': [{ ...good, clientId: undefined }, /^client-id is missing/, /consumer key/],
    'a blank client-id': [{ ...good, clientId: ' ' }, /^client-id is missing/, /consumer key/],
    'a redirect-uri elsewhere': [
      { ...good, redirectUri: 'https://evil.example/' },
      /redirect-uri is on/,
      /address of this site/,
    ],
    'a redirect-uri of a look-alike path': [
      { ...good, redirectUri: '//evil.example' },
      /redirect-uri/,
      /this site/,
    ],
    'a redirect-uri that is none': [
      { ...good, redirectUri: 'https://' },
      /redirect-uri/,
      /address of a page/,
    ],
    'a redirect-uri with a hash': [{ ...good, redirectUri: '/callback#x' }, /redirect-uri/, /Leave only/],
    'a return-to elsewhere': [
      { ...good, returnTo: 'https://evil.example/' },
      /return-to is on/,
      /address of this site/,
    ],
    'a return-to of a look-alike path': [{ ...good, returnTo: '//evil' }, /return-to/, /this site/],
    'a return-to with a backslash': [{ ...good, returnTo: '/\\\\evil' }, /return-to/, /this site/],
    'a return-to of another scheme': [{ ...good, returnTo: 'javascript:alert(1)' }, /return-to/, /this site/],
    'a relay elsewhere': [{ relay: 'https://evil.example/token' }, /relay is on/, /address of this site/],
    'a client secret': [
      { ...good, clientSecret: 'x' } as AuthConfig,
      /client-secret .*every visitor can read/,
      /Take it out/,
    ],
    'a password beside a token source': [
      { tokenSource: async () => ({ accessToken: 'x', instanceUrl: 'y' }), password: 'x' } as AuthConfig,
      /^password .*every visitor/,
      /Take it out/,
    ],
    'a secret for a client-id': [{ ...good, clientId: 'A1'.repeat(32) }, /client-id .*secret/, /Take it out/],
    'an old secret for a client-id': [
      { ...good, clientId: '1234567890123456789' },
      /client-id/,
      /Take it out/,
    ],
    'an unknown flow': [
      { ...good, flow: 'password' as 'pkce' },
      /flow="password"/,
      /flow="pkce" or flow="user-agent"/,
    ],
    'an unknown storage': [
      { ...good, storage: 'cookie' as 'local' },
      /storage="cookie"/,
      /storage="memory" or storage="session" or storage="local"/,
    ],
    'an instance host with a scheme': [
      { ...good, instanceHosts: 'a.example https://b.example' },
      /instance-hosts has "https:\/\/b.example"/,
      /whole host names/,
    ],
    'a wildcard for an instance host': [
      { ...good, instanceHosts: '*.example' },
      /instance-hosts has "\*.example"/,
      /without \*/,
    ],
    'an unknown login': [{ ...good, login: 'iframe' as 'popup' }, /login="iframe"/, /login="popup"/],
  };
  for (const [name, [config, problem, remedy]] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      const error = validateAuthConfig(config, page);
      assert.equal(error?.code, 'CONFIG');
      assert.match(error.problem, problem);
      assert.match(error.remedy, remedy);
    });
  }

  it('refuses a page that was not loaded from a web server', () => {
    assert.match(validateAuthConfig(good, 'file:///home/me/page.html')?.remedy ?? '', /Serve the page/);
  });
});

describe('resolveOAuthSettings', () => {
  it('fills in this page without query and hash, the scope and the popup', () => {
    assert.deepEqual(resolveOAuthSettings({ ...good, loginUrl: `${good.loginUrl}/` }, page), {
      loginUrl: 'https://acme.my.salesforce.com',
      clientId: '3MVG9.x',
      redirectUri: 'https://shop.example/contact',
      scope: 'api refresh_token',
      flow: 'pkce',
      login: 'popup',
      storage: 'memory',
      returnTo: undefined,
      prompt: undefined,
      loginHint: undefined,
      instanceHosts: [],
    });
  });

  it('keeps a path of login-url', () => {
    const settings = resolveOAuthSettings({ ...good, loginUrl: 'https://acme.my.site.com/partners/' }, page);
    assert.equal(settings.loginUrl, 'https://acme.my.site.com/partners');
  });
});
