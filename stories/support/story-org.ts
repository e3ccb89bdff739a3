import type { Decorator } from '@storybook/web-components-vite';
import { html } from 'lit';
import { describeGlobal } from '../../src/api/describe.ts';
import { Connection } from '../../src/connection/connection.ts';
import { createSimulatedOrg, type SimulatedOrg } from '../../src/simulator/simulated-org.ts';
import '../../src/define/sf-connection.ts';

/** What the story's org and session do; chosen by `parameters.org`. */
export type OrgBehaviour =
  | 'ready'
  | 'not-connected'
  | 'connecting'
  | 'popup-blocked'
  | 'denied'
  | 'refused'
  | 'loading'
  | 'record-loading'
  | 'down'
  | 'answer-lost'
  | 'limit-reached'
  | 'expired';

let org: Promise<SimulatedOrg> | undefined;

/** One simulated org for all stories of a page, inside the page. */
function storyOrg(): Promise<SimulatedOrg> {
  org ??= createSimulatedOrg({ origin: 'https://simulated.my.salesforce.com' });
  return org;
}

/** Loads the connection of a story as its `parameters.org` says. */
export async function loadConnection({ parameters }: { parameters: Record<string, unknown> }) {
  return { connection: await createConnection((parameters.org ?? 'ready') as OrgBehaviour) };
}

/** Puts the story inside an `<sf-connection>` to the simulated org. */
export const insideConnection: Decorator = (story, { loaded }) =>
  html`<sf-connection .connection=${loaded.connection as Connection}>${story()}</sf-connection>`;

/** Ends the session of the story's connection, and waits until the kit knows. */
export async function expire(canvas: HTMLElement): Promise<void> {
  const connection = canvas.querySelector('sf-connection')?.connection;
  if (connection) await end(connection);
}

async function end(connection: Connection): Promise<void> {
  await connection.start();
  ended.add(connection);
  await describeGlobal(connection.client).catch(() => undefined);
}

const ended = new WeakSet<Connection>();

async function createConnection(behaviour: OrgBehaviour): Promise<Connection> {
  switch (behaviour) {
    case 'not-connected':
      return new Connection(appOfAcme);
    case 'popup-blocked': {
      const connection = new Connection(appOfAcme, { open: () => null });
      await connection.connect().catch(() => undefined);
      return connection;
    }
    case 'denied':
      return backFromLogin({ error: 'access_denied', error_description: 'end-user denied authorization' });
    case 'refused':
      return backFromLogin({
        error: 'invalid_scope',
        error_description: 'the requested scope is not allowed',
      });
    case 'expired': {
      const connection = await connectionToStoryOrg(behaviour);
      await end(connection);
      return connection;
    }
    default:
      return connectionToStoryOrg(behaviour);
  }
}

const appOfAcme = { loginUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9' };

/** The connection of a page that the org's login page has sent its visitor back to, with an error. */
async function backFromLogin(error: Record<string, string>): Promise<Connection> {
  const page = `${location.origin}${location.pathname}`;
  const login = await new Promise<string>((assign) => {
    const leaving = new Connection(appOfAcme, pageAt(page, assign));
    void leaving.connect({ login: 'redirect' });
  });
  const state = new URL(login).searchParams.get('state') ?? '';
  const connection = new Connection(appOfAcme, pageAt(`${page}?${new URLSearchParams({ ...error, state })}`));
  await connection.start();
  return connection;
}

/** An address that can be changed and left without leaving the story. */
function pageAt(page: string, assign?: (url: string) => void) {
  const address = Object.assign(new URL(page), { assign });
  const replaceState = (_state: unknown, _title: string, url: string) => {
    address.href = url;
  };
  return {
    location: address as unknown as Location,
    history: { state: null, replaceState } as unknown as History,
  };
}

async function connectionToStoryOrg(behaviour: OrgBehaviour): Promise<Connection> {
  const simulated = await storyOrg();
  const never = new Promise<never>(() => {});
  const isEnded = () => ended.has(connection);
  const connection: Connection = new Connection(
    {
      tokenSource: async ({ expired }) => {
        if (behaviour === 'connecting') return never;
        if (expired && isEnded()) throw new Error('The story’s session has ended.');
        const { id, ...session } = simulated.signIn();
        // Metadata is kept by the user's id: without, nothing of other stories is drawn.
        return showsNothing(behaviour) ? session : { id, ...session };
      },
    },
    {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (behaviour === 'loading' && !request.url.includes('/sobjects/User/')) return never;
        if (behaviour === 'record-loading' && (await readsRecord(request))) return never;
        if (behaviour === 'down') throw new TypeError('The story’s org is down.');
        if (behaviour === 'limit-reached')
          return refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
        if (isEnded()) return refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        const answer = await simulated.handle(request);
        const isCreate = request.method === 'POST' && request.url.includes('/sobjects/');
        if (behaviour === 'answer-lost' && isCreate) throw new TypeError('The story’s network broke.');
        return answer;
      },
    },
  );
  return connection;
}

function showsNothing(behaviour: OrgBehaviour): boolean {
  return ['loading', 'down', 'limit-reached'].includes(behaviour);
}

/** By itself, or among others in one call. */
async function readsRecord(request: Request): Promise<boolean> {
  const asked = request.url + (await request.clone().text());
  return /\/sobjects\/(?!User\b)\w+\/\w{15,18}\?/.test(asked);
}

function refusal(status: number, errorCode: string, message: string): Response {
  return Response.json([{ message, errorCode }], { status });
}
