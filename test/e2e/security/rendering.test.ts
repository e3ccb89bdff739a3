import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { allow, openPopup, openSite, type Site } from '../../support/open-site.ts';
import { shownProblem } from './answers.ts';
import {
  assertHarmless,
  connectTrapped,
  hostile,
  openTrapped,
  rewriteAnswers,
  rewriteRecords,
  strangersOn,
  type TrappedPage,
} from './trapped-page.ts';

const beginning = '<img src=x onerror=';

describe('what an org says', () => {
  let site: Site;
  let trapped: TrappedPage | undefined;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    await trapped?.page.context().unrouteAll({ behavior: 'ignoreErrors' });
    await site.closePages();
  });
  after(() => site.close());

  async function open(): Promise<TrappedPage> {
    trapped = await openTrapped(site);
    return trapped;
  }

  const says = (place: Locator) => place.getByText(beginning).first().waitFor({ state: 'attached' });

  it('security 16: markup that got in would be seen', async () => {
    const { page, harm } = await open();
    await page.evaluate((markup) => {
      const place = document.createElement('div');
      document.querySelector('sf-connection')?.shadowRoot?.append(place);
      place.innerHTML = markup;
    }, hostile);
    const strange = await strangersOn(page);
    for (const name of ['<img>', '<svg>', '<iframe>', '<base>', 'onerror']) {
      assert.ok(strange.includes(name), name);
    }
    for (let tries = 0; tries < 100 && !harm.includes('a script ran'); tries++) await page.waitForTimeout(50);
    assert.ok(harm.includes('a script ran'));
  });

  it('security 16: record values and user names are text in tables, forms and the button', async () => {
    const { page, harm } = await open();
    await rewriteRecords(page, () => hostile);
    await connectTrapped(page, site);
    const view = page.locator('#view');
    await says(page.locator('sf-query-table'));
    await says(view);
    await page.getByRole('button', { name: `Salesforce account: ${beginning}` }).click();
    await says(page.locator('sf-connect-button'));
    await view.getByRole('button', { name: 'Edit' }).click();
    assert.equal(await view.getByLabel('Note').inputValue(), hostile);
    await assertHarmless({ page, harm });
  });

  it('security 16: rich text is shown as text and edited as markup, never inserted', async () => {
    const { page, harm } = await open();
    const rich = `<p>Before${hostile}After</p>`;
    await rewriteRecords(page, (name, text) => (name === 'Presentation__c' ? rich : text));
    await connectTrapped(page, site);
    const view = page.locator('#view');
    for (const place of [view, page.locator('sf-query-table')])
      await place.getByText('Before').first().waitFor();
    await view.getByRole('button', { name: 'Edit' }).click();
    assert.equal(await view.getByLabel('Presentation').inputValue(), rich);
    await assertHarmless({ page, harm });
  });

  it('security 16: the org’s error texts are text in form, field and table', async () => {
    const { page, harm } = await open();
    await connectTrapped(page, site);
    const table = page.locator('sf-query-table');
    await table.getByRole('row').nth(3).waitFor();
    const refusal = [
      { message: hostile, errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['Code__c'] },
      { message: hostile, errorCode: hostile, fields: [hostile] },
    ];
    await page.context().route(/\/query\?|\/sobjects\/Showcase__c$/, async (route) => {
      const headers = (await route.fetch({ method: 'OPTIONS' })).headers();
      await route.fulfill({ status: 400, json: refusal, headers });
    });
    const form = page.locator('#create');
    await form.getByLabel('Code').fill('X');
    await form.getByRole('button', { name: 'Save' }).click();
    await says(form.locator('[part=summary]'));
    await says(form.locator('[part=error]'));
    await table.evaluate((element) => element.setAttribute('soql', 'SELECT Name FROM Showcase__c'));
    await says(table.getByRole('alert'));
    await assertHarmless({ page, harm });
  });

  it('security 16: the words of a refused sign-in are text', async () => {
    const { page, harm } = await open();
    site.org.refuseNextAuthorization('invalid_scope', hostile);
    await openPopup(page);
    await shownProblem(page);
    await assertHarmless({ page, harm });
    site.org.refuseNextToken('invalid_grant', hostile);
    const refused = page.waitForResponse((response) => response.status() === 400);
    await allow(await openPopup(page));
    await refused;
    await shownProblem(page);
    await assertHarmless({ page, harm });
  });

  it('security 16: labels, help and choices from the metadata are text', async () => {
    const { page, harm } = await open();
    await rewriteAnswers(page, /\/sobjects\/Showcase__c\/describe$/, function (key, value) {
      if (key === 'label' || key === 'labelPlural') return `${this.name ?? this.value} ${hostile}`;
      return key === 'inlineHelpText' ? hostile : value;
    });
    await connectTrapped(page, site);
    const form = page.locator('#create');
    const places = [form, page.locator('#view'), page.locator('sf-query-table')];
    for (const place of [...places, page.locator('sf-connection > sf-field')]) await says(place);
    await form.getByLabel('Code__c').fill('Hostile');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('link', { name: /a00\w{15}/ }).waitFor();
    await says(form.locator('[part=notice]'));
    await assertHarmless({ page, harm });
  });
});
