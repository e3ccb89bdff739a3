import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldDescribe, FieldType, FieldValue } from '../../src/api/types.ts';
import { fieldModel, offeredOptions } from '../../src/fields/field-model.ts';
import { validateValue } from '../../src/fields/validate.ts';
import { en } from '../../src/i18n/en/index.ts';
import { createLocalization } from '../../src/i18n/localization.ts';
import { fieldOf, optionOf } from './field-stub.ts';

const localization = createLocalization(en, { locale: 'en-US', timeZone: 'UTC' });

function problem(type: FieldType, traits: Partial<FieldDescribe>, value: FieldValue, required = false) {
  return validateValue(fieldModel(fieldOf(type, traits)), value, required, localization);
}

describe('validateValue', () => {
  it('wants a value only where one is required', () => {
    assert.equal(problem('string', { label: 'Name' }, null, true), 'Name is required.');
    assert.equal(problem('string', { label: 'Name' }, '  ', true), 'Name is required.');
    assert.equal(problem('string', {}, null), undefined);
    assert.equal(problem('double', { precision: 3 }, 0, true), undefined);
    assert.equal(problem('boolean', {}, false), undefined);
  });

  it('counts whole characters', () => {
    assert.equal(problem('string', { length: 3 }, 'abc'), undefined);
    assert.equal(problem('string', { length: 3 }, '😀😀😀'), undefined);
    assert.match(
      problem('string', { length: 3, label: 'Code' }, 'abcd') ?? '',
      /Code may have 3 characters; this has 4/,
    );
    assert.match(
      problem('textarea', { length: 1000 }, 'a'.repeat(1001)) ?? '',
      /1,000 characters; this has 1,001/,
    );
    assert.equal(problem('string', { length: 0 }, 'abcd'), undefined);
  });

  it('checks digits before the decimal sign, and leaves rounding to the org', () => {
    const price = { precision: 5, scale: 2 };
    assert.equal(problem('currency', price, 999.99), undefined);
    assert.equal(problem('currency', price, -999.99999), undefined);
    assert.match(problem('currency', price, 1000) ?? '', /3 digits/);
    assert.equal(problem('double', { precision: 0 }, 1e15), undefined);
    assert.match(problem('double', { precision: 18 }, '1234567890123456789') ?? '', /18 digits/);
  });

  it('checks the range of whole numbers', () => {
    assert.equal(problem('int', {}, 2_147_483_647), undefined);
    assert.match(problem('int', {}, 2_147_483_648) ?? '', /between -2,147,483,648 and 2,147,483,647/);
    assert.match(problem('int', { digits: 8 }, 123_456_789) ?? '', /8 digits/);
  });

  it('checks the range of dates', () => {
    assert.equal(problem('date', {}, '1700-01-01'), undefined);
    assert.equal(problem('date', {}, '4000-12-31'), undefined);
    assert.match(problem('date', {}, '1699-12-31') ?? '', /1700 and 4000/);
    assert.match(problem('datetime', {}, '4001-01-01T00:00:00.000+0000') ?? '', /1700 and 4000/);
  });

  it('judges shapes loosely', () => {
    for (const address of ["o'brien+tag@sub.example.co", 'ü@exämple.de', 'a@localhost']) {
      assert.equal(problem('email', {}, address), undefined, address);
    }
    for (const address of ['a', 'a@', '@b', 'a b@c.de', 'a@b@c']) {
      assert.ok(problem('email', {}, address), address);
    }
    assert.equal(problem('url', {}, 'whatever the org takes'), undefined);
    assert.equal(problem('phone', {}, 'call me'), undefined);
    assert.equal(problem('reference', {}, '001000000000001'), undefined);
    assert.ok(problem('reference', {}, '00100000000000'));
  });
});

describe('offeredOptions', () => {
  const picklistValues = [optionOf('a'), optionOf('b', { active: false }), optionOf('c', { active: false })];
  const model = fieldModel(fieldOf('picklist', { picklistValues }));
  const values = (text: string, original: string) =>
    offeredOptions(model, model.options, text, original).map(({ value }) => value);

  it('offers active values, and those that the field or its record has', () => {
    assert.deepEqual(values('', ''), ['a']);
    assert.deepEqual(values('b', 'b'), ['a', 'b']);
    assert.deepEqual(values('a', 'c'), ['a', 'c']);
    assert.deepEqual(values('a;c', ''), ['a', 'c']);
  });

  it('keeps a value the picklist does not know', () => {
    assert.deepEqual(values('a', 'gone'), ['a', 'gone']);
  });
});

describe('fieldModel', () => {
  it('starts a new record with the defaults that describe tells', () => {
    const initial = (type: FieldType, traits: Partial<FieldDescribe>) =>
      fieldModel(fieldOf(type, traits)).defaultValue;
    assert.equal(initial('boolean', { defaultValue: null }), false);
    assert.equal(initial('boolean', { defaultValue: true }), true);
    assert.equal(initial('double', { defaultValue: 23 }), 23);
    const picklistValues = [optionOf('a'), optionOf('b', { defaultValue: true })];
    assert.equal(initial('picklist', { picklistValues }), 'b');
    assert.equal(initial('string', {}), null);
  });
});
