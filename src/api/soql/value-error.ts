import { SfError } from '../../errors/sf-error.ts';

/** Says which kind of thing is wrong and never the thing itself, which may be record data. */
export function valueError(problem: string, remedy: string): SfError {
  return new SfError({ code: 'SOQL_VALUE', operation: 'Build a query', problem, remedy });
}
