import type { SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import type { SfError } from '../../errors/sf-error.ts';
import type { FormField } from '../../fields/form-fields.ts';
import type { Localization } from '../../i18n/localization.ts';

/** What stands in the way of a save. */
export interface Problems {
  /** By API name of a field on the form. */
  readonly byField: ReadonlyMap<string, string>;
  /** About the record, or fields that are not on the form. */
  readonly general: readonly string[];
  /** True where no answer came, so that the record may have been saved all the same. */
  readonly isUncertain?: boolean;
  /** What may have been created, until somebody has looked. */
  readonly lost?: LostCreate | undefined;
}

/** A create whose answer got lost. */
export interface LostCreate {
  readonly fields: SObjectRecord;
  /** When it was sent: milliseconds since 1970 on this device's clock. */
  readonly since: number;
}

/** Puts each message of a refused save where it belongs; the org's own words stay as they are. */
export function placeErrors(
  error: SfError,
  fields: readonly FormField[],
  describe: SObjectDescribe,
  { t }: Localization,
): Problems {
  if (error.details.length === 0) {
    const isUncertain = ['OUTCOME_UNKNOWN', 'NETWORK', 'TIMEOUT'].includes(error.code);
    return { byField: new Map(), general: [`${error.problem} ${error.remedy}`.trim()], isUncertain };
  }
  const byField = new Map<string, string>();
  const general: string[] = [];
  for (const { message, fields: names } of error.details) {
    if (names.length === 0) general.push(message);
    const places = new Set<string>();
    for (const name of names) {
      const place = fieldOnForm(name, fields);
      if (place) places.add(place);
      else general.push(t('form.labelled', { label: labelOf(name, describe), message }));
    }
    for (const place of places) byField.set(place, [byField.get(place), message].filter(Boolean).join(' '));
  }
  return { byField, general: [...new Set(general)] };
}

/** The problems that are left once a field has been changed. */
export function withoutField(problems: Problems, name: string): Problems | undefined {
  const byField = new Map(problems.byField);
  byField.delete(name);
  return byField.size + problems.general.length > 0 ? { ...problems, byField } : undefined;
}

function fieldOnForm(name: string, fields: readonly FormField[]): string | undefined {
  const wanted = name.toLowerCase();
  const editable = fields.filter((field) => field.editable);
  const found =
    editable.find(({ model }) => model.name.toLowerCase() === wanted) ??
    // The org may blame a compound for one of its parts.
    editable.find(({ model }) => model.partOf?.toLowerCase() === wanted);
  return found?.model.name;
}

function labelOf(name: string, describe: SObjectDescribe): string {
  const wanted = name.toLowerCase();
  return describe.fields.find((field) => field.name.toLowerCase() === wanted)?.label || name;
}
