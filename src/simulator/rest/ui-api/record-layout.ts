import type { RecordTypeInfo, SObjectDescribe } from '../../../api/types.ts';
import { compactLayout } from '../layouts/compact-layout.ts';
import { type LayoutComponent, type LayoutItem, placeholder } from '../layouts/layout-item.ts';
import { layoutFor, layoutSerial } from '../layouts/layouts.ts';
import { layoutIdOf } from '../layouts/page-layout.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { enumParameter, requestedRecordType, tagged, uiObject, withETag } from './ui-request.ts';

export const layoutTypes = ['Full', 'Compact'] as const;
export const layoutModes = ['View', 'Edit', 'Create'] as const;

export type LayoutType = (typeof layoutTypes)[number];
export type LayoutMode = (typeof layoutModes)[number];

const emptySpace = { apiName: null, componentType: 'EmptySpace' };

/** The fields a component is made of: on a page those that people enter, not the compound one they make up. */
function fieldsOf(component: LayoutComponent, layoutType: LayoutType): { apiName: string; label: string }[] {
  const { components, details, type } = component;
  if (type !== 'Field') return [];
  if (components && layoutType === 'Full') return components.flatMap((part) => fieldsOf(part, layoutType));
  return details ? [{ apiName: details.name, label: details.label }] : [];
}

/** The field by which the record behind an item is found: a lookup, or the record's own name. */
function lookupIdOf({ layoutComponents }: LayoutItem): string | null {
  const [only, ...others] = layoutComponents;
  if (!only?.details || others.length > 0) return null;
  if (only.details.nameField) return 'Id';
  return only.details.type === 'reference' ? only.details.name : null;
}

function uiBehavior({ required, editableForNew, editableForUpdate }: LayoutItem): string {
  if (required) return 'Required';
  return editableForNew || editableForUpdate ? 'Edit' : 'Readonly';
}

function shownItem(item: LayoutItem, layoutType: LayoutType) {
  const fields = item.layoutComponents.flatMap((component) => fieldsOf(component, layoutType));
  const components = fields.map((field) => ({ ...field, componentType: 'Field' }));
  return {
    editableForNew: item.editableForNew,
    editableForUpdate: item.editableForUpdate,
    label: item.label,
    layoutComponents: item.placeholder ? [emptySpace] : components,
    lookupIdApiName: lookupIdOf(item),
    required: item.required,
    sortable: false,
    uiBehavior: item.placeholder || layoutType === 'Compact' ? null : uiBehavior(item),
  };
}

interface Section {
  readonly columns: number;
  readonly heading: string | null;
  readonly id: string | null;
  readonly rows: readonly (readonly LayoutItem[])[];
  readonly useHeading: boolean;
}

/** Items one beside the other, as many as there are columns. */
function rowsOf(items: readonly LayoutItem[], columns: number): LayoutItem[][] {
  const height = Math.ceil(items.length / columns);
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: columns }, (_, column) => items[row * columns + column] ?? placeholder),
  );
}

type PageLayout = ReturnType<typeof layoutFor>;
type PageSection = PageLayout['detailLayoutSections'][number];

const itemsOf = ({ layoutRows }: PageSection): LayoutItem[] =>
  layoutRows.flatMap(({ layoutItems }) => layoutItems).filter((item) => !item.placeholder);

/** The sections of a page. One to edit shows the owner too, who cannot be changed there. */
function fullSections({ detailLayoutSections, editLayoutSections }: PageLayout, mode: LayoutMode): Section[] {
  const owner = detailLayoutSections.flatMap(itemsOf).filter((item) => lookupIdOf(item) === 'OwnerId');
  return (mode === 'View' ? detailLayoutSections : editLayoutSections).map((section, index) => {
    const items = mode !== 'View' && index === 0 ? [...owner, ...itemsOf(section)] : itemsOf(section);
    return {
      columns: section.columns,
      heading: section.heading,
      id: section.layoutSectionId,
      rows: rowsOf(items, section.columns),
      useHeading: section.useHeading,
    };
  });
}

function compactSections(items: readonly LayoutItem[]): Section[] {
  const rows = items.map((item) => [item]);
  return [{ columns: 1, heading: null, id: null, rows, useHeading: false }];
}

/** A layout of an object. Source: User Interface API Developer Guide, "Record Layout". */
export function recordLayout(
  request: RestRequest,
  describe: SObjectDescribe,
  info: RecordTypeInfo,
  layoutType: LayoutType,
  mode: LayoutMode,
) {
  const serial = layoutSerial(request.org.store.orgSchema, describe, info);
  const compact = layoutType === 'Compact' ? compactLayout(describe, serial, request.org.labels) : undefined;
  const sections = compact
    ? compactSections(compact.fieldItems)
    : fullSections(layoutFor(request, describe, info, serial), mode);
  return withETag({
    id: compact?.id ?? layoutIdOf(serial),
    layoutType,
    mode,
    objectApiName: describe.name,
    recordTypeId: info.recordTypeId,
    saveOptions: [],
    sections: sections.map((section) => ({
      collapsible: false,
      columns: section.columns,
      heading: section.heading,
      id: section.id,
      layoutRows: section.rows.map((items) => ({
        layoutItems: items.map((item) => shownItem(item, layoutType)),
      })),
      rows: section.rows.length,
      useHeading: section.useHeading,
    })),
  });
}

export type RecordLayout = ReturnType<typeof recordLayout>;

/** The layout types and modes that a request names, by default the whole page to look at. @throws RestFailure */
export function requestedLayouts(request: RestRequest): { types: LayoutType[]; modes: LayoutMode[] } {
  const types = enumParameter(request, 'layoutTypes', 'LayoutType', layoutTypes);
  const modes = enumParameter(request, 'modes', 'Mode', layoutModes);
  return { types: types.length > 0 ? types : ['Full'], modes: modes.length > 0 ? modes : ['View'] };
}

/** API names of the fields on a layout, in its order. */
export function fieldsOnLayout({ sections }: RecordLayout): string[] {
  const items = sections.flatMap(({ layoutRows }) => layoutRows.flatMap(({ layoutItems }) => layoutItems));
  const names = items.flatMap(({ layoutComponents }) => layoutComponents.map(({ apiName }) => apiName));
  return names.filter((name) => name !== null);
}

/** `GET /ui-api/layout/X` */
function layoutOfObject(request: RestRequest): Response {
  const describe = uiObject(request, request.params.object ?? '');
  const info = requestedRecordType(request, describe);
  enumParameter(request, 'formFactor', 'FormFactor', ['Large', 'Medium', 'Small']);
  const [type = 'Full'] = enumParameter(request, 'layoutType', 'LayoutType', layoutTypes);
  const [mode = 'View'] = enumParameter(request, 'mode', 'Mode', layoutModes);
  return tagged(request, recordLayout(request, describe, info, type, mode));
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_layout.htm */
export const recordLayoutRoutes: readonly Route[] = [
  { path: '/ui-api/layout/:object', methods: { GET: layoutOfObject } },
];
