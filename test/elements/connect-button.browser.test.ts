import { sendKeys } from '@web/test-runner-commands';
import { Connection, type ConnectionConfig } from '../../src/connection/connection.ts';
import '../../src/define/sf-connect-button.ts';
import '../../src/define/sf-connection.ts';
import '../../src/define/sf-record-form.ts';
import { initialsOf } from '../../src/elements/connect-button/initials.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';

describe('<sf-connect-button>', () => {
  let org: BrowserOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => document.querySelector('sf-connection')?.remove());

  /** A button whose connection is what `prepare` makes of it. */
  async function setup(prepare: (connection: HTMLElementTagNameMap['sf-connection']) => void) {
    const connection = document.createElement('sf-connection');
    const button = document.createElement('sf-connect-button');
    connection.append(button);
    prepare(connection);
    document.body.append(connection);
    await connection.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    await button.updateComplete;
    const part = (selector: string) => button.shadowRoot?.querySelector<HTMLElement>(selector);
    const text = () => button.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    return { connection, button, part, text };
  }

  async function setupConnected() {
    const session = await org.signIn();
    const parts = await setup((connection) => {
      connection.tokenSource = async () => session;
    });
    await until(() => parts.text().includes('Ada'));
    return parts;
  }

  const disconnected = (connection: HTMLElement) => {
    connection.setAttribute('login-url', org.url);
    connection.setAttribute('client-id', 'simulated-client');
  };

  it('is accessible before and after sign-in', async () => {
    const before = await setup(disconnected);
    await expectAccessible(before.button);
    before.connection.remove();
    const after = await setupConnected();
    await expectAccessible(after.button);
    after.part('.account')?.click();
    await after.button.updateComplete;
    await expectAccessible(after.button);
  });

  it('offers to connect', async () => {
    const { text, part } = await setup(disconnected);
    assert.equal(text(), 'Connect to Salesforce');
    assert.ok(!part('button')?.hasAttribute('disabled'));
  });

  it('is disabled while the connection is set up wrong', async () => {
    const { part } = await setup(() => {});
    assert.ok(part('button')?.hasAttribute('disabled'));
  });

  describe('where the browser blocks the sign-in window', () => {
    /** A connection whose page can open no popup, and where it was sent to instead. */
    function blocked(config: ConnectionConfig = {}) {
      const left: URL[] = [];
      const { href, origin } = location;
      const assign = (url: string) => left.push(new URL(url));
      const connection = new Connection(
        { loginUrl: org.url, clientId: 'simulated-client', ...config },
        { open: () => null, location: { href, origin, search: '', hash: '', assign } as unknown as Location },
      );
      return { connection, left };
    }

    /** By redirect, to the org's own page. */
    async function expectLeft(left: URL[]) {
      await until(() => left.length > 0);
      assert.equal(left.length, 1);
      assert.equal(`${left[0]?.origin}${left[0]?.pathname}`, `${org.url}/services/oauth2/authorize`);
      assert.match(left[0]?.searchParams.get('state') ?? '', /^redirect\./);
    }

    afterEach(() => {
      localStorage.clear();
      sessionStorage.clear();
    });

    it('says so and offers to sign in without one', async () => {
      const { connection, left } = blocked();
      const { button, part, text } = await setup((element) => {
        element.connection = connection;
      });
      part('button')?.focus();
      part('button')?.click();
      await until(() => text().includes('The browser blocked the sign-in window.'));
      await button.updateComplete;
      assert.equal(connection.state.status, 'disconnected');
      assert.ok(button.shadowRoot?.activeElement === part('button'), 'the focus is lost');
      await expectAccessible(button);
      assert.equal(part('.notice button')?.textContent, 'Sign in without a window');
      part('.notice button')?.focus();
      part('.notice button')?.click();
      await expectLeft(left);
      assert.equal(text(), 'Waiting for sign-in…');
      assert.ok(button.shadowRoot?.activeElement === part('button'), 'the focus is lost');
    });

    it('says so after the session has ended, too', async () => {
      const { form, left, text } = await expiredForm();
      const offer = () => form.shadowRoot?.querySelector<HTMLElement>('.aside button');
      offer()?.focus();
      offer()?.click();
      await until(() => offer()?.textContent === 'Sign in without a window');
      await form.updateComplete;
      assert.ok(form.shadowRoot?.activeElement === offer(), 'the focus is lost');
      assert.match(text(), /^Connect again The browser blocked the sign-in window\./);
      await expectAccessible(form);
      offer()?.click();
      await expectLeft(left);
    });

    /** A form under a session that ended while it was open, beside a button. */
    async function expiredForm() {
      const { accessToken, instanceUrl, id } = await org.signIn();
      const [organizationId, userId] = id.split('/').slice(-2);
      const session = { grant: { accessToken, instanceUrl }, organizationId, userId };
      localStorage.setItem(`sf-elements:session:${org.url}:simulated-client`, JSON.stringify({ session }));
      const { connection, left } = blocked({ storage: 'local' });
      const form = Object.assign(document.createElement('sf-record-form'), {
        objectApiName: 'Account',
        fields: 'Name',
      });
      const { text } = await setup((element) => {
        element.connection = connection;
        element.append(form);
      });
      await until(() => form.shadowRoot?.querySelector('sf-field') !== null);
      await org.expireAccessTokens();
      await connection.describe('Contact').catch(() => undefined);
      await until(() => form.shadowRoot?.querySelector('.aside button') !== null);
      assert.equal(connection.state.status, 'expired');
      return { form, left, text };
    }
  });

  it('shows name and initials of who is connected', async () => {
    const { part } = await setupConnected();
    assert.match(part('.account')?.getAttribute('aria-label') ?? '', /^Salesforce account: Ada /);
    assert.match(part('.initials')?.dataset.initials ?? '', /^A\p{Lu}$/u);
  });

  it('opens and closes its menu by click, Escape and a click elsewhere', async () => {
    const { button, part } = await setupConnected();
    const isOpen = async () => {
      await button.updateComplete;
      return part('.account')?.getAttribute('aria-expanded') === 'true' && !part('.menu')?.hidden;
    };
    part('.account')?.click();
    assert.ok(await isOpen());
    part('.menu button')?.focus();
    part('.menu button')?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    assert.ok(!(await isOpen()));
    assert.ok(button.shadowRoot?.activeElement === part('.account'), 'the focus is lost');
    part('.account')?.click();
    assert.ok(await isOpen());
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    assert.ok(!(await isOpen()));
  });

  it('closes its menu when the Tab key leads out of it', async () => {
    const { connection, button, part } = await setupConnected();
    connection.append(Object.assign(document.createElement('input'), { ariaLabel: 'Next' }));
    const isOpen = async () => {
      await button.updateComplete;
      return !part('.menu')?.hidden;
    };
    part('.account')?.focus();
    part('.account')?.click();
    await sendKeys({ press: 'Tab' });
    assert.ok(button.shadowRoot?.activeElement === part('.menu button'));
    assert.ok(await isOpen());
    await sendKeys({ press: 'Tab' });
    assert.ok(document.activeElement === connection.querySelector('input'));
    assert.ok(!(await isOpen()));
  });

  for (const [place, direction, edge] of [
    ['flex-start', 'ltr', 'left'],
    ['flex-end', 'ltr', 'right'],
    ['flex-start', 'rtl', 'right'],
    ['flex-end', 'rtl', 'left'],
  ] as const) {
    it(`keeps its menu in the page at ${place} in a page that reads ${direction}`, async () => {
      const { connection, button, part } = await setupConnected();
      connection.dir = direction;
      connection.style.display = 'flex';
      connection.style.justifyContent = place;
      part('.account')?.click();
      await button.updateComplete;
      const menu = part('.menu')?.getBoundingClientRect();
      assert.ok(menu && menu.left >= 0 && menu.right <= document.documentElement.clientWidth);
      assert.equal(menu[edge], button.getBoundingClientRect()[edge]);
    });
  }

  it('disconnects from its menu', async () => {
    const { connection, button, part, text } = await setupConnected();
    let told = 0;
    connection.addEventListener('sf-disconnected', () => told++);
    part('.account')?.click();
    await button.updateComplete;
    part('.menu button')?.click();
    await until(() => text() === 'Connect to Salesforce');
    assert.equal(told, 1);
  });

  it('keeps the focus when its button becomes another', async () => {
    const { connection, button, part, text } = await setupConnected();
    part('.account')?.click();
    await button.updateComplete;
    part('.menu button')?.focus();
    part('.menu button')?.click();
    await until(() => text() === 'Connect to Salesforce');
    await button.updateComplete;
    assert.ok(part('button'));
    assert.ok(button.shadowRoot?.activeElement === part('button'), 'the focus is lost');
    await connection.connect();
    await until(() => text().includes('Ada'));
    assert.ok(button.shadowRoot?.activeElement === part('.account'), 'the focus is lost');
  });

  it('leaves the focus elsewhere in the page alone', async () => {
    const { connection, button, text } = await setupConnected();
    const input = document.createElement('input');
    connection.append(input);
    input.focus();
    await connection.disconnect();
    await until(() => text() === 'Connect to Salesforce');
    await button.updateComplete;
    assert.ok(document.activeElement === input, 'the focus was taken');
  });

  it('is signed out when the connection is pointed at another org', async () => {
    const { connection, text } = await setupConnected();
    let told = 0;
    connection.addEventListener('sf-disconnected', () => told++);
    connection.tokenSource = undefined;
    disconnected(connection);
    await until(() => text() === 'Connect to Salesforce');
    assert.equal(told, 1);
  });

  it('works without the user’s name where the org keeps it back', async () => {
    const session = await org.signIn();
    const { text } = await setup((connection) => {
      connection.tokenSource = async () => ({
        accessToken: session.accessToken,
        instanceUrl: session.instanceUrl,
      });
    });
    await until(() => text().startsWith('Connected'));
  });

  it('takes the first letters of the first and last word', () => {
    assert.equal(initialsOf('Ada von Lovelace'), 'AL');
    assert.equal(initialsOf('ada'), 'A');
    assert.equal(initialsOf('  '), '');
    assert.equal(initialsOf('élodie 🙂smile'), 'É🙂');
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 20) {
    if (waited > 5000) assert.fail('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
