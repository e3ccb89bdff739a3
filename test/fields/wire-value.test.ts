import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FieldType, FieldValue } from '../../src/api/types.ts';
import { fieldModel, isMasked } from '../../src/fields/field-model.ts';
import { numberForWire, readNumber, writeNumber } from '../../src/fields/number-text.ts';
import { readInput, sameValue, toInput } from '../../src/fields/wire-value.ts';
import { en } from '../../src/i18n/en/index.ts';
import { createLocalization } from '../../src/i18n/localization.ts';
import { fieldOf } from './field-stub.ts';

const berlin = createLocalization(en, { locale: 'de-DE', timeZone: 'Europe/Berlin' });
const chicago = createLocalization(en, { locale: 'en-US', timeZone: 'America/Chicago' });
const model = (type: FieldType, traits = {}) => fieldModel(fieldOf(type, traits));

describe('readNumber', () => {
  it('reads what people of a locale type', () => {
    const cases: [locale: string, typed: string, plain: string | undefined][] = [
      ['en-US', '1,234.5', '1234.5'],
      ['en-US', '1234.50', '1234.50'],
      ['en-US', ' $1,000 ', '1000'],
      ['en-US', '.5', '0.5'],
      ['en-US', '5.', '5'],
      ['en-US', '−3', '-3'],
      ['en-US', '12.5 %', '12.5'],
      ['en-US', '1,5', undefined],
      ['en-US', '1,23,4', undefined],
      ['en-US', '1.2.3', undefined],
      ['en-US', '1e5', undefined],
      ['en-US', '12 apples', undefined],
      ['en-US', '-', undefined],
      ['en-IN', '12,34,567.8', '1234567.8'],
      ['de-DE', '1.234,5', '1234.5'],
      ['de-DE', '1.234', '1234'],
      ['de-DE', '1,5', '1.5'],
      ['de-DE', '1.5', '1.5'],
      ['fr-FR', '1 234,5', '1234.5'],
      ['fr-FR', '1\u202f234,5', '1234.5'],
      ['de-CH', "1'234.5", '1234.5'],
      ['ar-EG', '١٬٢٣٤٫٥', '1234.5'],
    ];
    for (const [locale, typed, plain] of cases) {
      assert.equal(readNumber(typed, locale), plain, `${locale} ${typed}`);
    }
  });

  it('reads back every number it has written, in every locale', () => {
    const locales = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'pt-BR', 'ar-EG', 'ja-JP'];
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e17, max: 1e17 }),
        (locale, number) => {
          const plain = readNumber(writeNumber(number, locale), locale);
          assert.ok(plain !== undefined, `${locale} ${writeNumber(number, locale)}`);
          assert.equal(Number(plain), number === 0 ? 0 : number);
        },
      ),
    );
  });
});

describe('numberForWire', () => {
  it('sends a number, or its digits where a number would lose some', () => {
    assert.equal(numberForWire('0012.50'), 12.5);
    assert.equal(numberForWire('0.0000001'), 0.0000001);
    assert.equal(numberForWire('123456789012345678'), '123456789012345678');
    assert.equal(numberForWire('0'), 0);
  });
});

describe('readInput', () => {
  it('takes an empty control as null, and an empty checkbox as false', () => {
    for (const type of [
      'string',
      'double',
      'date',
      'datetime',
      'time',
      'picklist',
      'multipicklist',
    ] as const) {
      assert.deepEqual(readInput(model(type), '', chicago), { value: null });
    }
    assert.deepEqual(readInput(model('boolean'), 'false', chicago), { value: false });
    assert.deepEqual(readInput(model('boolean'), 'true', chicago), { value: true });
  });

  it('keeps text as it is, and trims what is no prose', () => {
    assert.deepEqual(readInput(model('string'), ' a ', chicago), { value: ' a ' });
    for (const type of ['email', 'phone', 'url', 'reference'] as const) {
      assert.deepEqual(readInput(model(type), ' a ', chicago), { value: 'a' });
    }
  });

  it('says what it expects instead of what it cannot read', () => {
    assert.match(readInput(model('double'), 'x', berlin).error ?? '', /1234,5/);
    assert.match(readInput(model('int'), '1.5', chicago).error ?? '', /whole number/);
    assert.deepEqual(readInput(model('int'), '2.0', chicago), { value: 2 });
    assert.match(readInput(model('date'), '2026-02-30', chicago).error ?? '', /date/);
    assert.match(readInput(model('datetime'), 'x', chicago).error ?? '', /date and time/);
    assert.match(readInput(model('time'), 'x', chicago).error ?? '', /time/);
  });

  it("reads a moment on the clock of the user's time zone", () => {
    assert.deepEqual(readInput(model('datetime'), '2026-07-01T08:30', chicago), {
      value: '2026-07-01T13:30:00.000+0000',
    });
    assert.deepEqual(readInput(model('time'), '08:30', chicago), { value: '08:30:00.000Z' });
  });
});

describe('toInput and readInput', () => {
  const pairs: [FieldType, FieldValue, string][] = [
    ['string', 'text', 'text'],
    ['textarea', 'a\r\nb', 'a\nb'],
    ['double', 1234.5, '1234,5'],
    ['double', 1e-7, '0,0000001'],
    ['currency', -0.01, '-0,01'],
    ['percent', 12.5, '12,5'],
    ['int', 7, '7'],
    ['date', '2026-05-01', '2026-05-01'],
    ['datetime', '2026-05-01T07:25:00.000+0000', '2026-05-01T09:25'],
    ['datetime', '2026-05-01T07:25:37.000+0000', '2026-05-01T09:25:37'],
    ['time', '14:30:00.000Z', '14:30'],
    ['boolean', true, 'true'],
    ['multipicklist', 'a;b', 'a;b'],
    ['reference', '001000000000001AAA', '001000000000001AAA'],
  ];

  it('turn each wire value into text and back', () => {
    for (const [type, value, text] of pairs) {
      const field = model(type);
      assert.equal(toInput(field, value, berlin), text, type);
      const { value: back } = readInput(field, text, berlin);
      assert.ok(sameValue(field, back, value), `${type}: ${String(back)} for ${String(value)}`);
    }
  });

  it('bring back every moment to the minute, in any zone', () => {
    const zones = fc.constantFrom('UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham');
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 40_000_000 }), (timeZone, minutes) => {
        const localization = createLocalization(en, { locale: 'en-US', timeZone });
        const wire = `${new Date(minutes * 60_000).toISOString().slice(0, -1)}+0000`;
        const field = model('datetime');
        const { value } = readInput(field, toInput(field, wire, localization), localization);
        const clock = (moment: FieldValue | undefined) => toInput(field, moment, localization);
        // The hour that comes twice stands for its first time.
        assert.equal(clock(value), clock(wire));
      }),
      { numRuns: 300 },
    );
  });
});

describe('sameValue', () => {
  it('compares what values mean', () => {
    const same = (type: FieldType, a: FieldValue | undefined, b: FieldValue | undefined) =>
      sameValue(model(type), a, b);
    assert.ok(same('string', '', null));
    assert.ok(same('datetime', '2026-05-01T07:25:00.000+0000', '2026-05-01T09:25:00.000+0200'));
    assert.ok(same('multipicklist', 'a;b', 'b;a'));
    assert.ok(same('textarea', 'a\r\nb', 'a\nb'));
    assert.ok(same('boolean', null, false));
    assert.ok(same('double', 5, '5'));
    assert.ok(!same('double', 5, 6));
    assert.ok(!same('string', 'a', 'A'));
    assert.ok(!same('boolean', true, false));
  });
});

describe('isMasked', () => {
  it('knows values whose letters the org has hidden', () => {
    const masked = (maskType: string, value: string, mask = '*') =>
      isMasked(model('encryptedstring', { mask, maskType }), value);
    assert.ok(masked('all', '********'));
    assert.ok(masked('lastFour', '****5678'));
    assert.ok(masked('ssn', 'XXX-XX-1234', 'X'));
    assert.ok(!masked('lastFour', '12345678'));
    assert.ok(!masked('lastFour', 'ab*d5678'));
    assert.ok(!isMasked(model('string'), '****'));
  });
});
