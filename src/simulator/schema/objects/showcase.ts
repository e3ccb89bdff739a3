import type { FieldDescribe } from '../../../api/types.ts';
import {
  audit,
  customAddress,
  externalId,
  id,
  isDeleted,
  lastActivity,
  lastSeen,
  owner,
  recordTypeId,
} from '../common-fields.ts';
import {
  area,
  automatic,
  checkbox,
  date,
  datetime,
  decimal,
  email,
  field,
  phone,
  readOnly,
  reference,
  required,
  text,
  time,
  url,
  whole,
} from '../field.ts';
import { combobox, dependentPicklist, multipicklist, picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';

const restricted = { restrictedPicklist: true };

function picklists(expressDelivery: FieldDescribe): FieldDescribe[] {
  const region = picklist('Region__c', 'Region', ['Americas', 'Europe', 'Asia'], restricted);
  const country = dependentPicklist(
    'Country__c',
    'Country',
    region,
    {
      Brazil: ['Americas'],
      Canada: ['Americas'],
      'United States': ['Americas'],
      France: ['Europe'],
      Germany: ['Europe'],
      Turkey: ['Europe', 'Asia'],
      Japan: ['Asia'],
      Singapore: ['Asia'],
    },
    restricted,
  );
  const office = dependentPicklist(
    'Office__c',
    'Office',
    country,
    {
      'São Paulo': ['Brazil'],
      Toronto: ['Canada'],
      Montréal: ['Canada'],
      Chicago: ['United States'],
      Lyon: ['France'],
      Hamburg: ['Germany'],
      München: ['Germany'],
      Izmir: ['Turkey'],
      Osaka: ['Japan'],
      Singapore: ['Singapore'],
    },
    restricted,
  );
  return [
    picklist('Status__c', 'Status', ['Draft', 'In_Review=In Review', 'Approved'], {
      ...restricted,
      initial: 'Draft',
      inactive: ['Archived'],
    }),
    picklist('Colour__c', 'Colour', ['Red', 'Green', 'Blue'], {
      inlineHelpText: 'Any other colour is accepted too.',
    }),
    region,
    country,
    office,
    dependentPicklist(
      'Courier__c',
      'Courier',
      expressDelivery,
      { 'Road freight': ['false'], 'Sea freight': ['false'], Air: ['true'], Messenger: ['true', 'false'] },
      restricted,
    ),
    multipicklist('Channels__c', 'Channels', ['Email', 'Phone', 'Post', 'Web_Chat=Web Chat'], restricted),
  ];
}

/**
 * A custom object with every type of field, so that there is one place to see them all. A real custom object has
 * neither `int` nor `combobox`, which only standard fields are.
 */
export const showcase = (): SObjectDefinition => {
  const expressDelivery = checkbox('Express_Delivery__c', 'Express Delivery');
  const position = { compoundFieldName: 'Position__c' };
  return {
    name: 'Showcase__c',
    label: 'Showcase',
    labelPlural: 'Showcases',
    keyPrefix: 'a00',
    scopes: { everything: 'All showcases', mine: 'My showcases' },
    children: { 'Showcase__c.Parent__c': 'Children__r', 'Task.WhatId': '+Tasks' },
    fields: [
      id('Record ID'),
      owner('Owner ID', ['Group', 'User']),
      isDeleted(),
      text('Name', 'Showcase Name', 80, {
        defaultedOnCreate: true,
        idLookup: true,
        nameField: true,
        permissionable: false,
      }),
      recordTypeId(),
      ...audit(),
      lastActivity(),
      ...lastSeen(),
      text('Serial__c', 'Serial Number', 30, { ...automatic, autoNumber: true, groupable: false }),
      text('Code__c', 'Code', 20, {
        ...required,
        inlineHelpText: 'Short code of the showcase, as printed on its label.',
      }),
      externalId(),
      checkbox('Active__c', 'Active', { defaultValue: true }),
      expressDelivery,
      area('Note__c', 'Note', 255),
      area('Story__c', 'Story', 32_768),
      area('Presentation__c', 'Presentation', 32_768, {
        extraTypeInfo: 'richtextarea',
        htmlFormatted: true,
      }),
      decimal('double', 'Weight__c', 'Weight', 9, 3, { inlineHelpText: 'In kilograms.' }),
      decimal('double', 'Pieces__c', 'Pieces', 6, 0, { defaultValue: 1, defaultedOnCreate: true }),
      whole('Visitors__c', 'Visitors', 8),
      decimal('currency', 'Price__c', 'Price', 16, 2),
      decimal('percent', 'Discount__c', 'Discount', 5, 2),
      date('Launch_Date__c', 'Launch Date'),
      datetime('Opens_At__c', 'Opens At'),
      time('Daily_Start__c', 'Daily Start'),
      email('Contact_Email__c', 'Contact Email'),
      phone('Hotline__c', 'Hotline'),
      url('Web_Page__c', 'Web Page'),
      combobox('Occasion__c', 'Occasion', ['Anniversary', 'Opening', 'Trade Fair']),
      ...picklists(expressDelivery),
      ...customAddress('Venue', 'Venue'),
      field('encryptedstring', 'Door_Code__c', 'Door Code', {
        length: 20,
        byteLength: 60,
        encrypted: true,
        mask: '*',
        maskType: 'lastFour',
        filterable: false,
        sortable: false,
        groupable: false,
        aggregatable: false,
      }),
      decimal('double', 'Position__Latitude__s', 'Position (Latitude)', 5, 3, position),
      decimal('double', 'Position__Longitude__s', 'Position (Longitude)', 6, 3, position),
      field('location', 'Position__c', 'Position', {
        createable: false,
        updateable: false,
        aggregatable: false,
        sortable: false,
        groupable: false,
        displayLocationInDecimal: true,
        queryByDistance: true,
      }),
      reference('Account__c', 'Account', ['Account'], 'Account__r'),
      reference('Contact__c', 'Contact', ['Contact'], 'Contact__r'),
      reference('Parent__c', 'Parent', ['Showcase__c'], 'Parent__r'),
      decimal('currency', 'Net_Price__c', 'Net Price', 18, 2, {
        ...readOnly,
        permissionable: true,
        calculated: true,
        calculatedFormula: 'Price__c * Pieces__c * (1 - Discount__c)',
        formulaTreatNullNumberAsZero: true,
      }),
      text('Web_Link__c', 'Web Link', 1_300, {
        ...readOnly,
        permissionable: true,
        calculated: true,
        calculatedFormula: 'HYPERLINK(Web_Page__c, Name)',
        htmlFormatted: true,
        groupable: false,
      }),
      decimal('double', 'Child_Count__c', 'Child Count', 18, 0, {
        ...readOnly,
        permissionable: true,
        calculated: true,
      }),
    ],
  };
};
