import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  availableOptions,
  controllerIndex,
  correctDependents,
  isValidFor,
} from '../../src/fields/dependent-picklist.ts';
import { fieldModel } from '../../src/fields/field-model.ts';
import { fieldOf, optionOf, validForOf } from './field-stub.ts';

const region = fieldModel(
  fieldOf('picklist', {
    name: 'Region',
    label: 'Region',
    picklistValues: ['Europe', 'Asia'].map((value) => optionOf(value)),
  }),
);
const country = fieldModel(
  fieldOf('picklist', {
    name: 'Country',
    dependentPicklist: true,
    controllerName: 'Region',
    picklistValues: [
      optionOf('France', { validFor: validForOf(0) }),
      optionOf('Turkey', { validFor: validForOf(0, 1) }),
      optionOf('Japan', { validFor: validForOf(1) }),
    ],
  }),
);
const cities = fieldModel(
  fieldOf('multipicklist', {
    name: 'Cities',
    dependentPicklist: true,
    controllerName: 'Country',
    picklistValues: [
      optionOf('Lyon', { validFor: validForOf(0) }),
      optionOf('Izmir', { validFor: validForOf(1) }),
      optionOf('Everywhere', { validFor: validForOf(0, 1, 2) }),
    ],
  }),
);
const models = [region, country, cities];

describe('isValidFor', () => {
  it('reads the bits that were set, whatever their number', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(300), { minLength: 1 }), fc.nat(400), (set, index) => {
        assert.equal(isValidFor(optionOf('x', { validFor: validForOf(...set) }), index), set.includes(index));
      }),
    );
  });

  it('reads what an org sends', () => {
    // Bits 0 and 8, as in "gIAA".
    assert.deepEqual(
      [0, 1, 7, 8, 9, 23, 24].filter((index) => isValidFor(optionOf('x', { validFor: 'gIAA' }), index)),
      [0, 8],
    );
    assert.equal(isValidFor(optionOf('x'), 0), false);
    assert.equal(isValidFor(optionOf('x', { validFor: 'gIAA' }), -1), false);
  });
});

describe('controllerIndex', () => {
  it('counts a checkbox as 0 and 1, and an empty picklist as none', () => {
    const checkbox = fieldModel(fieldOf('boolean'));
    assert.equal(controllerIndex(checkbox, 'false'), 0);
    assert.equal(controllerIndex(checkbox, 'true'), 1);
    assert.equal(controllerIndex(region, 'Asia'), 1);
    assert.equal(controllerIndex(region, ''), -1);
    assert.equal(controllerIndex(region, 'Atlantis'), -1);
  });
});

describe('availableOptions', () => {
  it('offers all without a controller, else what goes with its value', () => {
    const values = (text: string) => availableOptions(country, region, () => text).map(({ value }) => value);
    assert.deepEqual(values('Europe'), ['France', 'Turkey']);
    assert.deepEqual(values('Asia'), ['Turkey', 'Japan']);
    assert.deepEqual(values(''), []);
    assert.equal(availableOptions(region, undefined, () => '').length, 2);
  });
});

describe('correctDependents', () => {
  const corrected = (texts: Record<string, string>, changed: string) =>
    correctDependents(models, changed, (name) => texts[name] ?? '').map(({ model, text }) => [
      model.name,
      text,
    ]);

  it('takes away what no longer goes with the choice above, all down the chain', () => {
    assert.deepEqual(corrected({ Region: 'Asia', Country: 'France', Cities: 'Lyon' }, 'Region'), [
      ['Country', ''],
      ['Cities', ''],
    ]);
  });

  it('leaves what still goes', () => {
    assert.deepEqual(corrected({ Region: 'Asia', Country: 'Turkey', Cities: 'Izmir' }, 'Region'), []);
  });

  it('takes only the part of several choices that no longer goes', () => {
    assert.deepEqual(
      corrected({ Region: 'Europe', Country: 'Turkey', Cities: 'Lyon;Everywhere' }, 'Country'),
      [['Cities', 'Everywhere']],
    );
  });

  it('ends where fields control each other in a circle', () => {
    const circle = ['A', 'B'].map((name, index) =>
      fieldModel(
        fieldOf('picklist', {
          name,
          dependentPicklist: true,
          controllerName: index === 0 ? 'B' : 'A',
          picklistValues: [optionOf('x')],
        }),
      ),
    );
    const found = correctDependents(circle, 'A', () => 'x').map(({ model }) => model.name);
    assert.ok(found.length <= 2);
  });
});
