import { SfError } from '../../errors/sf-error.ts';

/** The same failure, told with the attribute in which the mistake must be. */
export function explainQueryError(
  error: SfError,
  { isComposed, objectApiName = '' }: { isComposed: boolean; objectApiName?: string | undefined },
): SfError {
  const explanation = explanations.get(error.code)?.(isComposed, objectApiName);
  if (!explanation) return error;
  const { code, operation, status, details } = error;
  return new SfError({ code, operation, details, cause: error, ...explanation, ...(status && { status }) });
}

type Explain = (isComposed: boolean, objectApiName: string) => { problem: string; remedy: string };

const invalidField: Explain = (isComposed) => ({
  problem: `The attribute ${isComposed ? 'fields' : 'soql'} names a field that does not exist, or that your user may not see.`,
  remedy: isComposed
    ? 'Check the API names there and in where and order-by; those of custom fields end in __c.'
    : 'Check the API names; those of custom fields end in __c.',
});

const explanations: ReadonlyMap<string, Explain> = new Map(
  Object.entries<Explain>({
    MALFORMED_QUERY: (isComposed) => ({
      problem: isComposed
        ? 'The attributes fields, where and order-by do not make valid SOQL.'
        : 'The attribute soql is not valid SOQL.',
      remedy: 'Correct it as the org says.',
    }),
    INVALID_FIELD: invalidField,
    INVALID_TYPE: (isComposed, objectApiName) => ({
      problem: `The object “${objectApiName}” in the attribute ${isComposed ? 'object-api-name' : 'soql'} does not exist, or your user may not see it.`,
      remedy: "Check the object's API name; that of a custom object ends in __c.",
    }),
  }),
);
