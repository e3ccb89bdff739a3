import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { failure, type RestFailure } from '../../http/rest-failure.ts';
import { parentId, parentKey } from '../../records/parent-key.ts';
import { parseValue } from '../../records/parse-value.ts';
import { findField } from '../../schema/names.ts';
import type { RecordStore } from '../../store/record-store.ts';
import { BatchError } from './batch-error.ts';

/** A column of an upload: the field it fills, and how. */
export interface IngestColumn {
  readonly field: FieldDescribe;
  /** A cell as JSON would have it. @throws RestFailure */
  read(cell: string): unknown;
}

const ticked = /^(?:yes|y|true|on|1)$/i;
const unticked = /^(?:no|n|false|off|0)$/i;

function wrongType(field: FieldDescribe, cell: string): RestFailure {
  const message = `${field.label}: value not of required type: ${cell}`;
  return failure(400, 'INVALID_TYPE_ON_FIELD_IN_RECORD', message, [field.name]);
}

function ownValue(field: FieldDescribe, cell: string): unknown {
  if (field.type === 'boolean') {
    if (ticked.test(cell)) return true;
    if (unticked.test(cell)) return false;
    throw wrongType(field, cell);
  }
  try {
    parseValue(field, cell, 1);
  } catch {
    throw wrongType(field, cell);
  }
  return cell;
}

/** `Account.External_Id__c`: a lookup filled by the parent's external id. */
function relationshipColumn(
  store: RecordStore,
  describe: SObjectDescribe,
  name: string,
): IngestColumn | undefined {
  const [relationship = '', key = '', ...more] = name.split('.');
  const found = more.length > 0 ? undefined : parentKey(store, describe, relationship, key);
  return found && { field: found.lookup, read: (cell) => parentId(store, found, cell) };
}

/** What the columns of a header fill. @throws BatchError for a name that means nothing */
export function ingestColumns(
  store: RecordStore,
  describe: SObjectDescribe,
  header: readonly string[],
): IngestColumn[] {
  return header.map((name) => {
    const field = findField(describe, name);
    if (field) return { field, read: (cell) => ownValue(field, cell) };
    const column = relationshipColumn(store, describe, name);
    if (!column) throw new BatchError(`InvalidBatch : Field name not found : ${name}`);
    return column;
  });
}
