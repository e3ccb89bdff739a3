/** Time from the org's answer to a create until its success shows, in a browser. Prints; judges nothing. */
import { connectByPopup, openSite } from '../support/open-site.ts';

const runs = 10;
const site = await openSite({ scale: 'full' });
try {
  const page = await site.open('index.html');
  await connectByPopup(page);
  const form = page.locator('sf-record-form[object-api-name="Contact"]');
  const waits: number[] = [];
  for (let run = 0; run < runs; run++) {
    await form.getByLabel('Last Name').fill(`Bench ${run}`);
    const shown = form.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          const root = element.shadowRoot;
          if (!root) throw new Error('The form is not defined.');
          const before = root.querySelector('.notice.success a')?.textContent;
          const observer = new MutationObserver(() => {
            const id = root.querySelector('.notice.success a')?.textContent;
            if (!id || id === before) return;
            observer.disconnect();
            const painted = () => resolve(performance.now());
            requestAnimationFrame(() => setTimeout(painted));
          });
          observer.observe(root, { subtree: true, childList: true, characterData: true });
        }),
    );
    await form.getByRole('button', { name: 'Save' }).click();
    const at = await shown;
    const answered = await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return (
        entries.filter(({ name }) => name.endsWith('/sobjects/Contact')).at(-1)?.responseEnd ?? Number.NaN
      );
    });
    waits.push(at - answered);
    await page.waitForTimeout(100);
  }
  waits.sort((a, b) => a - b);
  const [best, middle, worst] = [waits[0], waits[Math.floor(runs / 2)], waits[runs - 1]];
  console.log(
    `success shown after the answer, ${runs} creates: min ${ms(best)}, median ${ms(middle)}, max ${ms(worst)}`,
  );
} finally {
  await site.close();
}

function ms(value: number | undefined): string {
  return `${(value ?? Number.NaN).toFixed(1)} ms`;
}
