import 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';

const { axe } = globalThis as unknown as {
  axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };
};

/**
 * Fails with each accessibility rule the element breaks, its shadow roots included, and where. Rules that
 * judge whole pages (landmarks, one main heading) do not apply to a part of one.
 */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, {
    resultTypes: ['violations'],
    rules: { region: { enabled: false } },
  });
  if (violations.length === 0) return;
  const broken = violations.map(({ id, help, nodes }) => {
    const places = nodes.map(
      ({ target, failureSummary }) => `    ${target.flat().join(' > ')}: ${failureSummary}`,
    );
    return `  ${id}: ${help}\n${places.join('\n')}`;
  });
  throw new Error(`<${element.localName}> is not accessible:\n${broken.join('\n')}`);
}
