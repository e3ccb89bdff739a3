import type { SObjectDescribe } from '../../../api/types.ts';
import type { ListView } from '../../schema/list-views.ts';
import { findField, findLookup } from '../../schema/names.ts';
import type { ListViewQuery } from '../list-view-query.ts';
import { withETag } from './ui-request.ts';

/** By what the UI API knows a list view. */
export function listReference({ name }: SObjectDescribe, { id, developerName }: ListView) {
  return { id, listViewApiName: developerName, objectApiName: name, type: 'listView' };
}

/** The field that holds the id of the record behind a column: `Id` for the name, `Owner.Id` for `Owner.Alias`. */
function lookupIdOf(describe: SObjectDescribe, path: string): string | null {
  const [first = '', second] = path.split('.');
  if (second !== undefined) return `${findLookup(describe, first)?.relationshipName ?? first}.Id`;
  return findField(describe, first)?.nameField ? 'Id' : null;
}

/** What a list view is like. Source: User Interface API Developer Guide, "List Info". */
export function listInfo(describe: SObjectDescribe, view: ListView, { columns, orderBy }: ListViewQuery) {
  const shown = columns.filter(({ hidden }) => !hidden);
  const labelOf = (path: string) =>
    columns.find(({ fieldNameOrPath }) => fieldNameOrPath === path)?.label ?? path;
  const forEach = <T>(value: T) =>
    Object.fromEntries(shown.map(({ fieldNameOrPath }) => [fieldNameOrPath, value] as const));
  const [first] = orderBy;
  const { condition } = view;
  return withETag({
    cloneable: true,
    createable: true,
    deletable: view.scope !== 'recent',
    displayColumns: shown.map(({ fieldNameOrPath, label, sortable }) => ({
      fieldApiName: fieldNameOrPath,
      label,
      lookupId: lookupIdOf(describe, fieldNameOrPath),
      sortable,
    })),
    filterLogicString: null,
    filteredByInfo: condition
      ? [
          {
            fieldApiName: condition.field,
            label: labelOf(condition.field),
            operandLabels: condition.values,
            operator: 'Equals',
          },
        ]
      : [],
    label: view.label,
    listReference: listReference(describe, view),
    orderedByInfo: first
      ? [{ fieldApiName: first.fieldNameOrPath, isAscending: true, label: labelOf(first.fieldNameOrPath) }]
      : [],
    updateable: view.scope !== 'recent',
    userPreferences: { columnWidths: forEach(-1), columnWrap: forEach(false) },
    visibility: 'Public',
    visibilityEditable: true,
  });
}
