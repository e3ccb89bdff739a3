import { parseArgs } from 'node:util';
import { checkPattern } from '../http/cors.ts';
import type { ServeOptions } from './serve.ts';

export const usage = `Usage: sf-simulated-org [options]

Serves a simulated Salesforce org over HTTP.

  --port NUMBER                   port to listen on; 0 takes any free one (default 4100)
  --allow-origin ORIGIN           origin whose pages may call the org; give it again for more
                                  (default http://localhost:4000)
  --data FILE                     keep the org's data in an SQLite file; without it they are gone when the org is stopped
  --schema PATH                   add objects: a describe saved as JSON from a real org, or a folder of them
  --seed NUMBER                   another number, other records (default 1)
  --scale SCALE                   how many records: small, full or large (default full)
  --person-accounts               switch on accounts that are people
  --multi-currency                switch on currencies with rates, and a currency in each record
  --state-and-country-picklists   switch on states that depend on countries, in every address
  --help                          show this text
`;

/** Options that make no sense; the message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const scales = ['small', 'full', 'large'] as const;

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new UsageError(`--${option} takes a whole number from 0 to ${most}, not "${text}".`);
}

function origin(text: string): string {
  try {
    checkPattern(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--allow-origin takes an origin such as http://localhost:4000. ${reason}`);
  }
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4100' },
        'allow-origin': { type: 'string', multiple: true, default: ['http://localhost:4000'] },
        data: { type: 'string' },
        schema: { type: 'string' },
        seed: { type: 'string', default: '1' },
        scale: { type: 'string', default: 'full' },
        'person-accounts': { type: 'boolean', default: false },
        'multi-currency': { type: 'boolean', default: false },
        'state-and-country-picklists': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What the command is asked for; `help` for the usage. @throws UsageError */
export function readOptions(args: readonly string[]): ServeOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const scale = scales.find((known) => known === values.scale);
  if (!scale) throw new UsageError(`--scale takes small, full or large, not "${values.scale}".`);
  if (values.data === '') throw new UsageError('--data takes the name of a file.');
  return {
    port: wholeNumber('port', values.port, 65_535),
    allowedOrigins: values['allow-origin'].map(origin),
    seed: wholeNumber('seed', values.seed, 2 ** 32 - 1),
    scale,
    personAccounts: values['person-accounts'],
    multiCurrency: values['multi-currency'],
    stateAndCountryPicklists: values['state-and-country-picklists'],
    ...(values.data === undefined ? {} : { dataFile: values.data }),
    ...(values.schema === undefined ? {} : { schemaPath: values.schema }),
  };
}
