import type { Localization, TextKey } from '../../i18n/localization.ts';
import type { DescribedPath } from './describe-paths.ts';
import type { SelectColumn } from './read-select.ts';

/** What a column is called: in the org's words, else the query's own. */
export function columnLabel(
  { functions, alias, path, source }: SelectColumn,
  described: DescribedPath | undefined,
  t: Localization['t'],
): string {
  const [outermost] = functions;
  if (outermost && alias) return humanise(alias);
  const subject = described ? describedLabel(described) : humanise(source.join('.') || path.join('.'));
  if (outermost === 'COUNT' && (!described || described.field.type === 'id')) return t('table.recordCount');
  const key = outermost && functionLabels[outermost];
  if (key) return t(key, { field: subject });
  return subject;
}

const functionLabels: Readonly<Record<string, TextKey>> = {
  AVG: 'table.average',
  COUNT: 'table.countOf',
  COUNT_DISTINCT: 'table.countDistinct',
  MAX: 'table.maximum',
  MIN: 'table.minimum',
  SUM: 'table.sum',
};

/** `AnnualRevenue` is "Annual Revenue", `Owner.Main_Site__c` "Owner Main Site". */
export function humanise(name: string): string {
  return name
    .split('.')
    .map((part) => part.replace(/__(c|r|pc)$/i, ''))
    .join(' ')
    .replaceAll('_', ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^./, (first) => first.toUpperCase());
}

/** As list views name parents' fields: the lookup's name, then the field's. */
function describedLabel({ field, lookups }: DescribedPath): string {
  const parents = lookups.map(({ label }) => label.replace(/[\s-]+ID$/i, ''));
  const parent = parents.join(' ');
  if (!parent) return field.label;
  // A parent's own name is labelled "Account Name" or "Full Name".
  const isName = field.nameField && field.name === 'Name';
  const own = isName ? 'Name' : field.label;
  return own.toLowerCase().startsWith(`${parent.toLowerCase()} `) ? own : `${parent} ${own}`;
}
