import { audit, identity, lastActivity, lastSeen, owner } from '../common-fields.ts';
import {
  area,
  checkbox,
  date,
  datetime,
  decimal,
  defaulted,
  readOnly,
  reference,
  required,
  text,
  whole,
} from '../field.ts';
import { picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';
import { leadSources } from '../values.ts';

export interface Stage {
  readonly probability: number;
  readonly forecast: string;
  readonly closed?: boolean;
  readonly won?: boolean;
}

/** What a stage means for the fields that follow from it. */
export const stages: Readonly<Record<string, Stage>> = {
  Prospecting: { probability: 10, forecast: 'Pipeline' },
  Qualification: { probability: 10, forecast: 'Pipeline' },
  'Needs Analysis': { probability: 20, forecast: 'Pipeline' },
  'Value Proposition': { probability: 50, forecast: 'Pipeline' },
  'Id. Decision Makers': { probability: 60, forecast: 'Pipeline' },
  'Perception Analysis': { probability: 70, forecast: 'Pipeline' },
  'Proposal/Price Quote': { probability: 75, forecast: 'Pipeline' },
  'Negotiation/Review': { probability: 90, forecast: 'Pipeline' },
  'Closed Won': { probability: 100, forecast: 'Closed', closed: true, won: true },
  'Closed Lost': { probability: 0, forecast: 'Omitted', closed: true },
};

const types = [
  'Existing Customer - Upgrade',
  'Existing Customer - Replacement',
  'Existing Customer - Downgrade',
  'New Customer',
];

const forecastCategories = [
  'Omitted',
  'Pipeline',
  'BestCase=Best Case',
  'MostLikely=Most Likely',
  'Forecast=Commit',
  'Closed',
];

const ungrouped = { ...readOnly, filterable: false, sortable: false };

export const opportunity = (): SObjectDefinition => ({
  name: 'Opportunity',
  label: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  deepCloneable: true,
  scopes: {
    everything: 'All opportunities',
    mine: 'My opportunities',
    scopingRule: 'Filter by scope',
    team: "My team's opportunities",
  },
  children: { 'Task.WhatId': '+Tasks' },
  fields: [
    ...identity('Opportunity ID'),
    reference('AccountId', 'Account ID', ['Account'], 'Account'),
    checkbox('IsPrivate', 'Private'),
    text('Name', 'Name', 120, { ...required, idLookup: true, nameField: true }),
    area('Description', 'Description', 32_000),
    picklist('StageName', 'Stage', Object.keys(stages), {
      ...required,
      length: 255,
      restrictedPicklist: true,
    }),
    decimal('currency', 'Amount', 'Amount', 18, 2),
    decimal('percent', 'Probability', 'Probability (%)', 3, 0, defaulted),
    decimal('currency', 'ExpectedRevenue', 'Expected Amount', 18, 2, { ...readOnly, permissionable: true }),
    decimal('double', 'TotalOpportunityQuantity', 'Quantity', 18, 2),
    date('CloseDate', 'Close Date', required),
    picklist('Type', 'Opportunity Type', types, { length: 255 }),
    text('NextStep', 'Next Step', 255),
    picklist('LeadSource', 'Lead Source', leadSources, { length: 255 }),
    checkbox('IsClosed', 'Closed', readOnly),
    checkbox('IsWon', 'Won', readOnly),
    picklist('ForecastCategory', 'Forecast Category', forecastCategories, {
      ...readOnly,
      nillable: false,
      restrictedPicklist: true,
    }),
    picklist(
      'ForecastCategoryName',
      'Forecast Category',
      ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'],
      { ...defaulted, length: 255, restrictedPicklist: true, permissionable: false },
    ),
    checkbox('HasOpportunityLineItem', 'Has Line Item', readOnly),
    owner('Owner ID'),
    ...audit(),
    lastActivity(),
    datetime('LastStageChangeDate', 'Last Stage Change Date', readOnly),
    whole('FiscalQuarter', 'Fiscal Quarter', 8, { ...readOnly, compoundFieldName: 'Fiscal' }),
    whole('FiscalYear', 'Fiscal Year', 8, { ...readOnly, compoundFieldName: 'Fiscal' }),
    text('Fiscal', 'Fiscal Period', 6, { ...readOnly, byteLength: 6 }),
    reference('ContactId', 'Contact ID', ['Contact'], null, {
      updateable: false,
      permissionable: false,
      searchPrefilterable: false,
    }),
    ...lastSeen(),
    checkbox('HasOpenActivity', 'Has Open Activity', ungrouped),
    checkbox('HasOverdueTask', 'Has Overdue Task', ungrouped),
  ],
});
