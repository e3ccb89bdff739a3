import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldDescribe, FieldValue } from '../../src/api/types.ts';
import { formatFieldValue } from '../../src/fields/display.ts';
import { en } from '../../src/i18n/en/index.ts';
import { createLocalization } from '../../src/i18n/localization.ts';
import { fieldOf, optionOf } from './field-stub.ts';

const english = createLocalization(en, { locale: 'en-US', timeZone: 'America/New_York', currency: 'USD' });
const german = createLocalization(en, { locale: 'de-DE', timeZone: 'Europe/Berlin', currency: 'EUR' });

function formatted(field: FieldDescribe, value: FieldValue | undefined, localization = english): string {
  return formatFieldValue(field, value, { localization }).replace(/[\u00a0\u202f]/g, ' ');
}

describe('formatFieldValue', () => {
  it('shows nothing for nothing', () => {
    for (const type of ['string', 'double', 'boolean', 'date', 'address'] as const) {
      assert.equal(formatted(fieldOf(type), null), '');
      assert.equal(formatted(fieldOf(type), undefined), '');
    }
  });

  it('writes numbers with the decimals of the field, in the locale', () => {
    assert.equal(formatted(fieldOf('double', { scale: 2 }), 1234.5), '1,234.50');
    assert.equal(formatted(fieldOf('double', { scale: 2 }), 1234.5, german), '1.234,50');
    assert.equal(formatted(fieldOf('int'), 1234), '1,234');
  });

  it('takes the currency of the record before that of the org', () => {
    const price = fieldOf('currency', { scale: 2 });
    assert.equal(formatted(price, 1234.5), '$1,234.50');
    assert.equal(formatted(price, 1234.5, german), '1.234,50 €');
    assert.equal(formatFieldValue(price, 5, { localization: english, currency: 'GBP' }), '£5.00');
    const unknown = createLocalization(en, { locale: 'en-US', timeZone: 'UTC' });
    assert.equal(formatted(price, 1234.5, unknown), '1,234.50');
  });

  it('takes 12.5 as 12.5 %', () => {
    assert.equal(formatted(fieldOf('percent', { scale: 1 }), 12.5), '12.5%');
    assert.equal(formatted(fieldOf('percent', { scale: 2 }), 1.15), '1.15%');
  });

  it('never moves a date by the time zone', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      const localization = createLocalization(en, { locale: 'en-US', timeZone });
      assert.equal(formatted(fieldOf('date'), '2026-03-01', localization), 'Mar 1, 2026');
    }
  });

  it("shows a moment in the user's time zone", () => {
    const wire = '2026-05-01T23:25:37.000+0000';
    assert.equal(formatted(fieldOf('datetime'), wire), 'May 1, 2026, 7:25 PM');
    assert.equal(formatted(fieldOf('datetime'), wire, german), '02.05.2026, 01:25');
  });

  it('shows a time of day as it is', () => {
    assert.equal(formatted(fieldOf('time'), '14:30:00.000Z'), '2:30 PM');
    assert.equal(formatted(fieldOf('time'), '14:30:00.000Z', german), '14:30');
  });

  it('shows what is no date as sent', () => {
    assert.equal(formatted(fieldOf('date'), '2026-02-30'), '2026-02-30');
    assert.equal(formatted(fieldOf('datetime'), 'soon'), 'soon');
  });

  it('shows labels of picklist values, and unknown values as they are', () => {
    const picklistValues = [optionOf('a', { label: 'Ä' }), optionOf('b', { label: 'Bé', active: false })];
    assert.equal(formatted(fieldOf('picklist', { picklistValues }), 'a'), 'Ä');
    assert.equal(formatted(fieldOf('picklist', { picklistValues }), 'b'), 'Bé');
    assert.equal(formatted(fieldOf('picklist', { picklistValues }), 'c'), 'c');
    assert.equal(formatted(fieldOf('multipicklist', { picklistValues }), 'b;a;z'), 'Bé; Ä; z');
  });

  it('shows an address in lines', () => {
    const address = {
      street: '1 Main St',
      city: 'Springfield',
      state: 'IL',
      postalCode: '62701',
      country: 'USA',
    };
    assert.equal(formatted(fieldOf('address'), address), '1 Main St\nSpringfield, IL 62701\nUSA');
    assert.equal(
      formatted(
        fieldOf('address'),
        { street: 'Weg 1', city: 'Köln', postalCode: '50667', latitude: 50.9 },
        german,
      ),
      'Weg 1\n50667 Köln',
    );
    assert.equal(formatted(fieldOf('address'), { street: null, city: null, country: null }), '');
  });

  it('shows other compounds', () => {
    assert.equal(
      formatted(fieldOf('location'), { latitude: 37.775, longitude: -122.418 }),
      '37.775° -122.418°',
    );
    const name = { salutation: 'Dr.', firstName: 'Ada', lastName: 'Lovelace' };
    assert.equal(formatted(fieldOf('string'), name), 'Dr. Ada Lovelace');
    assert.equal(formatted(fieldOf('reference'), { attributes: { type: 'User' }, Name: 'Ada' }), 'Ada');
  });

  it('shows booleans in words', () => {
    assert.equal(formatted(fieldOf('boolean'), true), 'Yes');
    assert.equal(formatted(fieldOf('boolean'), false), 'No');
  });

  it('shows rich text and formula links as text', () => {
    const rich = fieldOf('textarea', { htmlFormatted: true });
    assert.equal(formatted(rich, '<p>Fish &amp; <b>chips</b></p><p>1 &lt; 2</p>'), 'Fish & chips\n1 < 2');
    assert.equal(formatted(rich, '<script>alert(1)</script><img src=x onerror=alert(1)>ok'), 'ok');
    assert.equal(
      formatted(fieldOf('string', { htmlFormatted: true }), '<a href="https://a.example">A</a>'),
      'A',
    );
    assert.equal(formatted(fieldOf('string'), '<b>plain</b>'), '<b>plain</b>');
  });

  it('reads HTML in time that grows no faster than its length', () => {
    const rich = fieldOf('textarea', { htmlFormatted: true });
    for (const piece of ['<!--', '<script>', '<a', '</a', '<a href="', "<a href='", '</a> ', '&amp']) {
      const start = performance.now();
      formatted(rich, piece.repeat(131_072 / piece.length));
      assert.ok(performance.now() - start < 500, `${piece} takes ${performance.now() - start} ms`);
    }
  });

  it('takes no entity for a property that every object has', () => {
    const rich = fieldOf('textarea', { htmlFormatted: true });
    assert.equal(formatted(rich, '&valueOf; &toString; &eacute;'), '&valueOf; &toString; é');
  });

  it('shows a masked value as sent', () => {
    assert.equal(formatted(fieldOf('encryptedstring', { encrypted: true }), '****1234'), '****1234');
  });
});
