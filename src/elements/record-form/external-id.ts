import type { Client } from '../../api/client.ts';
import { upsertRecord } from '../../api/records.ts';
import type { FieldDescribe, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { configError } from './form-config.ts';

/** The external id by which a form creates, so that a create whose answer got lost can be repeated. */
export class ExternalId {
  readonly #objectApiName: string;
  readonly #field: FieldDescribe;

  /** @param name as in external-id-field. Throws a `CONFIG` error for what is no external id. */
  constructor({ name: objectApiName, fields }: SObjectDescribe, name: string) {
    const field = fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (!field?.externalId || !field.createable) {
      throw configError(
        `The attribute external-id-field is “${name}”, which is no external id of ${objectApiName} that your user may set.`,
        'Name a field that is marked as External ID in Setup, or leave the attribute out.',
      );
    }
    this.#objectApiName = objectApiName;
    this.#field = field;
  }

  get label(): string {
    return this.#field.label;
  }

  isMissing(fields: SObjectRecord): boolean {
    return (fields[this.#field.name] ?? '') === '';
  }

  /** What to send, with a value made for the external id where nobody has given one and the field can hold it. */
  complete(fields: SObjectRecord, made: string): SObjectRecord {
    const { name, type, length } = this.#field;
    const holdsMade = type === 'string' && length >= made.length;
    return holdsMade && this.isMissing(fields) ? { ...fields, [name]: made } : fields;
  }

  /** Creates the record, or writes to the one that has the value already. Gives its id. */
  async create(client: Client, sent: SObjectRecord): Promise<string> {
    const externalIdField = this.#field.name;
    const { [externalIdField]: value, ...fields } = sent;
    const externalId = value as string | number;
    const objectApiName = this.#objectApiName;
    return (await upsertRecord(client, { objectApiName, externalIdField, externalId, fields })).id;
  }
}
