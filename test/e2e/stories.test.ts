/** Every story of the static Storybook shows the state it is named after, without errors, accessibly. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { chromiumPath, launchArguments } from '../support/chromium.ts';

const folder = new URL('../../storybook-static/', import.meta.url);
const missing = existsSync(new URL('index.json', folder))
  ? false
  : 'there is no storybook-static (npm run build-storybook)';
/** Nothing listens there: the browser is given the files. A secure context, as the kit needs one. */
const origin = 'http://localhost:6006';

/** Waits until the story shows something; Playwright's locators look into shadow roots. */
type Sign = (story: Locator) => Promise<void>;

const text =
  (words: string | RegExp): Sign =>
  (story) =>
    story.getByText(words).first().waitFor();
const control =
  (
    role: 'button' | 'textbox' | 'combobox' | 'group' | 'link',
    name: string | RegExp,
    disabled = false,
  ): Sign =>
  (story) =>
    story.getByRole(role, { name, disabled }).waitFor();
const value =
  (name: string, expected: string): Sign =>
  async (story) =>
    assert.equal(await story.getByRole('textbox', { name }).inputValue(), expected);
const all =
  (...signs: Sign[]): Sign =>
  async (story) => {
    for (const sign of signs) await sign(story);
  };
const busy: Sign = (story) => story.locator('[aria-busy=true]').first().waitFor();
const unconnected = text('Connect to Salesforce to see this.');
const unreachable = all(text('The org could not be reached.'), control('button', 'Try again'));
const sessionEnded = all(text(/Your Salesforce session has ended/), control('button', 'Connect again'));

/** What tells that a story shows its state. */
const signs: Record<string, Record<string, Sign>> = {
  'sf-connect-button': {
    'not-connected': control('button', 'Connect to Salesforce'),
    connecting: control('button', 'Waiting for sign-in…'),
    connected: control('button', /^Salesforce account: Ada/),
    'menu-open': control('button', 'Disconnect'),
    expired: control('button', 'Connect again'),
    'popup-blocked': all(
      text('The browser blocked the sign-in window.'),
      control('button', 'Sign in without a window'),
    ),
    'access-denied': text('Access to your Salesforce data was not allowed.'),
    'sign-in-failed': all(
      text('This page is not set up to sign in to your Salesforce org.'),
      text('The org says: the requested scope is not allowed'),
    ),
    'set-up-wrong': control('button', 'Connect to Salesforce', true),
  },
  'sf-connection': {
    'not-connected': control('button', 'Connect to Salesforce'),
    'login-url-is-http': text(/is http, which would send the sign-in unprotected/),
    'login-url-cannot-work': text(/cannot finish signing in there/),
    'client-id-is-missing': text('client-id is missing.'),
    'client-id-is-a-secret': text(/client-id holds what looks like the consumer secret/),
    'client-secret-is-given': text(/client-secret does not belong in a page/),
    'flow-is-unknown': text(/flow="implicit" is not known/),
    'storage-is-unknown': text(/storage="cookie" is not known/),
    'redirect-uri-is-foreign': text(/redirect-uri is on https:\/\/www\.example\.org/),
    'return-to-is-foreign': text(/return-to is on https:\/\/www\.example\.org/),
    'instance-hosts-are-none': text(/instance-hosts has "https:\/\/crm\.example\.org"/),
    'relay-is-foreign': text(/relay is on https:\/\/www\.example\.org/),
  },
  'sf-field': {
    text: control('textbox', 'Email'),
    'with-value': value('Email', 'ada@northwind.example'),
    picklist: control('combobox', 'Lead Source'),
    multipicklist: control('group', 'Channels'),
    'with-help': text(/as printed on its label/),
    'label-inline': text('Email'),
    'label-hidden': control('textbox', 'Email'),
    required: text('*'),
    disabled: control('textbox', 'Email', true),
    readonly: control('link', 'ada@northwind.example'),
    wrong: text(/Enter an email address/),
    'not-connected': unconnected,
    loading: text('Loading field…'),
    failed: unreachable,
    'unknown-field': text(/field-name names “Emial”/),
    expired: all(sessionEnded, value('Email', 'ada@northwind.example')),
  },
  'sf-query-table': {
    accounts: text('100 of 400 records'),
    'by-object-and-fields': text('20 records'),
    'many-rows': text(/^100 of 5,\d{3} records$/),
    'every-field-type': text('20 records'),
    aggregates: text(/^\d+ records$/),
    empty: text('No records match.'),
    loading: busy,
    'not-connected': unconnected,
    failed: unreachable,
    'malformed-soql': text('The attribute soql is not valid SOQL.'),
    expired: all(sessionEnded, text('100 of 400 records')),
  },
  'sf-record-form': {
    create: control('button', 'Save'),
    'fields-from-describe': control('textbox', /^Company(?! D)/),
    view: control('button', 'Edit'),
    edit: all(control('button', 'Cancel'), value('First Name', 'Adaeze')),
    readonly: text('Birthdate'),
    'every-field-type': control('textbox', 'Door Code'),
    'every-field-type-shown': text(/^\*{4}\d{4}$/),
    compact: control('button', 'Save'),
    loading: busy,
    'record-on-its-way': all(busy, text('Lead Source')),
    'not-connected': unconnected,
    failed: unreachable,
    'unknown-object': text(/“Contct”, which is no object of this org/),
    'unknown-field': text(/names “Emial”/),
    'required-is-missing': all(text('Not saved: one thing needs a look.'), value('First Name', 'Ada')),
    'refused-by-the-org': text(/First name and last name are the same/),
    saved: text(/^Contact created\./),
    'answer-lost': all(control('button', 'Check'), text(/may not have been saved/)),
    'limit-reached': text(/The org has used up its API requests for today/),
    expired: all(sessionEnded, value('First Name', 'Ada'), value('Last Name', 'Byron')),
  },
};

/** What the kit means to say on the console. */
const announced = /^The org has used all API requests/;

describe('the stories', { skip: missing }, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...launchArguments] });
    page = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce' });
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.route(`${origin}/**`, (route) => {
      const path = `.${new URL(route.request().url()).pathname}`;
      return route.fulfill({ path: fileURLToPath(new URL(path, folder)) });
    });
    await page.goto(`${origin}/iframe.html?id=elements-sf-connection--not-connected&viewMode=story`);
    await page.locator('#storybook-root sf-connect-button').waitFor();
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve('axe-core/axe.min.js')) });
  });

  after(() => browser.close());

  it('are those expected here', () => {
    const { entries } = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as {
      entries: Record<string, { type: string }>;
    };
    const built = Object.keys(entries).filter((id) => entries[id]?.type === 'story');
    const expected = Object.entries(signs).flatMap(([tag, states]) =>
      Object.keys(states).map((state) => `elements-${tag}--${state}`),
    );
    assert.deepEqual(
      built.sort(),
      expected.sort(),
      'storybook-static is stale (npm run build-storybook), or a story has no sign',
    );
  });

  for (const [tag, states] of Object.entries(signs)) {
    describe(`of <${tag}>`, () => {
      for (const [state, sign] of Object.entries(states)) {
        it(`show ${state}`, async () => {
          complaints.length = 0;
          assert.equal(await showStory(page, `elements-${tag}--${state}`), 'success');
          await sign(page.locator('#storybook-root'));
          assert.deepEqual(await brokenRules(page), []);
          assert.deepEqual(
            complaints.filter((complaint) => !announced.test(complaint)),
            [],
          );
        });
      }
    });
  }
});

/** What of Storybook's own page is used here: the channel on which it is told what to show. */
interface Channel {
  emit(name: string, payload: unknown): void;
  on(name: string, listener: (payload: { storyId: string; status: string }) => void): void;
  off(name: string, listener: (payload: { storyId: string; status: string }) => void): void;
}

/** Shows a story in the page that is already there, since loading it anew takes a second. Gives how it ended. */
function showStory(page: Page, storyId: string): Promise<string> {
  return page.evaluate((storyId) => {
    const channel = Reflect.get(globalThis, '__STORYBOOK_ADDONS_CHANNEL__') as Channel;
    return new Promise<string>((resolve) => {
      const finished = (report: { storyId: string; status: string }) => {
        if (report.storyId !== storyId) return;
        channel.off('storyFinished', finished);
        resolve(report.status);
      };
      channel.on('storyFinished', finished);
      channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
    });
  }, storyId);
}

/** Accessibility rules the story breaks, and where. */
function brokenRules(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const axe = Reflect.get(globalThis, 'axe') as {
      run(context: string, options: RunOptions): Promise<AxeResults>;
    };
    const { violations } = await axe.run('#storybook-root', {
      resultTypes: ['violations'],
      // Judges whole pages.
      rules: { region: { enabled: false } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' > ')}: ${failureSummary}`),
    );
  });
}
