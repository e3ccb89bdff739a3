import { audit, identity, lastSeen, masterRecord, owner } from '../common-fields.ts';
import { area, automatic, checkbox, datetime, email, phone, readOnly, reference, text } from '../field.ts';
import { picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';

const reasons = [
  'Installation',
  'Equipment Complexity',
  'Performance',
  'Breakdown',
  'Equipment Design',
  'Feedback',
  'Other',
];

export const supportCase = (): SObjectDefinition => ({
  name: 'Case',
  label: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  scopes: {
    everything: 'All cases',
    mine: 'My cases',
    queue_owned: 'Queue owned cases',
    scopingRule: 'Filter by scope',
    user_owned: 'User owned cases',
  },
  children: { 'Case.ParentId': 'Cases', 'Task.WhatId': '+Tasks' },
  fields: [
    ...identity('Case ID'),
    masterRecord('Case'),
    text('CaseNumber', 'Case Number', 30, {
      ...automatic,
      autoNumber: true,
      groupable: false,
      idLookup: true,
      nameField: true,
    }),
    reference('ContactId', 'Contact ID', ['Contact'], 'Contact'),
    reference('AccountId', 'Account ID', ['Account'], 'Account'),
    reference('ParentId', 'Parent Case ID', ['Case'], 'Parent'),
    text('SuppliedName', 'Name', 80),
    email('SuppliedEmail', 'Email Address'),
    text('SuppliedPhone', 'Phone', 40),
    text('SuppliedCompany', 'Company', 80),
    picklist('Type', 'Case Type', ['Mechanical', 'Electrical', 'Electronic', 'Structural', 'Other']),
    picklist('Status', 'Status', ['New', 'Working', 'Escalated', 'Closed'], {
      initial: 'New',
      permissionable: false,
    }),
    picklist('Reason', 'Case Reason', reasons),
    picklist('Origin', 'Case Origin', ['Phone', 'Email', 'Web']),
    text('Subject', 'Subject', 255),
    picklist('Priority', 'Priority', ['High', 'Medium', 'Low'], { initial: 'Medium' }),
    area('Description', 'Description', 32_000),
    checkbox('IsClosed', 'Closed', readOnly),
    datetime('ClosedDate', 'Closed Date', { ...readOnly, permissionable: true }),
    checkbox('IsEscalated', 'Escalated'),
    owner('Owner ID', ['Group', 'User']),
    ...audit(),
    phone('ContactPhone', 'Contact Phone', readOnly),
    phone('ContactMobile', 'Contact Mobile', readOnly),
    email('ContactEmail', 'Contact Email', readOnly),
    phone('ContactFax', 'Contact Fax', readOnly),
    area('Comments', 'Internal Comments', 4_000, {
      byteLength: 4_000,
      sortable: true,
      aggregatable: true,
      permissionable: false,
    }),
    ...lastSeen(),
  ],
});
