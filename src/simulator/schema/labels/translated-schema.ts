import type { FieldDescribe, PicklistValue, SObjectDescribe } from '../../../api/types.ts';
import type { Schema } from '../../store/types.ts';
import { type Catalogue, phrase } from './catalogue.ts';

/** `Billing Street` is made of two words, `Street` of a lead of one. */
function addressLabel({ addresses, addressParts }: Catalogue, label: string): string | undefined {
  const [first = '', ...rest] = label.split(' ');
  const kind = addresses.get(first);
  const part = addressParts.get(kind === undefined ? label : rest.join(' '));
  return kind !== undefined && part !== undefined ? `${part} (${kind})` : part;
}

function translatedField(catalogue: Catalogue, field: FieldDescribe): FieldDescribe {
  const { label, custom, picklistValues } = field;
  if (custom) return field;
  const value = (choice: PicklistValue): PicklistValue => ({
    ...choice,
    label: catalogue.values.get(choice.label) ?? choice.label,
  });
  return {
    ...field,
    label: catalogue.fields.get(label) ?? addressLabel(catalogue, label) ?? label,
    picklistValues: picklistValues.map(value),
  };
}

function translated(catalogue: Catalogue, describe: SObjectDescribe): SObjectDescribe {
  const [label, labelPlural] = catalogue.objects[describe.name] ?? [describe.label, describe.labelPlural];
  const fields = describe.fields.map((field) => translatedField(catalogue, field));
  const supportedScopes = describe.supportedScopes.map((scope) => ({
    ...scope,
    label: phrase(catalogue, scope.label),
  }));
  return { ...describe, label, labelPlural, fields, supportedScopes };
}

/** A schema with the labels of a language. Nobody has translated what is custom, nor does an API name change. */
export function translatedSchema(schema: Schema, catalogue: Catalogue): Schema {
  const seen = new Map<string, SObjectDescribe>();
  return {
    names: () => schema.names(),
    get: (name) => {
      const describe = schema.get(name);
      if (!describe || describe.custom) return describe;
      const shown = seen.get(describe.name) ?? translated(catalogue, describe);
      seen.set(describe.name, shown);
      return shown;
    },
  };
}
