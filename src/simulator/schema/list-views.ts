import type { SObjectDescribe } from '../../api/types.ts';
import { makeId } from '../store/ids.ts';
import { type Catalogue, phrase } from './labels/catalogue.ts';

/** A condition as List View Describe words it. */
export interface ListViewCondition {
  readonly field: string;
  readonly operator: 'equals';
  readonly values: readonly string[];
}

export interface ListView {
  /** 18 characters. */
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  /** `recent`: what the user has viewed or saved of late. */
  readonly scope: 'everything' | 'mine' | 'recent';
  readonly condition?: ListViewCondition;
  /** Paths of the columns that are shown. */
  readonly columns: readonly string[];
}

const columnsByObject: Readonly<Record<string, readonly string[]>> = {
  Account: ['Name', 'Site', 'BillingState', 'Phone', 'Type', 'Owner.Alias'],
  Contact: ['Name', 'Account.Name', 'Title', 'Phone', 'Email', 'Owner.Alias'],
  Lead: ['Name', 'Title', 'Company', 'Phone', 'Email', 'Status', 'Owner.Alias'],
  Opportunity: ['Name', 'Account.Name', 'Amount', 'CloseDate', 'StageName', 'Owner.Alias'],
  Case: ['CaseNumber', 'Contact.Name', 'Subject', 'Status', 'Priority', 'CreatedDate', 'Owner.Alias'],
  Showcase__c: ['Name', 'Code__c', 'Status__c', 'Price__c', 'Launch_Date__c', 'Owner.Alias'],
};

/** Part of the API names of list views, in whatever language the lists are labelled. */
const pluralNames: Readonly<Record<string, string>> = {
  Account: 'Accounts',
  Contact: 'Contacts',
  Lead: 'Leads',
  Opportunity: 'Opportunities',
  Case: 'Cases',
  Showcase__c: 'Showcases',
};

/** The list views of an object; none for objects without a tab of their own. */
export function listViewsOf(
  { name, labelPlural }: SObjectDescribe,
  labels: Catalogue | undefined,
): ListView[] {
  const columns = columnsByObject[name];
  if (!columns) return [];
  const views = [
    { developerName: 'All', label: 'All {0}', scope: 'everything' },
    { developerName: 'My', label: 'My {0}', scope: 'mine' },
    { developerName: 'RecentlyViewed', label: 'Recently Viewed {0}', scope: 'recent' },
    {
      developerName: 'NewThisWeek',
      label: 'New This Week',
      scope: 'everything',
      condition: { field: 'CreatedDate', operator: 'equals', values: ['THIS_WEEK'] },
    },
  ] as const;
  const first = Object.keys(columnsByObject).indexOf(name) * views.length + 1;
  return views.map((view, index) => ({
    ...view,
    label: phrase(labels, view.label, labelPlural),
    id: makeId('00B', first + index),
    developerName:
      view.developerName === 'NewThisWeek' ? view.developerName : view.developerName + pluralNames[name],
    columns,
  }));
}
