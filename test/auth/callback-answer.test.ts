import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withoutAnswer } from '../../src/auth/answer-text.ts';
import { type CallbackAnswer, parseCallbackAnswer } from '../../src/auth/callback-answer.ts';

const state = 'popup.0123456789abcdef0123456789abcdef';

describe('parseCallbackAnswer', () => {
  it('reads a genuine code, decoded', () => {
    assert.deepEqual(parseCallbackAnswer(`?code=aPrx.x%3D%3D&state=${state}`), {
      kind: 'code',
      mode: 'popup',
      state,
      code: 'aPrx.x==',
    });
  });

  it('reads a refusal in both spellings', () => {
    for (const error of ['access_denied', 'access-denied']) {
      const search = `?error=${error}&error_description=end-user%20denied&state=${state}`;
      assert.deepEqual(parseCallbackAnswer(search), {
        kind: 'refused',
        mode: 'popup',
        state,
        error,
        description: 'end-user denied',
      });
    }
  });

  it('gives on the issuer an answer names', () => {
    const answer = parseCallbackAnswer(`?code=x&state=${state}&iss=https%3A%2F%2Facme.my.salesforce.com`);
    assert.equal(answer.kind === 'code' && answer.iss, 'https://acme.my.salesforce.com');
  });

  it("leaves the page's own query among the answer alone", () => {
    const answer = parseCallbackAnswer(`?tab=1&tab=2&code=x&state=${state.replace('popup', 'redirect')}`);
    assert.equal(answer.kind, 'code');
  });

  const cases: Record<string, [search: string, kind: CallbackAnswer['kind']]> = {
    'nothing at all': ['', 'none'],
    "another library's answer": ['?code=x&state=af0ifjsldkj', 'none'],
    'a code without a state': ['?code=x', 'none'],
    'a state of a prototype key': ['?code=x&state=__proto__', 'none'],
    'a prefixed prototype key': ['?code=x&state=popup.__proto__', 'malformed'],
    'a cut state': [`?code=x&state=${state.slice(0, -1)}`, 'malformed'],
    'a longer state': [`?code=x&state=${state}0`, 'malformed'],
    'a state with a line break after it': [`?code=x&state=${state}%0A`, 'malformed'],
    'a percent sign for a state': ['?code=x&state=popup.%25', 'malformed'],
    'a broken escape': [`?code=%zz&state=${state}`, 'malformed'],
    'an escape cut short': [`?code=x&state=${state}&more=%2`, 'malformed'],
    'two codes': [`?code=x&code=y&state=${state}`, 'malformed'],
    'two states': [`?code=x&state=${state}&state=other`, 'malformed'],
    'two states, the foreign one first': [`?code=x&state=other&state=${state}`, 'malformed'],
    'two issuers': [`?code=x&state=${state}&iss=a&iss=b`, 'malformed'],
    'a code and an error': [`?code=x&error=access_denied&state=${state}`, 'malformed'],
    'neither code nor error': [`?state=${state}`, 'malformed'],
    'an empty code': [`?code=&state=${state}`, 'malformed'],
    'a code with a control character': [`?code=a%00b&state=${state}`, 'malformed'],
    'an endless code': [`?code=${'x'.repeat(5000)}&state=${state}`, 'malformed'],
    'an error that is no token': [`?error=%E2%80%AE&state=${state}`, 'malformed'],
    'an access token': [`access_token=00Dx!y&state=${state}`, 'token'],
    'two access tokens': [`access_token=x&access_token=y&state=${state}`, 'malformed'],
    'an access token and a code': [`access_token=x&code=y&state=${state}`, 'malformed'],
  };
  for (const [name, [search, kind]] of Object.entries(cases)) {
    it(`takes ${name} for ${kind}`, () => {
      assert.equal(parseCallbackAnswer(search).kind, kind);
    });
  }

  it('gives a code for nothing but a genuine answer', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'code=x',
        `state=${state}`,
        'state=',
        'error=e',
        'code=',
        'iss=i',
        '%',
        '#',
        'a=b',
        '?',
        '+',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const search = `?${pieces.join('&')}`;
        const answer = parseCallbackAnswer(search);
        if (answer.kind !== 'code') return;
        const parameters = new URLSearchParams(search);
        assert.deepEqual(parameters.getAll('code'), [answer.code]);
        assert.deepEqual(parameters.getAll('state'), [state]);
        assert.equal(parameters.has('error'), false);
        assert.match(answer.code, /^[!-~]+$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back every code an org can give', () => {
    const code = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((n) => String.fromCharCode(n)),
      minLength: 1,
    });
    fc.assert(
      fc.property(code, (given) => {
        const answer = parseCallbackAnswer(`?${new URLSearchParams({ state, code: given })}`);
        assert.equal(answer.kind === 'code' && answer.code, given);
      }),
    );
  });
});

describe('withoutAnswer', () => {
  it("takes out the answer and keeps the page's own query and hash", () => {
    const address = `https://shop.example/page?tab=2&code=x&state=${state}&iss=i&sfdc_community_url=u#part`;
    assert.equal(withoutAnswer(address), 'https://shop.example/page?tab=2#part');
  });
});
