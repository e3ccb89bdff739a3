import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { checkAnswer, leavesNothing } from './fuzz/checks.ts';
import { fuzzClient } from './fuzz/client.ts';
import { fuzzRequests } from './fuzz/requests.ts';

/** How many requests are sent: more in `.ci/run`. */
const runs = Number(process.env.SF_FUZZ_RUNS ?? 500);

/** Every run sends the same requests; a failure names this seed, and the path to the smallest that fails. */
const seed = 20_260_501;

describe('the simulated org under random requests', () => {
  let org: TestOrg;
  let client: ReturnType<typeof fuzzClient>;
  before(async () => {
    // Each look at the clock finds it a millisecond on, so that no write leaves the same time as another.
    let time = Date.parse('2026-05-01T08:00:00Z');
    const now = () => {
      time += 1;
      return new Date(time);
    };
    org = await startOrg({ now });
    org.setDailyLimit(Number.MAX_SAFE_INTEGER);
    org.setDuplicateRules(true);
    client = fuzzClient(org);
  });
  after(async () => {
    client.close();
    await org.close();
  });

  test(`${runs} of them: none fails or hangs, a refusal says why and leaves the data as they were`, async () => {
    const ids = await client.someIds();
    let before = await client.fingerprint();
    await fc.assert(
      fc.asyncProperty(fuzzRequests(ids), async (request) => {
        const answer = await client.send(request);
        checkAnswer(request, answer, org.url);
        if (request.method === 'GET' || request.method === 'HEAD') return;
        const after = await client.fingerprint();
        const expected = leavesNothing(answer) ? before : after;
        before = after;
        assert.equal(after, expected, `${answer.status}, but not without effect: ${answer.text}`);
      }),
      { numRuns: runs, seed },
    );
  });
});
