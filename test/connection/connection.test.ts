import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Connection } from '../../src/connection/connection.ts';
import type { Session } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

describe('Connection', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  /** Alone or, with the read of the user, as part of a composite request. */
  const describesAsked = () =>
    org.requests().filter(({ path }) => /\/(describe|composite)$/.test(path)).length;

  /** A connection whose page hands out the sessions of a user, and what the page can do. */
  async function setup() {
    let username: string | undefined;
    let isOpen = true;
    const tokenSource = async ({ expired }: { expired: boolean }): Promise<Session> => {
      if (expired && !isOpen) throw new Error('signed out');
      return org.signIn(username);
    };
    const connection = new Connection({ tokenSource });
    await connection.start();
    const expire = async () => {
      isOpen = false;
      org.expireAccessTokens();
      await assert.rejects(connection.client.request({ operation: 'Test', path: 'limits' }));
      assert.equal(connection.state.status, 'expired');
      isOpen = true;
    };
    const become = (name: string) => {
      username = name;
    };
    return { connection, expire, become };
  }

  it('describes an object once for all, also after the same user has come back', async () => {
    const { connection, expire } = await setup();
    const asked = describesAsked();
    await Promise.all([connection.describe('Account'), connection.describe('account')]);
    await expire();
    await connection.connect();
    await connection.describe('Account');
    assert.equal(describesAsked(), asked + 1);
  });

  it('does without the user where the org’s answer cannot be used', async () => {
    const tokenSource = async () => ({
      accessToken: 'any',
      instanceUrl: 'https://acme.my.salesforce.com',
      id: 'https://login.salesforce.com/id/00D50000000IZ3ZEAW/00550000001fg5OAAQ',
    });
    const headers = { 'content-type': 'application/json' };
    const fetch = async () => new Response('null', { headers });
    const connection = new Connection({ tokenSource }, { fetch });
    await connection.start();
    await assert.rejects(connection.client.request({ operation: 'Test', path: 'limits' }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(connection.state.status, 'connected');
    assert.equal(connection.state.user, undefined);
  });

  it('describes anew for another user, who may see other fields', async () => {
    const { connection, expire, become } = await setup();
    await connection.describe('Account');
    await expire();
    become('jonas@northwind.example');
    await connection.connect();
    const asked = describesAsked();
    await connection.describe('Account');
    assert.equal(describesAsked(), asked + 1);
  });
});
