import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { common } from '../../src/i18n/en/common.ts';
import { connect } from '../../src/i18n/en/connect.ts';
import { en } from '../../src/i18n/en/index.ts';

const source = new URL('../../src/', import.meta.url);

describe('the catalogue', () => {
  it('holds no text that nothing says', async () => {
    const files = await readdir(source, { recursive: true });
    const modules = files.filter((file) => file.endsWith('.ts') && !/^(i18n|simulator)\//.test(file));
    const texts = await Promise.all(modules.map((file) => readFile(new URL(file, source), 'utf8')));
    const code = texts.join('\n');
    assert.deepEqual(
      Object.keys(en).filter((key) => !code.includes(`'${key}'`)),
      [],
    );
  });

  it('has in part what an element that loads only a part of it says', async () => {
    const parts = { ...common, ...connect };
    const files = ['elements/connect-button/connect-button.ts', 'elements/render-notice.ts'];
    for (const file of files) {
      const code = await readFile(new URL(file, source), 'utf8');
      const said = [...code.matchAll(/\bt\('([\w.]+)'/g)].map(([, key = '']) => key);
      assert.ok(said.length > 0, file);
      assert.deepEqual(
        said.filter((key) => !Object.hasOwn(parts, key)),
        [],
      );
    }
  });
});
