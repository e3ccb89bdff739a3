import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mailHref, phoneHref, recordUrlIn, webHref } from '../../src/fields/hrefs.ts';
import { htmlToText, readHyperlink } from '../../src/fields/html-text.ts';

describe('webHref', () => {
  it('links http and https', () => {
    assert.equal(webHref('https://acme.example/a?b=c'), 'https://acme.example/a?b=c');
    assert.equal(webHref(' http://acme.example '), 'http://acme.example/');
    assert.equal(webHref('www.acme.example'), 'http://www.acme.example/');
  });

  it('links nothing else', () => {
    const hostile = [
      'javascript:alert(1)',
      'JaVaScript:alert(1)',
      ' \tjavascript:alert(1)',
      'java\nscript:x',
    ];
    for (const value of [
      ...hostile,
      'data:text/html,x',
      'vbscript:x',
      'file:///etc',
      'blob:x',
      'acme',
      '',
      '://',
    ]) {
      assert.equal(webHref(value), undefined, JSON.stringify(value));
    }
  });
});

describe('mailHref', () => {
  it('links one address and adds no headers', () => {
    assert.equal(mailHref('ada@acme.example'), 'mailto:ada@acme.example');
    assert.equal(mailHref('a@b.example?bcc=c@d.example'), undefined);
    assert.equal(mailHref('a@b.example?bcc=c'), 'mailto:a@b.example%3Fbcc%3Dc');
    assert.equal(mailHref('nobody'), undefined);
  });
});

describe('phoneHref', () => {
  it('keeps what can be dialled', () => {
    assert.equal(phoneHref('(415) 555-0132'), 'tel:4155550132');
    assert.equal(phoneHref('+49 30 1234'), 'tel:+49301234');
    assert.equal(phoneHref('415 555 0132 ext. 89'), 'tel:4155550132;ext=89');
    assert.equal(phoneHref('call me'), undefined);
  });
});

describe('recordUrlIn', () => {
  it('stays in the org, whatever is in the place of an id', () => {
    const org = 'https://acme.my.salesforce.com';
    assert.equal(recordUrlIn(org, '003000000000001'), `${org}/003000000000001`);
    assert.equal(recordUrlIn(org, '/../x?y#z'), `${org}/%2F..%2Fx%3Fy%23z`);
    assert.equal(recordUrlIn(undefined, '003000000000001'), undefined);
  });
});

describe('readHyperlink', () => {
  it('reads the link of a formula', () => {
    const sent = '<a href="https://a.example/?x=1&amp;y=2" target="_blank">Tom &amp; Co</a>';
    assert.deepEqual(readHyperlink(sent), { href: 'https://a.example/?x=1&y=2', text: 'Tom & Co' });
    assert.equal(readHyperlink('<b>no link</b>'), undefined);
    assert.equal(readHyperlink('<a name="x">no target</a>'), undefined);
  });
});

describe('htmlToText', () => {
  it('keeps line breaks and decodes each entity once', () => {
    assert.equal(htmlToText('a<br>b<br/>c'), 'a\nb\nc');
    assert.equal(htmlToText('&amp;lt; &#65;&#x42; &unknown;'), '&lt; AB &unknown;');
    assert.equal(htmlToText('1 < 2 and 3 > 2'), '1 < 2 and 3 > 2');
  });
});
