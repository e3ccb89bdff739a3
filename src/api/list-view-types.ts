import type { FieldType } from './types.ts';

/** Shapes of list views, version 66.0. Source: REST API Developer Guide, "List Views", "List View Results". */

export interface ListView {
  describeUrl: string;
  developerName: string;
  id: string;
  label: string;
  resultsUrl: string;
  /** True where the view can be described as SOQL. */
  soqlCompatible: boolean;
  url: string;
}

export interface ListViews {
  done: boolean;
  listviews: ListView[];
  nextRecordsUrl: string | null;
  size: number;
  sobjectType: string;
}

export interface ListViewColumn {
  ascendingLabel: string | null;
  descendingLabel: string | null;
  fieldNameOrPath: string;
  hidden: boolean;
  label: string;
  /** How the column stands in a SELECT, e.g. `toLabel(Type)`. */
  selectListItem: string;
  sortDirection: 'ascending' | 'descending' | null;
  sortIndex: number | null;
  sortable: boolean;
  type: FieldType;
}

export interface ListViewDescribe {
  columns: ListViewColumn[];
  /** 15 characters. */
  id: string;
  orderBy: {
    fieldNameOrPath: string;
    nullsPosition: 'first' | 'last' | null;
    sortDirection: 'ascending' | 'descending' | null;
  }[];
  /** The view as SOQL. */
  query: string;
  scope: string | null;
  sobjectType: string;
  whereCondition: unknown;
}

export interface ListViewResults {
  columns: ListViewColumn[];
  developerName: string;
  done: boolean;
  /** 15 characters. */
  id: string;
  label: string;
  /** Values as text, dates as Java prints them: `Fri Aug 01 21:15:46 GMT 2014`. */
  records: { columns: { fieldNameOrPath: string; value: string | null }[] }[];
  size: number;
}
