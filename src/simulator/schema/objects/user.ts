import { address, audit, id, lastSeen, personName } from '../common-fields.ts';
import {
  area,
  automatic,
  checkbox,
  datetime,
  email,
  phone,
  readOnly,
  reference,
  required,
  text,
  url,
} from '../field.ts';
import { picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';

const timeZones = [
  'America/Los_Angeles=(GMT-07:00) Pacific Daylight Time (America/Los_Angeles)',
  'America/Chicago=(GMT-05:00) Central Daylight Time (America/Chicago)',
  'America/New_York=(GMT-04:00) Eastern Daylight Time (America/New_York)',
  'GMT=(GMT+00:00) Greenwich Mean Time (GMT)',
  'Europe/London=(GMT+01:00) British Summer Time (Europe/London)',
  'Europe/Berlin=(GMT+02:00) Central European Summer Time (Europe/Berlin)',
  'Europe/Paris=(GMT+02:00) Central European Summer Time (Europe/Paris)',
  'Asia/Tokyo=(GMT+09:00) Japan Standard Time (Asia/Tokyo)',
];

const locales = [
  'en_US=English (United States)',
  'en_GB=English (United Kingdom)',
  'de_DE=German (Germany)',
  'fr_FR=French (France)',
  'ja_JP=Japanese (Japan)',
];

const languages = ['en_US=English', 'de=German', 'fr=French', 'ja=Japanese'];

const setting = { ...required, restrictedPicklist: true } as const;

export const user = (): SObjectDefinition => ({
  name: 'User',
  label: 'User',
  labelPlural: 'Users',
  keyPrefix: '005',
  deletable: false,
  undeletable: false,
  scopes: { everything: 'All users', mine: 'My users' },
  children: { 'User.ManagerId': 'ManagedUsers' },
  fields: [
    id('User ID'),
    text('Username', 'Username', 80, { ...required, idLookup: true }),
    ...personName(),
    text('CompanyName', 'Company Name', 80),
    text('Division', 'Division', 80),
    text('Department', 'Department', 80),
    text('Title', 'Title', 80),
    ...address('', { permissionable: false }),
    email('Email', 'Email', { ...required, length: 128, idLookup: true }),
    phone('Phone', 'Phone'),
    phone('Fax', 'Fax'),
    phone('MobilePhone', 'Mobile'),
    text('Alias', 'Alias', 8, required),
    text('CommunityNickname', 'Nickname', 40, { ...required, defaultedOnCreate: true }),
    checkbox('IsActive', 'Active', { permissionable: false }),
    picklist('TimeZoneSidKey', 'Time Zone', timeZones, setting),
    picklist('LocaleSidKey', 'Locale', locales, setting),
    checkbox('ReceivesInfoEmails', 'Info Emails', { permissionable: false }),
    picklist('EmailEncodingKey', 'Email Encoding', ['UTF-8=Unicode (UTF-8)', 'ISO-8859-1'], setting),
    picklist('UserType', 'User Type', ['Standard', 'PowerPartner=Partner', 'Guest'], {
      ...readOnly,
      restrictedPicklist: true,
    }),
    picklist('LanguageLocaleKey', 'Language', languages, setting),
    text('EmployeeNumber', 'Employee Number', 20),
    reference('ManagerId', 'Manager ID', ['User'], 'Manager', { searchPrefilterable: false }),
    datetime('LastLoginDate', 'Last Login', readOnly),
    ...audit(),
    area('AboutMe', 'About Me', 1_000, { filterable: true, sortable: true }),
    url('FullPhotoUrl', 'Url for full-sized Photo', { ...automatic, length: 1_024, nillable: true }),
    url('SmallPhotoUrl', 'Photo', {
      ...automatic,
      length: 1_024,
      nillable: true,
      extraTypeInfo: 'imageurl',
    }),
    ...lastSeen(),
  ],
});
