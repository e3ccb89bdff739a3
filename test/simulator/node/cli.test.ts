import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { readOptions } from '../../../src/simulator/node/cli-options.ts';
import { end } from '../../support/processes.ts';
import { runCli, withCli } from './run-cli.ts';

const features = ['person-accounts', 'multi-currency', 'state-and-country-picklists'] as const;

describe('sf-simulated-org', () => {
  it('serves an org to pages of every origin it is given, with the records of a seed', async () => {
    const origins = ['https://shop.example', 'http://localhost:4001'];
    const allowed = origins.flatMap((origin) => ['--allow-origin', origin]);
    await withCli([...allowed, '--seed', '4', '--scale', 'small'], async (url, child) => {
      for (const origin of [...origins, 'http://localhost:4000']) {
        const { headers } = await fetch(`${url}/services/data`, { headers: { origin } });
        const answered = origins.includes(origin) ? origin : null;
        assert.equal(headers.get('access-control-allow-origin'), answered);
      }
      assert.equal(await end(child, 'SIGTERM'), 0);
    });
  });

  it('switches on the features it is asked for', () => {
    const switchedOn = (args: string[]) => {
      const options = readOptions(args);
      assert.ok(options !== 'help');
      return [options.personAccounts, options.multiCurrency, options.stateAndCountryPicklists];
    };
    assert.deepEqual(switchedOn([]), [false, false, false]);
    features.forEach((feature, index) => {
      const expected = features.map((_, other) => other === index);
      assert.deepEqual(switchedOn([`--${feature}`]), expected);
    });
    assert.deepEqual(switchedOn(features.map((feature) => `--${feature}`)), [true, true, true]);
  });

  it('tells its options when it is asked', async () => {
    const { code, output, complaints } = await runCli(['--help']);
    assert.deepEqual([code, complaints], [0, '']);
    const options = ['port', 'allow-origin', 'data', 'schema', 'seed', 'scale', ...features, 'help'];
    for (const option of options) {
      assert.match(output, new RegExp(`^  --${option}\\b`, 'm'));
    }
  });

  for (const [args, message] of [
    [['--prot', '4100'], /Unknown option '--prot'/],
    [['--port', 'x'], /--port takes a whole number from 0 to 65535, not "x"/],
    [['--port', '70000'], /--port takes/],
    [['--port'], /--port/],
    [['--seed', '1.5'], /--seed takes/],
    [['--scale', 'huge'], /--scale takes small, full or large, not "huge"/],
    [['--allow-origin', 'localhost:4000'], /--allow-origin takes an origin/],
    [['--allow-origin', 'http://example.com'], /--allow-origin takes .* "http:\/\/example\.com" is no/],
    [['--allow-origin', 'https://*'], /--allow-origin takes an origin/],
    [['--allow-origin', 'https://shop.example/page'], /--allow-origin takes an origin/],
    [['--data', ''], /--data takes the name of a file/],
    [['4100'], /4100/],
  ] as const) {
    it(`says what is wrong with "${args.join(' ')}"`, () => {
      assert.throws(() => readOptions(args), message);
    });
  }

  it('shows how it is used where its options are wrong', async () => {
    const { code, output, complaints } = await runCli(['--port', 'x']);
    assert.deepEqual([code, output], [2, '']);
    assert.match(complaints, /^--port takes .*\n\nUsage: sf-simulated-org/);
  });

  it('says in a line what to do about a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, complaints } = await runCli(['--port', String(port), '--scale', 'small']);
    server.close();
    assert.equal(code, 1);
    assert.equal(
      complaints,
      `Port ${port} is taken by another program. Stop that program, or choose another port with --port.\n`,
    );
  });

  it('says in a line what to do about a file it cannot use', async () => {
    const { code, output, complaints } = await runCli(['--data', import.meta.filename]);
    assert.deepEqual([code, output], [1, '']);
    assert.match(complaints, /^The data file .*cli\.test\.ts cannot be used\. .*\n$/);
  });
});
