import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pauseAfter } from '../../../src/api/bulk/jobs.ts';

describe('the pause between two looks at a job', () => {
  it('grows from about one second to about thirty', () => {
    const pauses = Array.from({ length: 12 }, (_, looks) => pauseAfter(looks, 1));
    assert.equal(pauses[0], 1_000);
    assert.deepEqual(
      pauses,
      [...pauses].sort((a, b) => a - b),
    );
    assert.equal(pauses.at(-1), 30_000);
    assert.equal(pauseAfter(10_000, 1), 30_000);
  });

  it('is half of it by chance', () => {
    assert.equal(pauseAfter(0, 0), 500);
    assert.equal(pauseAfter(0, 0.5), 750);
  });
});
