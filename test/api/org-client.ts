import assert from 'node:assert/strict';
import { type Client, type ClientOptions, createClient } from '../../src/api/client.ts';
import { SfError } from '../../src/errors/sf-error.ts';
import type { TestOrg } from '../support/start-org.ts';

/** A client of the org's administrator. */
export function clientOf(org: TestOrg, options: Partial<ClientOptions> = {}): Client {
  const session = org.signIn();
  return createClient({ getAccessToken: async () => session, ...options });
}

/** The `SfError` that something fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<SfError> {
  const error = await promise.then(
    () => assert.fail('the request was expected to fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SfError, String(error));
  return error;
}
