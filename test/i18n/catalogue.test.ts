import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
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
});
