import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { type Catalogue, phrase } from '../../schema/labels/catalogue.ts';
import { makeId } from '../../store/ids.ts';
import { layoutItem } from './layout-item.ts';

const mostFields = 5;

const telling: readonly FieldDescribe['type'][] = ['phone', 'email', 'url', 'picklist', 'date', 'currency'];

/** The record's name and, of each telling type, the first field that everybody may set. */
function compactFields({ fields }: SObjectDescribe): FieldDescribe[] {
  const names = fields.filter(({ nameField }) => nameField);
  const others = telling.flatMap(
    (type) =>
      fields.find((field) => field.type === type && field.updateable && !field.compoundFieldName) ?? [],
  );
  return [...names, ...others].slice(0, mostFields);
}

/** What the head of a record's page shows. */
export function compactLayout(describe: SObjectDescribe, serial: number, labels: Catalogue | undefined) {
  return {
    actions: [],
    fieldItems: compactFields(describe).map((field, index) => layoutItem(describe, field, index + 1)),
    id: makeId('0AH', serial),
    imageItems: [],
    label: phrase(labels, '{0} Compact Layout', describe.label),
    name: `${describe.name.replace(/__c$/, '')}_Compact_Layout`,
    objectType: describe.name,
  };
}
