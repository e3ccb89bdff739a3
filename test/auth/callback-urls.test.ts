import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AuthConfig } from '../../src/auth/types.ts';
import {
  alter,
  alterations,
  type Flow,
  genuineAnswer,
  isAnswerTo,
  loginUrl,
  madeUp,
} from './callback-urls.ts';
import { FakePage, MemoryStorage } from './fake-page.ts';
import { navigated, open, pageOrigin } from './sign-in.ts';

const page = `${pageOrigin}/contact`;
const tokenUrl = `${loginUrl}/services/oauth2/token`;
const tokenFields = {
  access_token: '00D5!x',
  instance_url: loginUrl,
  id: `${loginUrl}/id/00D50000000IZ3ZEAW/00550000001fg5OAAQ`,
};

/** A page whose org answers at once, so that nothing of a run is under way when the next begins. */
class QuickPage extends FakePage {
  readonly asked: string[] = [];

  override get environment() {
    const fetch = async (input: RequestInfo | URL) => {
      this.asked.push(String(input));
      return Response.json(String(input) === tokenUrl ? tokenFields : {});
    };
    return { ...super.environment, fetch };
  }

  override tokenRequests(): number {
    return this.asked.filter((url) => url === tokenUrl).length;
  }
}

/** An app of its own for each run: what one run's tabs tell each other is no news to another's. */
function configure(flow: Flow, login: 'popup' | 'redirect'): AuthConfig {
  return { loginUrl, clientId: crypto.randomUUID(), flow, login };
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve));
};

/** As `until`, looking again at once: a run is to take no longer than what it does. */
async function soon(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Loads an address, and whatever page that one gives way to; gives all of them. */
async function loadAll(address: string, storage: Storage, config: AuthConfig) {
  const tab = new QuickPage(address, { storage });
  const { controller } = open(config, tab);
  await Promise.race([controller.start(), tab.hasLeft]);
  const [next] = tab.left;
  if (next === undefined) return { controller, tokenRequests: tab.tokenRequests() };
  assert.equal(new URL(next).origin, pageOrigin);
  assert.equal(tab.tokenRequests(), 0);
  return loadAll(next, storage, config);
}

/** What comes of an address that is loaded while a page waits for the answer to its redirect. */
async function byRedirect(flow: Flow, make: (state: string) => string) {
  const config = configure(flow, 'redirect');
  const { tab, controller } = open(config, new QuickPage(page));
  controller.connect();
  await tab.hasLeft;
  const state = new URL(tab.left[0] ?? '').searchParams.get('state') ?? '';
  const address = make(state);
  const landed = await loadAll(page + address, tab.storage, config);
  const { status } = landed.controller.state;
  return { address, state, status, tokenRequests: landed.tokenRequests };
}

/** The same for a page that waits for its popup. */
async function byPopup(flow: Flow, make: (state: string) => string) {
  const config = configure(flow, 'popup');
  const tab = new QuickPage(page);
  const { controller } = open(config, tab);
  const done = controller.connect().catch(() => {});
  await soon(() => tab.popup.url !== 'about:blank');
  const state = new URL(tab.popup.url).searchParams.get('state') ?? '';
  const address = make(state);
  const landing = new QuickPage(page + address, { opener: tab.openerOf(tab.popup) });
  await open(config, landing).controller.start();
  if (isAnswerTo(address, flow, state)) await soon(() => controller.state.status !== 'connecting');
  else await turns(2);
  const { status } = controller.state;
  const tokenRequests = tab.tokenRequests() + landing.tokenRequests();
  await controller.disconnect();
  await done;
  return { address, state, status, tokenRequests };
}

describe('security 2: of all callback URLs', () => {
  for (const flow of ['pkce', 'user-agent'] as const) {
    for (const [way, arrive] of Object.entries({ redirect: byRedirect, popup: byPopup })) {
      const check = async (make: (state: string) => string): Promise<boolean> => {
        const { address, state, status, tokenRequests } = await arrive(flow, make);
        const counts = isAnswerTo(address, flow, state);
        assert.equal(status === 'connected', counts, `${status} by ${JSON.stringify(address)}`);
        assert.equal(tokenRequests, counts && flow === 'pkce' ? 1 : 0, JSON.stringify(address));
        return counts;
      };

      it(`none but the genuine one signs in by ${way} and ${flow}, whatever was altered in it`, async () => {
        assert.ok(await check((state) => genuineAnswer(flow, state)));
        await fc.assert(
          fc.asyncProperty(alterations, async (steps) => {
            await check((state) => alter(genuineAnswer(flow, state), steps));
          }),
          { numRuns: 200 },
        );
      });

      it(`none that is made up signs in by ${way} and ${flow}`, async () => {
        await fc.assert(
          fc.asyncProperty(madeUp, async (address) => {
            await check((state) => address.replaceAll('STATE', state));
          }),
          { numRuns: 200 },
        );
      });
    }

    it(`security 4: none signs in by ${flow} where none is waited for`, async () => {
      const state = fc
        .constantFrom('popup', 'redirect')
        .map((mode) => `${mode}.${'0123456789abcdef'.repeat(2)}`);
      await fc.assert(
        fc.asyncProperty(state, alterations, madeUp, fc.boolean(), async (own, steps, made, isMade) => {
          const address = isMade ? made.replaceAll('STATE', own) : alter(genuineAnswer(flow, own), steps);
          const { controller, tokenRequests } = await loadAll(
            page + address,
            new MemoryStorage(),
            configure(flow, 'redirect'),
          );
          assert.notEqual(controller.state.status, 'connected', address);
          assert.equal(tokenRequests, 0, address);
        }),
        { numRuns: 200 },
      );
    });
  }

  it('security 8: and of all messages, none of another window, origin or kind signs in', async () => {
    const tab = new QuickPage(page);
    const { controller } = open(configure('pkce', 'popup'), tab);
    const done = controller.connect();
    const state = new URL(await navigated(tab.popup)).searchParams.get('state') ?? '';
    const answer = genuineAnswer('pkce', state).slice(1);
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.webUrl(), async (data, origin) => {
        const message = { type: 'sf-elements:sign-in-answer', answer };
        tab.receive(message, origin, tab.popup);
        tab.receive(message, pageOrigin, data);
        tab.receive(data, pageOrigin, tab.popup);
        tab.receive({ ...message, type: data }, pageOrigin, tab.popup);
        await turns(2);
        assert.equal(tab.tokenRequests(), 0);
        assert.equal(controller.state.status, 'connecting');
      }),
      { numRuns: 200 },
    );
    tab.receive({ type: 'sf-elements:sign-in-answer', answer }, pageOrigin, tab.popup);
    await done;
    assert.equal(controller.state.status, 'connected');
  });
});
