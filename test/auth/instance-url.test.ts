import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trustedInstanceUrl } from '../../src/auth/instance-url.ts';

const acme = 'https://acme.my.salesforce.com';
const local = 'http://localhost:4100';

describe('trustedInstanceUrl', () => {
  const trusted: [instanceUrl: string, loginUrl: string | undefined, hosts?: string[]][] = [
    [acme, acme],
    [acme, 'https://login.salesforce.com'],
    [acme, undefined],
    ['https://acme--sbx.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme-dev-ed.develop.my.salesforce.com', 'https://acme-dev-ed.develop.my.salesforce.com'],
    ['https://power-speed-123-dev-ed.scratch.my.salesforce.com', undefined],
    ['https://na139.salesforce.com', acme],
    ['https://acme.my.site.com', 'https://acme.my.site.com/partners'],
    [acme, 'https://acme.my.site.com/partners'],
    ['https://login.acme.example', 'https://login.acme.example'],
    [acme, 'https://login.acme.example'],
    ['https://api.acme.example', acme, ['api.acme.example']],
    ['https://api.acme.example:8443', acme, ['api.acme.example:8443']],
    [local, local],
    [local, undefined],
    [`${local}/org`, `${local}/org`],
    ['https://acme.example/a/org', 'https://acme.example/a/org/'],
  ];
  for (const [instanceUrl, loginUrl, instanceHosts = []] of trusted) {
    it(`trusts ${instanceUrl} of ${loginUrl ?? 'the page'}${instanceHosts.length ? ', listed' : ''}`, () => {
      assert.equal(trustedInstanceUrl(instanceUrl, { loginUrl, instanceHosts }), instanceUrl);
      assert.equal(trustedInstanceUrl(`${instanceUrl}/`, { loginUrl, instanceHosts }), instanceUrl);
    });
  }

  const refused: [instanceUrl: unknown, loginUrl: string][] = [
    [undefined, acme],
    ['', acme],
    [42, acme],
    ['acme.my.salesforce.com', acme],
    ['//acme.my.salesforce.com', acme],
    ['http://acme.my.salesforce.com', acme],
    [local, acme],
    ['http://localhost:4101', local],
    ['http://127.0.0.1:4100', local],
    ['http://localhost.evil.example', local],
    ['https://my.salesforce.com.evil.example', acme],
    ['https://acme.my.salesforce.com.evil.example', acme],
    ['https://evil-salesforce.com', acme],
    ['https://evilmy.salesforce.com.', acme],
    ['https://evil.my-salesforce.com', acme],
    ['https://salesforce.com', acme],
    ['https://my.site.com', acme],
    ['https://evil.example/acme.my.salesforce.com', acme],
    ['https://evil.example#.my.salesforce.com', acme],
    ['https://evil.example?.my.salesforce.com', acme],
    ['https://evil.example\\.my.salesforce.com', acme],
    ['https://acme.my.salesforce.com@evil.example', acme],
    ['https://user@acme.my.salesforce.com', acme],
    ['https://user:password@acme.my.salesforce.com', acme],
    ['https://acme.my.salesforce.com:8443', acme],
    ['https://acme.my.salesforce.com/path', acme],
    [`${local}/org`, `${local}/other`],
    [`${local}/org/other`, `${local}/org`],
    [`${local}/or`, `${local}/org`],
    [`${local}/org?x`, `${local}/org`],
    [`${local}/other/../org`, `${local}/org`],
    ['https://evil.example/org', `${local}/org`],
    ['https://acme.my.salesforce.com?x', acme],
    ['https://acme.my.salesforce.com#x', acme],
    ['https://\u0430cme.my.salesforce.com', acme],
    ['https://acme.my.salesf\u043erce.com', acme],
    ['https://xn--80ak6aa92e.my.salesforce.com', acme],
    ['https://api.acme.example', acme],
    ['https://login.acme.example.evil.example', 'https://login.acme.example'],
    ['\u0000https://acme.my.salesforce.com', acme],
    [' https://acme.my.salesforce.com', acme],
    ['https://acme.my.sales\nforce.com', acme],
    ['javascript:alert(1)', acme],
    ['data:text/html,x', acme],
  ];
  for (const [instanceUrl, loginUrl] of refused) {
    it(`refuses ${JSON.stringify(instanceUrl)} of ${loginUrl}`, () => {
      assert.throws(() => trustedInstanceUrl(instanceUrl, { loginUrl, instanceHosts: [] }), {
        code: 'UNEXPECTED_ANSWER',
      });
    });
  }

  it('trusts no host that is only like a listed one', () => {
    for (const host of ['evil-api.acme.example', 'api.acme.example.evil.example', 'api.acme.example:8443']) {
      const hosts = { loginUrl: acme, instanceHosts: ['api.acme.example'] };
      assert.throws(() => trustedInstanceUrl(`https://${host}`, hosts), { code: 'UNEXPECTED_ANSWER' });
    }
  });
});
