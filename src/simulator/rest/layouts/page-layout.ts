import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { type Catalogue, phrase } from '../../schema/labels/catalogue.ts';
import { makeId } from '../../store/ids.ts';
import { auditItem, enteredParts, type LayoutItem, layoutItem, placeholder } from './layout-item.ts';

interface Group {
  readonly heading: string;
  readonly columns: 1 | 2;
  readonly items: readonly LayoutItem[];
}

/** Fields that no page of a record shows. */
const hidden = new Set([
  'IsDeleted',
  'LastActivityDate',
  'LastReferencedDate',
  'LastViewedDate',
  'MasterRecordId',
  'PhotoUrl',
  'SystemModstamp',
]);

const audits = [
  ['CreatedById', 'CreatedDate'],
  ['LastModifiedById', 'LastModifiedDate'],
] as const;

const auditNames = new Set<string>(audits.flat());

function shownFields(describe: SObjectDescribe): FieldDescribe[] {
  return describe.fields.filter((field) => {
    const { name, type, compoundFieldName, createable, updateable, calculated, autoNumber } = field;
    if (type === 'id' || hidden.has(name) || auditNames.has(name)) return false;
    if (compoundFieldName !== null && compoundFieldName !== name) return false;
    const hasParts = enteredParts(describe, field).length > 0;
    return hasParts || createable || updateable || calculated || autoNumber;
  });
}

const isLongText = ({ type, length }: FieldDescribe): boolean => type === 'textarea' && length > 255;

/** How an administrator who changes nothing finds the fields arranged. */
function groupsOf(describe: SObjectDescribe, labels: Catalogue | undefined): Group[] {
  const heading = (words: string) => phrase(labels, words, describe.label);
  const fields = shownFields(describe);
  const main = fields.filter((field) => field.type !== 'address' && !isLongText(field));
  const items = (shown: readonly FieldDescribe[]) =>
    shown.map((field, index) => layoutItem(describe, field, index + 1));
  const named = (name: string) => describe.fields.find((field) => field.name === name);
  const system = audits.flatMap(([byName, atName], index) => {
    const [by, at] = [named(byName), named(atName)];
    return by && at ? [auditItem(by, at, index * 3 + 1)] : [];
  });
  const addresses = fields.filter(({ type }) => type === 'address');
  const groups: Group[] = [
    { heading: heading('{0} Information'), columns: 2, items: items(main) },
    { heading: heading('Address Information'), columns: 2, items: items(addresses) },
    { heading: heading('Description Information'), columns: 1, items: items(fields.filter(isLongText)) },
    { heading: heading('System Information'), columns: 2, items: system },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** Rows that fill the left column before the right one. */
function rowsOf({ columns, items }: Group) {
  const height = Math.ceil(items.length / columns);
  return Array.from({ length: height }, (_, row) => ({
    layoutItems: Array.from({ length: columns }, (_, column) => items[column * height + row] ?? placeholder),
    numItems: columns,
  }));
}

function sectionOf(group: Group, index: number, layoutId: string, serial: number) {
  const layoutRows = rowsOf(group);
  return {
    collapsed: false,
    columns: group.columns,
    heading: group.heading,
    layoutRows,
    layoutSectionId: makeId('01B', serial * 10 + index),
    parentLayoutId: layoutId,
    rows: layoutRows.length,
    tabOrder: 'TopToBottom',
    useCollapsibleSection: false,
    useHeading: true,
  };
}

/** The id of the `serial`-th page layout. */
export const layoutIdOf = (serial: number): string => makeId('00h', serial);

/** The page layout of an object: all fields to look at, those that can be set to edit. */
export function pageLayout(describe: SObjectDescribe, serial: number, labels: Catalogue | undefined) {
  const id = layoutIdOf(serial);
  const groups = groupsOf(describe, labels);
  const editable = groups
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => item.editableForNew || item.editableForUpdate),
    }))
    .filter(({ items }) => items.length > 0);
  const sections = (shown: readonly Group[]) =>
    shown.map((group, index) => sectionOf(group, index, id, serial));
  return {
    buttonLayoutSection: { detailButtons: [] },
    detailLayoutSections: sections(groups),
    editLayoutSections: sections(editable),
    feedView: null,
    highlightsPanelLayoutSection: null,
    id,
    multirowEditLayoutSections: [],
    offlineLinks: [],
    quickActionList: { quickActionListItems: [] },
    relatedContent: null,
    relatedLists: [],
    saveOptions: [],
  };
}
