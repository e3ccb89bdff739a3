import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SObjectDescribe, SObjectRecord } from '../../src/api/types.ts';
import { type FormAttributes, readFormConfig } from '../../src/elements/record-form/form-config.ts';
import { type Entries, fieldsToSend, findProblems } from '../../src/elements/record-form/form-values.ts';
import { placeErrors, withoutField } from '../../src/elements/record-form/place-errors.ts';
import { isSfError, SfError, type SfErrorDetail } from '../../src/errors/sf-error.ts';
import { chooseFields } from '../../src/fields/form-fields.ts';
import { readInput } from '../../src/fields/wire-value.ts';
import { en } from '../../src/i18n/en/index.ts';
import { createLocalization } from '../../src/i18n/localization.ts';
import { fieldOf, optionOf } from '../fields/field-stub.ts';

const localization = createLocalization(en, { locale: 'en-US', timeZone: 'UTC' });

const object = {
  name: 'Thing__c',
  fields: [
    fieldOf('string', { name: 'LastName', label: 'Last Name', nillable: false, compoundFieldName: 'Name' }),
    fieldOf('string', { name: 'Name', label: 'Full Name', createable: false, updateable: false }),
    fieldOf('double', { name: 'Price__c', label: 'Price' }),
    fieldOf('boolean', { name: 'Active__c', label: 'Active', nillable: false, defaultValue: true }),
    fieldOf('picklist', {
      name: 'Status__c',
      label: 'Status',
      picklistValues: [optionOf('Draft', { defaultValue: true }), optionOf('Done')],
    }),
    fieldOf('string', { name: 'Hidden__c', label: 'Hidden One' }),
  ],
} as unknown as SObjectDescribe;

const requested = ['LastName', 'Price__c', 'Active__c', 'Status__c'];
const fieldsIn = (mode: 'create' | 'edit') => chooseFields(object, requested, mode);

function typed(texts: Record<string, string>): Entries {
  const models = new Map(fieldsIn('create').map(({ model }) => [model.name, model]));
  return new Map(
    Object.entries(texts).map(([name, text]) => {
      const model = models.get(name);
      assert.ok(model, name);
      return [name, { text, reading: readInput(model, text, localization) }];
    }),
  );
}

describe('fieldsToSend', () => {
  const record: SObjectRecord = { LastName: 'Old', Price__c: 5, Active__c: false, Status__c: null };

  it('sends of a new record what has a value, and defaults that were taken away', () => {
    const send = (texts: Record<string, string>) => fieldsToSend(fieldsIn('create'), undefined, typed(texts));
    assert.deepEqual(send({ LastName: 'New' }), { LastName: 'New', Active__c: true, Status__c: 'Draft' });
    assert.deepEqual(send({ Status__c: '', Active__c: 'false', Price__c: '' }), {
      Active__c: false,
      Status__c: null,
    });
  });

  it('sends of a record only what means something else', () => {
    const send = (texts: Record<string, string>) => fieldsToSend(fieldsIn('edit'), record, typed(texts));
    assert.deepEqual(send({ LastName: 'Old', Price__c: '5.00', Active__c: 'false', Status__c: '' }), {});
    assert.deepEqual(send({ Price__c: '', Active__c: 'true' }), { Price__c: null, Active__c: true });
  });
});

describe('findProblems', () => {
  it('names what is missing or not understood', () => {
    const problems = findProblems(fieldsIn('create'), undefined, typed({ Price__c: 'much' }), localization);
    assert.deepEqual([...problems.keys()], ['LastName', 'Price__c']);
  });

  it('does not judge what the org has already', () => {
    const record = { LastName: 'Old', Price__c: 5, Active__c: false };
    assert.equal(findProblems(fieldsIn('edit'), record, new Map(), localization).size, 0);
    assert.ok(findProblems(fieldsIn('edit'), record, typed({ LastName: '' }), localization).has('LastName'));
  });
});

describe('placeErrors', () => {
  const place = (...details: SfErrorDetail[]) => {
    const error = new SfError({
      code: 'X',
      operation: 'Save',
      problem: 'Refused.',
      remedy: 'Look.',
      details,
    });
    const { byField, general } = placeErrors(error, fieldsIn('create'), object, localization);
    return { byField: Object.fromEntries(byField), general };
  };
  const detail = (message: string, ...fields: string[]): SfErrorDetail => ({
    message,
    errorCode: 'X',
    fields,
  });

  it('puts messages at their fields and the rest at the top, word for word', () => {
    assert.deepEqual(place(detail('<b>No</b>', 'price__C'), detail('Never.')), {
      byField: { Price__c: '<b>No</b>' },
      general: ['Never.'],
    });
  });

  it('joins several messages of a field, and repeats none at the top', () => {
    assert.deepEqual(place(detail('A.', 'Price__c'), detail('B.', 'Price__c'), detail('C.'), detail('C.')), {
      byField: { Price__c: 'A. B.' },
      general: ['C.'],
    });
  });

  it('says once at a field what the org says of it and of its compound', () => {
    assert.deepEqual(place(detail('Who?', 'Name', 'LastName')).byField, { LastName: 'Who?' });
  });

  it('names a field that is not on the form, and finds the part of a compound', () => {
    assert.deepEqual(place(detail('No.', 'Hidden__c'), detail('Odd.', 'Unseen__c'), detail('Who?', 'Name')), {
      byField: { LastName: 'Who?' },
      general: ['Hidden One: No.', 'Unseen__c: Odd.'],
    });
  });

  it('tells of a failure without details what happened and what to do', () => {
    assert.deepEqual(place(), { byField: {}, general: ['Refused. Look.'] });
  });

  it('is done once every field has been changed', () => {
    const problems = { byField: new Map([['Price__c', 'No.']]), general: [] };
    assert.equal(withoutField(problems, 'Price__c'), undefined);
    assert.equal(withoutField({ ...problems, general: ['x'] }, 'Price__c')?.byField.size, 0);
  });
});

describe('readFormConfig', () => {
  const attributes: FormAttributes = {
    objectApiName: ' Contact ',
    recordId: undefined,
    fields: undefined,
    mode: undefined,
    columns: undefined,
    density: undefined,
    externalIdField: undefined,
  };

  it('fills in defaults and reads names from text or an array', () => {
    assert.deepEqual(readFormConfig(attributes), {
      objectApiName: 'Contact',
      recordId: undefined,
      fields: [],
      externalIdField: undefined,
      mode: 'view',
      columns: 1,
      density: 'comfortable',
    });
    assert.deepEqual(readFormConfig({ ...attributes, fields: ' A, B ,,' }).fields, ['A', 'B']);
    assert.deepEqual(readFormConfig({ ...attributes, fields: ['A', ' B'] }).fields, ['A', 'B']);
    assert.equal(readFormConfig({ ...attributes, columns: '3' }).columns, 3);
  });

  it('names the attribute that is wrong', () => {
    const wrong: [Partial<FormAttributes>, RegExp][] = [
      [{ objectApiName: ' ' }, /object-api-name/],
      [{ recordId: '003' }, /record-id/],
      [{ mode: 'Edit' }, /attribute mode/],
      [{ mode: 'readonly' }, /record-id/],
      [{ columns: 0 }, /attribute columns/],
      [{ columns: '2.5' }, /attribute columns/],
      [{ density: 'tight' }, /attribute density/],
    ];
    for (const [change, names] of wrong) {
      assert.throws(
        () => readFormConfig({ ...attributes, ...change }),
        (error) => isSfError(error) && error.code === 'CONFIG' && names.test(error.message),
        JSON.stringify(change),
      );
    }
  });
});
