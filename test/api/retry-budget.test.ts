import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RetryBudget } from '../../src/api/retry-budget.ts';

describe('the retries of a page', () => {
  const spent = (budget: RetryBudget, wanted: number) =>
    Array.from({ length: wanted }, () => budget.spend()).filter(Boolean).length;

  it('are twenty to begin with', () => assert.equal(spent(new RetryBudget(), 100), 20));

  it('come back with requests, one for five', () => {
    const budget = new RetryBudget();
    spent(budget, 100);
    for (let request = 0; request < 25; request++) budget.earn();
    assert.equal(spent(budget, 100), 5);
  });

  it('are not saved up beyond twenty', () => {
    const budget = new RetryBudget();
    for (let request = 0; request < 1_000; request++) budget.earn();
    assert.equal(spent(budget, 100), 20);
  });

  it('stay within twenty and a fifth of the requests, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (turns) => {
        const budget = new RetryBudget();
        let requests = 0;
        let retries = 0;
        for (const isRequest of turns) {
          if (isRequest) {
            budget.earn();
            requests += 1;
          } else if (budget.spend()) retries += 1;
        }
        assert.ok(retries <= 20 + requests * 0.2 + 1e-6);
      }),
    );
  });
});
