import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LimitCircuit } from '../../src/api/limit-circuit.ts';
import type { Answer } from '../../src/api/read-answer.ts';

const minute = 60_000;

function refusal(message: string): Answer {
  const body = [{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }];
  return { ok: false, status: 403, body, isUnreadable: false, header: () => null };
}
const daily = refusal('TotalRequests Limit exceeded.');
const concurrent = refusal('ConcurrentRequests (Concurrent API Requests) Limit exceeded.');

describe('the circuit', () => {
  function setup() {
    let now = 0;
    const circuit = new LimitCircuit(() => now);
    return {
      circuit,
      pass: (milliseconds: number) => {
        now += milliseconds;
      },
    };
  }

  it('lets everything pass until the org refuses a request for its limit', () => {
    const { circuit } = setup();
    assert.equal(circuit.enter(), undefined);
    circuit.refuse(daily);
    assert.equal(circuit.enter(), daily);
  });

  it('lets one trial pass after a minute, and all once that was answered', () => {
    const { circuit, pass } = setup();
    circuit.refuse(daily);
    pass(minute);
    assert.deepEqual([circuit.enter(), circuit.enter()], [undefined, daily]);
    circuit.close();
    assert.deepEqual([circuit.enter(), circuit.enter()], [undefined, undefined]);
  });

  it('tries sooner where too many requests ran at once', () => {
    const { circuit, pass } = setup();
    circuit.refuse(concurrent);
    pass(4_999);
    assert.equal(circuit.enter(), concurrent);
    pass(1);
    assert.equal(circuit.enter(), undefined);
  });

  it('waits twice as long after each trial in vain, up to a quarter of an hour', () => {
    const { circuit, pass } = setup();
    circuit.refuse(daily);
    const pauses = [1, 2, 4, 8, 15, 15].map((minutes) => {
      pass(minutes * minute - 1);
      const before = circuit.enter();
      pass(1);
      const after = circuit.enter();
      circuit.refuse(daily);
      return before === daily && after === undefined;
    });
    assert.deepEqual(pauses, [true, true, true, true, true, true]);
  });

  it('waits no longer for all the requests that were under way when the limit was reached', () => {
    const { circuit, pass } = setup();
    for (let request = 0; request < 20; request++) circuit.refuse(daily);
    pass(minute);
    assert.equal(circuit.enter(), undefined);
  });

  it('stays open when one that was under way is answered late', () => {
    const { circuit } = setup();
    circuit.refuse(daily);
    circuit.close();
    assert.equal(circuit.enter(), daily);
  });

  it('tries again where nothing came of a trial', () => {
    const { circuit, pass } = setup();
    circuit.refuse(daily);
    pass(minute);
    assert.equal(circuit.enter(), undefined);
    pass(minute);
    assert.equal(circuit.enter(), undefined);
  });
});
