import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSettings, writeSettings } from '../../../src/simulator/worker/worker-settings.ts';

const script = new URL('https://page.example/kit/sf-simulated-org-worker.js?v=7');

describe('what a page tells the org in its service worker', () => {
  test('comes to the worker as it was told, or as the default', () => {
    const settings = {
      path: 'a/b-1.c',
      seed: 7,
      scale: 'small',
      pageSize: 200,
      faultHeader: true,
      personAccounts: true,
      multiCurrency: true,
      stateAndCountryPicklists: true,
    } as const;
    assert.deepEqual(readSettings(writeSettings(script, settings)), settings);
    const off = { seed: undefined, multiCurrency: false };
    for (const url of [writeSettings(script, {}), writeSettings(script, off), script]) {
      assert.deepEqual(readSettings(url), { path: 'org', scale: 'full' });
    }
    assert.equal(writeSettings(script, {}).searchParams.get('v'), '7');
  });

  test('puts the org below the scope, and never in the place of the page', () => {
    for (const path of [
      '',
      '/org',
      'org/',
      '../org',
      '.',
      'a/../b',
      'a//b',
      'org?x',
      'https://else.example/org',
    ]) {
      assert.throws(() => writeSettings(script, { path }), /is no place for an org/, path);
    }
  });
});
