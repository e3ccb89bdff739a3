import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../src/i18n/en/index.ts';
import { createLocalization } from '../../src/i18n/localization.ts';

describe('the localization', () => {
  it('fills placeholders, and leaves those that have no value', () => {
    const { t } = createLocalization(en, {});
    assert.equal(t('connect.account', { name: 'Ada' }), 'Salesforce account: Ada');
    assert.equal(t('connect.account'), 'Salesforce account: {name}');
  });

  it('gives the key where the text is missing', () => {
    assert.equal(createLocalization({}).t('form.save'), 'form.save');
  });

  it('does not take a placeholder out of a value', () => {
    assert.equal(
      createLocalization(en, {}).t('connect.account', { name: '{name}' }),
      'Salesforce account: {name}',
    );
  });

  for (const [given, used] of [
    ['de', 'de'],
    ['pt-BR', 'pt-BR'],
    ['en-US@posix', 'en-US'],
    ['C.UTF-8', 'en-US'],
    ['', 'en-US'],
    [undefined, 'en-US'],
  ] as const) {
    it(`writes numbers and dates as ${used} for ${JSON.stringify(given)}`, () => {
      const { locale } = createLocalization(en, { locale: given });
      assert.equal(locale, used);
      assert.doesNotThrow(() => (1234.5).toLocaleString(locale));
    });
  }
});
