import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldDescribe, FieldType, SObjectDescribe } from '../../src/api/types.ts';
import { isSfError } from '../../src/errors/sf-error.ts';
import { fieldModel } from '../../src/fields/field-model.ts';
import { chooseFields, type FormMode, fieldsToRead } from '../../src/fields/form-fields.ts';
import { fieldOf } from './field-stub.ts';

const fixed = { createable: false, updateable: false };

const fields: FieldDescribe[] = [
  fieldOf('id', { name: 'Id', nillable: false, defaultedOnCreate: true, ...fixed }),
  fieldOf('reference', { name: 'OwnerId', nillable: false, defaultedOnCreate: true }),
  fieldOf('string', { name: 'LastName', nillable: false, compoundFieldName: 'Name' }),
  fieldOf('string', { name: 'FirstName', compoundFieldName: 'Name' }),
  fieldOf('string', { name: 'Name', compoundFieldName: 'Name', ...fixed }),
  fieldOf('boolean', { name: 'Active__c', nillable: false }),
  fieldOf('textarea', { name: 'MailingStreet', compoundFieldName: 'MailingAddress' }),
  fieldOf('string', { name: 'MailingState', compoundFieldName: 'MailingAddress' }),
  fieldOf('picklist', { name: 'MailingStateCode', compoundFieldName: 'MailingAddress' }),
  fieldOf('string', { name: 'MailingPostalCode', compoundFieldName: 'MailingAddress' }),
  fieldOf('double', { name: 'MailingLatitude', compoundFieldName: 'MailingAddress' }),
  fieldOf('address', { name: 'MailingAddress', ...fixed }),
  fieldOf('reference', { name: 'CampaignId', updateable: false }),
  fieldOf('boolean', { name: 'IsPartner', createable: false }),
  fieldOf('datetime', { name: 'CreatedDate', ...fixed }),
  fieldOf('picklist', { name: 'Region__c' }),
  fieldOf('picklist', { name: 'Country__c', dependentPicklist: true, controllerName: 'Region__c' }),
  fieldOf('picklist', { name: 'City__c', dependentPicklist: true, controllerName: 'Country__c' }),
  fieldOf('string', { name: 'Old__c', deprecatedAndHidden: true }),
];

const contact = { name: 'Contact', fields } as unknown as SObjectDescribe;

const names = (requested: string[], mode: FormMode) =>
  chooseFields(contact, requested, mode).map(({ model }) => model.name);

describe('chooseFields', () => {
  it('keeps the order asked for, without regard to case, each field once', () => {
    assert.deepEqual(names(['country__C', 'LASTNAME', 'Country__c'], 'create'), ['Country__c', 'LastName']);
  });

  it('puts required fields first when none are asked for', () => {
    const chosen = names([], 'create');
    assert.equal(chosen[0], 'LastName');
    assert.deepEqual(
      [...chosen].sort(),
      fields
        .filter(({ createable, deprecatedAndHidden }) => createable && !deprecatedAndHidden)
        .map(({ name }) => name)
        .sort(),
    );
    assert.ok(names([], 'edit').includes('IsPartner'));
    assert.ok(!names([], 'edit').includes('CampaignId'));
  });

  it('marks as required what the org neither takes empty nor fills in, but never a checkbox', () => {
    const required = (mode: FormMode) =>
      chooseFields(contact, [], mode)
        .filter((field) => field.required)
        .map(({ model }) => model.name);
    assert.deepEqual(required('create'), ['LastName']);
    assert.deepEqual(required('edit'), ['LastName']);
    assert.deepEqual(required('view'), []);
  });

  it('leaves out of a new record what cannot be created, and shows it read-only else', () => {
    assert.deepEqual(names(['CreatedDate', 'IsPartner', 'FirstName'], 'create'), ['FirstName']);
    const edited = chooseFields(contact, ['CreatedDate', 'IsPartner', 'CampaignId'], 'edit');
    assert.deepEqual(
      edited.map(({ model, editable }) => [model.name, editable]),
      [
        ['CreatedDate', false],
        ['IsPartner', true],
        ['CampaignId', false],
      ],
    );
  });

  it('edits a compound by its parts and shows it whole', () => {
    assert.deepEqual(names(['Name'], 'edit'), ['FirstName', 'LastName']);
    assert.deepEqual(names(['name'], 'view'), ['Name']);
    assert.deepEqual(names(['MailingAddress'], 'create'), [
      'MailingStreet',
      'MailingStateCode',
      'MailingPostalCode',
    ]);
    assert.deepEqual(names(['MailingAddress'], 'view'), ['MailingAddress']);
  });

  it('takes a name that is written whole as it is', () => {
    const account = {
      name: 'Account',
      fields: [
        fieldOf('string', { name: 'Name', compoundFieldName: 'Name', nillable: false }),
        fieldOf('string', { name: 'LastName', compoundFieldName: 'Name' }),
      ],
    } as unknown as SObjectDescribe;
    const chosen = chooseFields(account, ['Name'], 'create');
    assert.deepEqual(
      chosen.map(({ model }) => model.name),
      ['Name'],
    );
  });

  it('names what the object does not have', () => {
    assert.throws(
      () => chooseFields(contact, ['LastName', 'Nonsense', 'Old__c'], 'view'),
      (error) =>
        isSfError(error) &&
        error.code === 'UNKNOWN_FIELD' &&
        /attribute fields/.test(error.message) &&
        /“Nonsense”, “Old__c”/.test(error.message) &&
        !/LastName/.test(error.message),
    );
  });
});

describe('fieldModel', () => {
  it('offers no control for a type that is not known', () => {
    const { editor, createable, updateable } = fieldModel(fieldOf('quantum' as FieldType));
    assert.deepEqual(
      { editor, createable, updateable },
      { editor: 'none', createable: false, updateable: false },
    );
  });
});

describe('fieldsToRead', () => {
  it('reads for every mode at once, with the fields that control picklists', () => {
    assert.deepEqual(fieldsToRead(contact, ['Name', 'City__c']), [
      'Id',
      'Name',
      'City__c',
      'Country__c',
      'Region__c',
      'FirstName',
      'LastName',
    ]);
  });
});
