import { audit, id, isDeleted, owner } from '../common-fields.ts';
import { area, checkbox, date, datetime, readOnly, reference, required, text, whole } from '../field.ts';
import { combobox, picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';

export const task = (): SObjectDefinition => ({
  name: 'Task',
  label: 'Task',
  labelPlural: 'Tasks',
  keyPrefix: '00T',
  feedEnabled: false,
  scopes: {
    delegated: 'My delegated tasks',
    everything: 'All tasks',
    mine: 'My tasks',
    scopingRule: 'Filter by scope',
    team: "My team's tasks",
  },
  fields: [
    id('Activity ID'),
    reference('WhoId', 'Name ID', ['Contact', 'Lead'], 'Who'),
    reference('WhatId', 'Related To ID', ['Account', 'Case', 'Opportunity', 'Showcase__c'], 'What'),
    combobox('Subject', 'Subject', ['Call', 'Email', 'Send Letter', 'Send Quote', 'Other'], {
      nameField: true,
    }),
    date('ActivityDate', 'Due Date Only', { permissionable: false }),
    picklist(
      'Status',
      'Status',
      ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'],
      { ...required, length: 255, initial: 'Not Started' },
    ),
    picklist('Priority', 'Priority', ['High', 'Normal', 'Low'], {
      ...required,
      length: 255,
      initial: 'Normal',
    }),
    checkbox('IsHighPriority', 'High Priority', readOnly),
    owner('Assigned To ID', ['Group', 'User']),
    area('Description', 'Description', 32_000),
    isDeleted(),
    reference('AccountId', 'Account ID', ['Account'], 'Account', readOnly),
    checkbox('IsClosed', 'Closed', readOnly),
    ...audit(),
    checkbox('IsArchived', 'Archived', readOnly),
    whole('CallDurationInSeconds', 'Call Duration', 8, { permissionable: false }),
    picklist('CallType', 'Call Type', ['Internal', 'Inbound', 'Outbound'], {
      restrictedPicklist: true,
      permissionable: false,
    }),
    text('CallDisposition', 'Call Result', 255, { permissionable: false }),
    text('CallObject', 'Call Object Identifier', 255, { permissionable: false }),
    datetime('ReminderDateTime', 'Reminder Date/Time', { permissionable: false }),
    checkbox('IsReminderSet', 'Reminder Set', { permissionable: false }),
    picklist('TaskSubtype', 'Task Subtype', ['Task', 'Email', 'Call', 'Cadence', 'LinkedIn'], {
      updateable: false,
      restrictedPicklist: true,
      permissionable: false,
    }),
    datetime('CompletedDateTime', 'Completed Date', readOnly),
  ],
});
