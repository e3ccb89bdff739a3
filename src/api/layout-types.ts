import type { FieldDescribe, PicklistValue, RecordTypeInfo } from './types.ts';

/** Shapes of layouts, version 66.0. Source: REST API Developer Guide, "sObject Layouts"; SOAP API Developer Guide, "describeLayout()". */

/** A field as a layout shows it, or text between two. */
export interface LayoutComponent {
  /** The fields that a compound is made of. */
  components?: LayoutComponent[];
  details?: FieldDescribe;
  displayLines: number;
  /** Of a compound, e.g. `address`. */
  fieldType?: string;
  tabOrder: number;
  type: 'Field' | 'Separator' | 'EmptySpace' | (string & {});
  /** API name of the field, or the text. */
  value: string | null;
}

export interface LayoutItem {
  editableForNew: boolean;
  editableForUpdate: boolean;
  label: string;
  layoutComponents: LayoutComponent[];
  /** True where a row has no field in this place. */
  placeholder: boolean;
  required: boolean;
}

export interface LayoutSection {
  collapsed: boolean;
  columns: number;
  heading: string;
  layoutRows: { layoutItems: LayoutItem[]; numItems: number }[];
  layoutSectionId: string | null;
  parentLayoutId: string;
  rows: number;
  tabOrder: string;
  useCollapsibleSection: boolean;
  useHeading: boolean;
}

/** The page layout of a record type. */
export interface Layout {
  buttonLayoutSection: unknown;
  detailLayoutSections: LayoutSection[];
  editLayoutSections: LayoutSection[];
  feedView: unknown;
  highlightsPanelLayoutSection: unknown;
  id: string;
  multirowEditLayoutSections: LayoutSection[];
  offlineLinks: unknown[];
  quickActionList: unknown;
  relatedContent: unknown;
  relatedLists: unknown[];
  saveOptions: unknown[];
}

export interface RecordTypeMapping extends RecordTypeInfo {
  layoutId: string;
  picklistsForRecordType: { picklistName: string; picklistValues: PicklistValue[] }[] | null;
}

export interface LayoutsDescribe {
  /** `null` where the object has several record types: each has its own layout to ask for. */
  layouts: Layout[] | null;
  recordTypeMappings: RecordTypeMapping[];
  recordTypeSelectorRequired: boolean[];
}

/** What the head of a record's page shows. */
export interface CompactLayout {
  actions: unknown[];
  fieldItems: LayoutItem[];
  id: string | null;
  imageItems: unknown[];
  label: string;
  name: string;
  objectType: string;
}

export interface CompactLayoutsDescribe {
  compactLayouts: CompactLayout[];
  defaultCompactLayoutId: string | null;
  recordTypeCompactLayoutMappings: {
    available: boolean;
    compactLayoutId: string | null;
    compactLayoutName: string;
    recordTypeId: string;
    recordTypeName: string;
    urls: Record<string, string>;
  }[];
  urls: Record<string, string>;
}

/** A value of a picklist as the UI API offers it for a record type. */
export interface UiPicklistValue {
  attributes: Record<string, unknown> | null;
  label: string;
  /** Positions, by `controllerValues`, of the controlling values that it goes with. */
  validFor: number[];
  value: string;
}

/** A picklist of a record type. Source: User Interface API Developer Guide, "Picklist Value Collection". */
export interface PicklistFieldValues {
  /** Controlling value to its position; empty where nothing controls the field. */
  controllerValues: Record<string, number>;
  defaultValue: UiPicklistValue | null;
  eTag: string;
  url: string;
  values: UiPicklistValue[];
}
