/** How many tests ended how. A file that breaks before its tests run counts as one failure. */
export interface Counts {
  passed: number;
  failed: number;
  /** The tests and suites that did not run, each with the reason where one is given. */
  skipped: string[];
}

export function noTests(): Counts {
  return { passed: 0, failed: 0, skipped: [] };
}

export function sum(counts: readonly Counts[]): Counts {
  const total = noTests();
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped.push(...skipped);
  }
  return total;
}

/** The closing line of a run: `12 passed, 0 failed`. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
