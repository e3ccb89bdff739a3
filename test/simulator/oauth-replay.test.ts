import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { exchange, postToken, refresh, type TokenAnswer, Visitor } from './sign-in.ts';

const refused = { error: 'invalid_grant', error_description: 'expired access/refresh token' };

describe('refresh tokens of the simulated org, used twice', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const signedIn = async () => exchange(org.url, await new Visitor(org.url).connect());
  const limits = async ({ body }: TokenAnswer) => {
    const headers = { authorization: `Bearer ${body.access_token}` };
    return (await fetch(`${org.url}/services/data/v66.0/limits`, { headers })).status;
  };
  const next = (tokens: TokenAnswer) => refresh(org.url, tokens.body.refresh_token);

  test('an access token outlives the refresh that renews it', async () => {
    const first = await signedIn();
    const second = await next(first);
    assert.deepEqual([await limits(first), await limits(second)], [200, 200]);
  });

  for (const age of [1, 3]) {
    test(`a replay ends every access token and the newest refresh token: ${age} renewed since`, async () => {
      const all = [await signedIn()];
      for (let count = 0; count < age; count += 1) all.push(await next(all.at(-1) as TokenAnswer));
      const replay = await next(all[0] as TokenAnswer);
      assert.deepEqual([replay.status, replay.body], [400, refused]);
      for (const tokens of all) assert.equal(await limits(tokens), 401);
      for (const tokens of all) assert.deepEqual((await next(tokens)).body, refused);
    });
  }

  test('of two refreshes at the same time the second is a replay', async () => {
    const first = await signedIn();
    const answers = await Promise.all([next(first), next(first)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    const won = answers.find(({ status }) => status === 200) as TokenAnswer;
    assert.deepEqual([await limits(first), await limits(won)], [401, 401]);
    assert.deepEqual((await next(won)).body, refused);
  });

  test('of many refreshes at the same time one is answered', async () => {
    const first = await signedIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => next(first)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });

  test('a replay leaves the user’s other sessions alone', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    await next(one);
    await next(one);
    assert.equal(await limits(other), 200);
    assert.equal((await next(other)).status, 200);
  });

  test('a request that could not have been answered is no replay', async () => {
    const first = await signedIn();
    const second = await next(first);
    const spent = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token ?? '' };
    assert.equal(
      (await postToken(org.url, { ...spent, client_id: 'nobody' })).body.error,
      'invalid_client_id',
    );
    assert.equal((await postToken(org.url, { ...spent, client_secret: 'x' })).body.error, 'invalid_client');
    assert.equal(await limits(second), 200);
  });
});
