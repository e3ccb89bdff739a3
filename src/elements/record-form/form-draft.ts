import type { DraftField } from '../../connection/drafts.ts';
import { sameValue } from '../../fields/wire-value.ts';
import { type Entries, type Entry, originalValue } from './form-values.ts';
import type { FormView } from './form-view.ts';

/** What of the entries is worth keeping while the page is away. */
export function draftFields(view: FormView, entries: Entries): DraftField[] {
  return [...changesIn(view, entries)].map(([name, { text, reading }]) => ({ name, text, ...reading }));
}

/** What was kept, as far as the form still has the fields and the record another value. */
export function restoreEntries(view: FormView, fields: readonly DraftField[]): Entries {
  const entries = fields.map(({ name, text, value = null, error }): [string, Entry] => [
    name,
    { text, reading: error === undefined ? { value } : { error } },
  ]);
  return changesIn(view, new Map(entries));
}

function changesIn({ fields, loaded }: FormView, entries: Entries): Entries {
  const changes = new Map<string, Entry>();
  for (const { model, editable } of fields) {
    const entry = entries.get(model.name);
    // What the org encrypts is not left lying in a browser.
    if (!entry || !editable || model.type === 'encryptedstring') continue;
    const { value, error } = entry.reading;
    // The browser tells nothing of a half-entered date; its empty text would clear the field.
    const isLost = error !== undefined && entry.text === '';
    const isChanged = error !== undefined || !sameValue(model, value, originalValue(model, loaded.record));
    if (isChanged && !isLost) changes.set(model.name, entry);
  }
  return changes;
}
