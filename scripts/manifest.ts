/**
 * Writes dist/custom-elements.json and the README's element reference from the elements' documentation; fails
 * where an element shows something undocumented. With `--check` the README is compared instead of written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { readElements, writeManifest } from './manifest/elements.ts';
import { withReference } from './manifest/reference.ts';
import { undocumented } from './manifest/undocumented.ts';

const isCheck = process.argv.includes('--check');

await writeManifest();
const elements = await readElements();
const problems = elements.flatMap(undocumented);
if (elements.length === 0) problems.push('There is no element in the manifest.');

const page = await readFile('README.md', 'utf8').catch(() => '');
const fresh = withReference(
  page,
  elements.map(({ declaration }) => declaration),
);
if (fresh === undefined) {
  problems.push('README.md has no <!-- elements --> … <!-- /elements --> for the element reference.');
} else if (fresh !== page) {
  if (isCheck) problems.push("README.md's element reference is stale: run npm run manifest and commit it.");
  else await writeFile('README.md', fresh);
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${elements.length} elements in dist/custom-elements.json, all documented.`);
