import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createSimulatedOrg } from '../../src/simulator/simulated-org.ts';

test('a closed org gives no answer and complains of nothing, also to who was on the way', async () => {
  const warn = mock.method(console, 'warn', () => {});
  const org = await createSimulatedOrg({ scale: 'small' });
  const { accessToken } = org.signIn();
  const ask = () =>
    org.handle(
      new Request(`${org.origin}/services/data/v66.0/query?q=SELECT+Id+FROM+Account`, {
        headers: { authorization: `Bearer ${accessToken}` },
      }),
    );
  org.setLatency(50);
  const onTheWay = ask();
  org.close();
  for (const answer of [await onTheWay, await ask()]) assert.equal(answer.type, 'error');
  assert.equal(warn.mock.callCount(), 0);
});
