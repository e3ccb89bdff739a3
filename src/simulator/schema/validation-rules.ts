import type { StoredRow } from '../store/types.ts';

/** A rule an administrator of the org has set up; its message reaches the visitor word for word. */
export interface ValidationRule {
  readonly objectName: string;
  /** The field the message is shown at; without one it is shown at the top of the page. */
  readonly field?: string;
  readonly message: string;
  broken(row: StoredRow): boolean;
}

export const validationRules: readonly ValidationRule[] = [
  {
    objectName: 'Opportunity',
    field: 'Amount',
    message: 'A won opportunity needs an amount.',
    broken: (row) => row.StageName === 'Closed Won' && !row.Amount,
  },
  {
    objectName: 'Contact',
    field: 'Email',
    message: 'Mail to example.invalid never arrives. Ask for another address.',
    broken: (row) => String(row.Email).toLowerCase().endsWith('@example.invalid'),
  },
  {
    objectName: 'Contact',
    message: 'First name and last name are the same. Check the spelling.',
    broken: (row) => row.FirstName !== null && row.FirstName === row.LastName,
  },
  {
    objectName: 'Account',
    field: 'NumberOfEmployees',
    message: 'The number of employees cannot be negative.',
    broken: (row) => Number(row.NumberOfEmployees) < 0,
  },
];
