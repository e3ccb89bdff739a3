import { type ClientOptions, createClient, type GetAccessToken } from '../../src/api/client.ts';
import type { TestOrg } from '../support/start-org.ts';

/** A client of a signed-in user that waits by a clock of the test's own, so that a test asserts waits without waiting. */
export function pacedClient(org: TestOrg, options: Partial<ClientOptions> = {}) {
  let session = org.signIn();
  const time = { now: Date.now() };
  const delays: number[] = [];
  const asked: Parameters<GetAccessToken>[0][] = [];
  const seen = org.requests().length;
  const client = createClient({
    getAccessToken: async (request) => {
      asked.push(request);
      if (request.refused === session.accessToken) session = org.signIn();
      return session;
    },
    now: () => time.now,
    random: () => 0.5,
    wait: async (milliseconds) => {
      delays.push(milliseconds);
      time.now += milliseconds;
    },
    ...options,
  });
  return {
    client,
    /** Milliseconds of each wait before another try. */
    delays,
    /** What the client's token source was asked for. */
    asked,
    /** Lets so many milliseconds pass. */
    pass(milliseconds: number): void {
      time.now += milliseconds;
    },
    /** What the org has been sent since, as `GET /path`, below the version's root. */
    sent(): string[] {
      return org
        .requests()
        .slice(seen)
        .map(({ method, path }) => `${method} ${path.replace('/services/data/v66.0', '')}`);
    },
  };
}
