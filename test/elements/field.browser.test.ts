import '../../src/define/sf-connection.ts';
import '../../src/define/sf-field.ts';
import type { SfField } from '../../src/elements/field/field.ts';
import type { SfChangeEvent } from '../../src/events/sf-change-event.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { words } from './record-form-setup.ts';

describe('<sf-field>', () => {
  let org: BrowserOrg;
  let form: HTMLFormElement;
  let field: SfField;
  const changes: SfChangeEvent[] = [];
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => form.closest('sf-connection')?.remove());

  /** Puts a field into a plain form of the page. */
  async function setup(attributes: Record<string, string>, objectApiName = 'Contact') {
    const host = document.createElement('sf-connection');
    host.lang = 'en';
    host.tokenSource = () => org.signIn();
    form = document.createElement('form');
    field = document.createElement('sf-field');
    field.setAttribute('object-api-name', objectApiName);
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    changes.length = 0;
    field.addEventListener('sf-change', (event) => changes.push(event));
    form.append(field);
    host.append(form);
    document.body.append(host);
    await until(() => find('[part~=field]') || find('[role=alert]'), 'the field shows');
  }

  async function until(holds: () => unknown, what: string) {
    const end = performance.now() + 5000;
    while (!holds()) {
      if (performance.now() > end)
        throw new Error(`Waited in vain until ${what}: ${words(field.renderRoot)}`);
      await new Promise(requestAnimationFrame);
    }
  }

  const find = (selector: string) => field.renderRoot.querySelector<HTMLElement>(selector);
  const control = () => find('#control') as HTMLInputElement;

  async function type(text: string) {
    control().value = text;
    control().dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    control().dispatchEvent(new Event('change', { bubbles: true }));
    await field.updateComplete;
  }

  it('is accessible', async () => {
    await setup({ 'field-name': 'LastName' });
    await expectAccessible(field);
    field.reportValidity();
    await field.updateComplete;
    await expectAccessible(field);
  });

  it('labels its control, and says what is wrong and what helps', async () => {
    await setup({ 'field-name': 'Code__c' }, 'Showcase__c');
    assert.equal(find('label')?.getAttribute('for'), control().id);
    const described = () => control().getAttribute('aria-describedby')?.split(' ') ?? [];
    assert.equal(words(find(`#${described()[0]}`)), 'Short code of the showcase, as printed on its label.');
    assert.ok(!field.reportValidity());
    await field.updateComplete;
    assert.equal(control().getAttribute('aria-invalid'), 'true');
    assert.equal(words(find(`#${described()[1]}`)), 'Code is required.');
  });

  it("adds its value in wire form to the form's data", async () => {
    await setup({ 'field-name': 'Price__c', value: '5.5' }, 'Showcase__c');
    assert.equal(new FormData(form).get('Price__c'), '5.5');
    await type('1,250.75');
    assert.equal(new FormData(form).get('Price__c'), '1250.75');
    assert.equal(field.value, 1250.75);
    await type('');
    assert.ok(!new FormData(form).has('Price__c'));
    field.setAttribute('name', 'price');
    await type('7');
    assert.equal(new FormData(form).get('price'), '7');
  });

  it("adds no masked value to the form's data", async () => {
    await setup({ 'field-name': 'Door_Code__c', value: '****5678' }, 'Showcase__c');
    await field.updateComplete;
    assert.equal(control().placeholder, '****5678');
    assert.deepEqual([...new FormData(form)], []);
    await type('12345678');
    assert.deepEqual([...new FormData(form)], [['Door_Code__c', '12345678']]);
    await type('');
    assert.equal(field.value, '****5678');
    assert.deepEqual([...new FormData(form)], []);
  });

  it("takes part in the form's validation and reset", async () => {
    await setup({ 'field-name': 'LastName', value: 'Preset' });
    assert.ok(form.checkValidity());
    await type('');
    assert.ok(!form.checkValidity());
    assert.equal(field.validationMessage, 'Last Name is required.');
    form.reset();
    await field.updateComplete;
    assert.equal(control().value, 'Preset');
    assert.ok(form.checkValidity());
    assert.equal(find('[part~=error]'), null);
  });

  it('is disabled with its fieldset', async () => {
    await setup({ 'field-name': 'LastName' });
    const fieldset = document.createElement('fieldset');
    form.append(fieldset);
    fieldset.append(field);
    fieldset.disabled = true;
    await field.updateComplete;
    assert.ok(control().disabled);
    assert.ok(!new FormData(form).has('LastName'));
  });

  it('takes a value set after the visitor has typed', async () => {
    await setup({ 'field-name': 'LastName' });
    await type('Typed');
    field.value = 'Set';
    await field.updateComplete;
    assert.equal(control().value, 'Set');
    assert.equal(field.value, 'Set');
  });

  it('tells of changes in wire form, and of none it cannot read', async () => {
    await setup({ 'field-name': 'Price__c' }, 'Showcase__c');
    await type('12.5');
    await type('a lot');
    assert.deepEqual(
      changes.map(({ fieldName, value }) => [fieldName, value]),
      [['Price__c', 12.5]],
    );
    assert.equal(control().value, 'a lot');
    assert.match(words(find('[part~=error]')), /Enter a number/);
  });

  it('submits its form on Enter', async () => {
    await setup({ 'field-name': 'LastName', value: 'Any' });
    let submitted = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted += 1;
    });
    const press = (init: KeyboardEventInit) =>
      control().dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, ...init }),
      );
    press({ isComposing: true });
    assert.equal(submitted, 0);
    press({});
    assert.equal(submitted, 1);
  });

  it('has four ways to be labelled, and one to be read', async () => {
    await setup({ 'field-name': 'LastName', value: 'Any' });
    for (const variant of ['standard', 'label-stacked', 'label-inline', 'label-hidden'] as const) {
      field.variant = variant;
      await field.updateComplete;
      await expectAccessible(field);
      const label = find('[part~=label]');
      const isShown = (label?.getBoundingClientRect().width ?? 0) > 1;
      assert.equal(isShown, variant !== 'label-hidden', variant);
      const isBeside = (label?.getBoundingClientRect().right ?? 0) <= control().getBoundingClientRect().left;
      if (isShown) assert.equal(isBeside, variant === 'label-inline', variant);
    }
    field.readonly = true;
    await field.updateComplete;
    assert.equal(find('#control'), null);
    assert.equal(words(find('[part~=value]')), 'Any');
    await expectAccessible(field);
  });

  it('says which attribute is wrong', async () => {
    await setup({ 'field-name': 'Nonsense' });
    assert.match(words(find('[role=alert]')), /field-name names “Nonsense”/);
    field.removeAttribute('object-api-name');
    await until(() => /object-api-name is missing/.test(words(find('[role=alert]'))), 'the other is named');
  });

  it('is required where the page says so', async () => {
    await setup({ 'field-name': 'Email', required: '' });
    assert.ok(!field.checkValidity());
    assert.equal(control().getAttribute('aria-required'), 'true');
    await type('not an address');
    assert.match(field.validationMessage, /Enter an email address/);
    await type('a@b.example');
    assert.ok(field.checkValidity());
  });
});
