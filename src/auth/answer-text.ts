/** Query parameters that an authorization answer brings; the page's own query has the others. */
export const answerParameters = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss'] as const;

const salesforceParameters = ['sfdc_community_url', 'sfdc_community_id'] as const;

/** The part of an address that holds an answer to one of our sign-ins, without its `?` or `#`. */
export function findAnswer({ search, hash }: Pick<Location, 'search' | 'hash'>): string | undefined {
  return [search, hash].map((part) => part.slice(1)).find((text) => ourState(new URLSearchParams(text)));
}

/** The address without the answer in it, the rest of its query and its hash untouched. */
export function withoutAnswer(address: string): string {
  const url = new URL(address);
  if (ourState(new URLSearchParams(url.hash.slice(1)))) url.hash = '';
  if (ourState(url.searchParams)) {
    for (const name of [...answerParameters, ...salesforceParameters]) url.searchParams.delete(name);
  }
  return url.href;
}

/** A `state` of our making, if it looks like one; it begins with how the visitor was sent to the login page. */
export function ourState(parameters: URLSearchParams): string | undefined {
  return parameters.getAll('state').find((state) => /^(popup|redirect)\./.test(state));
}
