import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';

const fileNames = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'LICENCE'];
const separator = `\n${'-'.repeat(80)}\n\n`;

/** Writes the licenses of the packages a bundle includes to a file beside it. */
export function licenses(fileName: string): Plugin {
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          // What plugins make of a module begins with a NUL.
          const folder = /[^\0]*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
          if (folder && renderedLength > 0) folders.add(folder);
        }
      }
      const texts = [...folders].sort().map((folder) => {
        const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
          name: string;
          version: string;
        };
        const file = fileNames.map((fileName) => join(folder, fileName)).find(existsSync);
        if (!file) this.error(`${name} has no license file to pass on.`);
        return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
      });
      this.emitFile({ type: 'asset', fileName, source: texts.join(separator) || 'None.\n' });
    },
  };
}
