import { SfConnectButton } from '../../src/elements/connect-button/connect-button.ts';
import { SfConnection } from '../../src/elements/connection/connection.ts';
import { defineElement } from '../../src/elements/define-element.ts';
import { SfField } from '../../src/elements/field/field.ts';
import { SfRecordForm } from '../../src/elements/record-form/record-form.ts';
import assert from '../support/wtr-assert.ts';

describe('defining an element', () => {
  const { warn } = console;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => void warnings.push(text);
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('is nothing new the second time', async () => {
    SfConnection.define();
    SfConnection.define();
    await import('../../src/cdn.ts');
    await import('../../src/define/sf-field.ts');
    await import('../../src/define/sf-connection.ts');
    assert.deepEqual(warnings, []);
    assert.equal(customElements.get('sf-connection'), SfConnection);
  });

  it('defines the tags it renders', () => {
    SfRecordForm.define();
    assert.equal(customElements.get('sf-field'), SfField);
  });

  it('can be done under a second tag, which too is nothing new the second time', () => {
    SfConnectButton.define();
    SfConnectButton.define('my-connect-button');
    SfConnectButton.define('my-connect-button');
    assert.deepEqual(warnings, []);
    assert.ok(document.createElement('my-connect-button') instanceof SfConnectButton);
  });

  it('leaves a tag that another class has, and warns once', () => {
    class Other extends HTMLElement {}
    customElements.define('my-other', Other);
    SfConnectButton.define('my-other');
    assert.equal(customElements.get('my-other'), Other);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /<my-other> is already defined \(not of this kit\)/);
  });

  it('names both versions where the tag is of another copy of the kit', () => {
    class Copy extends HTMLElement {}
    class Newer extends HTMLElement {}
    defineElement(Copy, 'my-copy', customElements);
    defineElement(Newer, 'my-copy', customElements);
    assert.match(
      warnings[0] ?? '',
      /<my-copy> is already defined \(\d+\.\d+\.\d+\); sf-elements \d+\.\d+\.\d+/,
    );
  });
});
