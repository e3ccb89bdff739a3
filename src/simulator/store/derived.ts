import { escapeHtml } from '../escape-html.ts';
import { stages } from '../schema/objects/opportunity.ts';
import { personAccountId } from '../schema/person-accounts.ts';
import type { StoredRow, StoredValue } from './types.ts';

export interface DeriveContext {
  find(id: StoredValue | undefined): StoredRow | undefined;
  /** The moment of the change, `YYYY-MM-DDTHH:MM:SS.000Z`. */
  readonly now: string;
  /** Running number of a new record within its object. */
  readonly serial: number;
}

/** Sets what the org itself keeps up to date in `row`; `before` is the row as it was, if it is not new. */
type Derive = (row: StoredRow, before: StoredRow | undefined, context: DeriveContext) => void;

const personName: Derive = (row) => {
  row.Name = [row.FirstName, row.LastName].filter((part) => part !== null).join(' ');
};

const photo: Derive = (row) => {
  row.PhotoUrl = `/services/images/photo/${row.Id}`;
};

/** Only where accounts may be people is there a column to say so. */
const account: Derive = (row, before, context) => {
  if (row.IsPersonAccount === undefined) return;
  row.IsPersonAccount = row.RecordTypeId === personAccountId ? 1 : 0;
  if (row.IsPersonAccount === 1) personName(row, before, context);
};

const opportunity: Derive = (row, before, { now }) => {
  const stage = stages[String(row.StageName)];
  const moved = row.StageName !== before?.StageName;
  row.IsClosed = stage?.closed ? 1 : 0;
  row.IsWon = stage?.won ? 1 : 0;
  if (row.Probability === null || (moved && row.Probability === (before?.Probability ?? null))) {
    row.Probability = stage?.probability ?? 0;
  }
  if (moved) {
    row.ForecastCategoryName = stage?.forecast ?? 'Pipeline';
    if (before) row.LastStageChangeDate = now;
  }
  row.ForecastCategory = String(row.ForecastCategoryName).replace(' ', '').replace('Commit', 'Forecast');
  row.ExpectedRevenue =
    row.Amount === null ? null : Math.round(Number(row.Amount) * Number(row.Probability)) / 100;
  const [year = '', month = ''] = String(row.CloseDate).split('-');
  row.FiscalYear = Number(year);
  row.FiscalQuarter = Math.ceil(Number(month) / 3);
  row.Fiscal = `${year} ${row.FiscalQuarter}`;
};

const supportCase: Derive = (row, before, { find, now, serial }) => {
  if (!before) row.CaseNumber = String(1_000 + serial).padStart(8, '0');
  const contact = find(row.ContactId);
  row.AccountId ??= contact?.AccountId ?? null;
  row.ContactPhone = contact?.Phone ?? null;
  row.ContactMobile = contact?.MobilePhone ?? null;
  row.ContactEmail = contact?.Email ?? null;
  row.ContactFax = contact?.Fax ?? null;
  row.IsClosed = row.Status === 'Closed' ? 1 : 0;
  row.ClosedDate = row.IsClosed ? (row.ClosedDate ?? now) : null;
};

const task: Derive = (row, _before, { find, now }) => {
  const what = find(row.WhatId);
  const isAccount = String(row.WhatId).startsWith('001');
  row.AccountId = (isAccount ? row.WhatId : (what?.AccountId ?? find(row.WhoId)?.AccountId)) ?? null;
  row.IsClosed = row.Status === 'Completed' ? 1 : 0;
  row.IsHighPriority = row.Priority === 'High' ? 1 : 0;
  row.CompletedDateTime = row.IsClosed ? (row.CompletedDateTime ?? now) : null;
  row.TaskSubtype ??= 'Task';
};

const user: Derive = (row, before, { serial }) => {
  if (!before) {
    row.CommunityNickname ??= `User${String(serial).padStart(6, '0')}`;
    row.UserType ??= 'Standard';
  }
  row.FullPhotoUrl = `/profilephoto/${row.Id}/F`;
  row.SmallPhotoUrl = `/profilephoto/${row.Id}/T`;
};

const showcase: Derive = (row, before, { serial }) => {
  if (!before) row.Serial__c = `SC-${String(serial).padStart(5, '0')}`;
  row.Name ??= String(row.Id);
  row.Child_Count__c ??= 0;
  const net = Number(row.Price__c) * Number(row.Pieces__c) * (1 - Number(row.Discount__c) / 100);
  row.Net_Price__c = Math.round(net * 100) / 100;
  row.Web_Link__c =
    row.Web_Page__c === null
      ? null
      : `<a href="${escapeHtml(String(row.Web_Page__c))}" target="_blank">${escapeHtml(String(row.Name))}</a>`;
};

const derivations: Readonly<Record<string, readonly Derive[]>> = {
  Account: [account, photo],
  Contact: [personName, photo],
  Lead: [personName, photo],
  Opportunity: [opportunity],
  Case: [supportCase],
  Task: [task],
  User: [personName, user],
  Showcase__c: [showcase],
};

/** Brings names, formulas, stages and numbers of a row up to date, in place. */
export function deriveFields(
  objectName: string,
  row: StoredRow,
  before: StoredRow | undefined,
  context: DeriveContext,
): void {
  for (const derive of derivations[objectName] ?? []) derive(row, before, context);
}

/** Counts of children that a parent row keeps. */
export const childCounts = [
  { parent: 'Showcase__c', child: 'Showcase__c', reference: 'Parent__c', target: 'Child_Count__c' },
] as const;
