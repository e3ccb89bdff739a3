import fc from 'fast-check';
import type { AuthConfig } from '../../src/auth/types.ts';

export type Flow = NonNullable<AuthConfig['flow']>;

export const loginUrl = 'https://acme.my.salesforce.com';

/** What the org answers to a sign-in with that state, from the `?` or `#` on. */
export function genuineAnswer(flow: Flow, state: string): string {
  if (flow === 'pkce') return `?code=aPrx.x%3D%3D&state=${state}`;
  const id = `${loginUrl}/id/00D50000000IZ3ZEAW/00550000001fg5OAAQ`;
  const fields = { access_token: '00D5!x', instance_url: loginUrl, id, token_type: 'Bearer', state };
  return `#${new URLSearchParams(fields)}`;
}

/**
 * Whether an address holds an answer to the sign-in of that state: once everything that an answer has, and nothing of
 * another. Which code the org gave, no page can know; the verifier is for that.
 */
export function isAnswerTo(address: string, flow: Flow, state: string): boolean {
  const { search, hash } = new URL(address, 'https://shop.example');
  const parts = flow === 'pkce' ? [search] : [search, hash];
  const isAddressed = (text: string) =>
    new URLSearchParams(text).getAll('state').some((value) => /^(popup|redirect)\./.test(value));
  const text = parts.map((part) => part.slice(1)).find(isAddressed);
  const given = [...new URLSearchParams(text)];
  const valuesOf = (name: string) => given.filter(([key]) => key === name).map(([, value]) => value);
  const isOnce = (name: string, pattern: RegExp) =>
    valuesOf(name).length === 1 && pattern.test(valuesOf(name)[0] ?? '');
  const hasTwice = (names: string[]) => names.some((name) => valuesOf(name).length > 1);
  const isNamed = valuesOf('iss').every((iss) => iss === loginUrl || iss === `${loginUrl}/`);
  if (text === undefined || /%(?![\da-f]{2})/i.test(text) || !isNamed) return false;
  if (valuesOf('state').join() !== state || valuesOf('error').length > 0) return false;
  if (flow === 'pkce') {
    const isRepeated = hasTwice(['iss', 'error_description', 'error_uri']);
    return isOnce('code', /^[!-~]{1,4096}$/) && valuesOf('access_token').length === 0 && !isRepeated;
  }
  const isBearer = valuesOf('token_type').every((type) => /^bearer$/i.test(type));
  const isPlain = !hasTwice(given.map(([name]) => name)) && valuesOf('code').length === 0;
  const isOrg = isOnce('instance_url', /^https:\/\/acme\.my\.salesforce\.com\/?$/i);
  return isOnce('access_token', /^[!-~]+$/) && isOrg && isBearer && isPlain;
}

type Change = (address: string, at: number, text: string) => string;

const parameters = (address: string) => address.slice(1).split('&');
const assemble = (address: string, list: string[]) => `${address.slice(0, 1)}${list.join('&')}`;
const other = (text: string) => (text === '?' ? '#' : '?');
const extras = [
  'error=access_denied',
  'code=y',
  'access_token=y',
  'iss=https://evil.example',
  'tab=2',
  'x=%',
];
const prototypeKeys = ['__proto__', 'constructor', 'popup.__proto__', 'redirect.toString', 'popup.%25'];

/** Ways in which an answer can be altered on its way. */
const changes: Record<string, Change> = {
  'a piece is cut off': (address, at) => address.slice(0, at % (address.length + 1)),
  'a parameter is dropped': (address, at) =>
    assemble(
      address,
      parameters(address).filter((_, index, all) => index !== at % all.length),
    ),
  'a parameter comes twice': (address, at) => {
    const list = parameters(address);
    return assemble(address, [...list, list[at % list.length] ?? '']);
  },
  'two parameters change places': (address, at) =>
    assemble(
      address,
      parameters(address)
        .toReversed()
        .slice(at % 2),
    ),
  'two values change places': (address) =>
    address.replace(/(code|access_token)=([^&]*)(.*)state=([^&]*)/, '$1=$4$3state=$2'),
  'a value is encoded twice': (address, at) => {
    const encode = (value: string, index: number, all: string[]) =>
      index === at % all.length
        ? value.replace(/=.*/, (rest) => `=${encodeURIComponent(rest.slice(1))}`)
        : value;
    return assemble(address, parameters(address).map(encode));
  },
  'a value is encoded to the last letter': (address) =>
    address.replace(/state=([^&]*)/, (_, state: string) => {
      const hex = [...state].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
      return `state=${hex.join('')}`;
    }),
  'it is in capitals': (address, at) =>
    at % 2
      ? address.toUpperCase()
      : address.replace(/state=.*/, (rest) => `state=${rest.slice(6).toUpperCase()}`),
  'its state is a prototype key': (address, at) =>
    address.replace(/state=[^&]*/, `state=${prototypeKeys[at % prototypeKeys.length]}`),
  'a parameter is added': (address, at) => `${address}&${extras[at % extras.length]}`,
  'a parameter is put before': (address, at) =>
    assemble(address, [extras[at % extras.length] ?? '', ...parameters(address)]),
  'another state is added': (address, at) => `${address}&state=${at % 2 ? 'x' : `popup.${'0'.repeat(32)}`}`,
  'it is for the other mode': (address) =>
    address.replace(/(popup|redirect)\./, (mode) => (mode === 'popup.' ? 'redirect.' : 'popup.')),
  'query and fragment change places': (address) => other(address.slice(0, 1)) + address.slice(1),
  'it comes in both': (address) => `${address}${other(address.slice(0, 1))}${address.slice(1)}`,
  'text is put in': (address, at, text) => {
    const place = 1 + (at % address.length);
    return address.slice(0, place) + text + address.slice(place);
  },
};

/** An answer that is altered up to three times. */
export const alterations = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(changes)),
    fc.nat(500),
    fc.string({ unit: 'binary', maxLength: 6 }),
  ),
  { maxLength: 3 },
);

export function alter(address: string, steps: readonly [name: string, at: number, text: string][]): string {
  return steps.reduce((altered, [name, at, text]) => changes[name]?.(altered, at, text) ?? altered, address);
}

const piece = fc.oneof(
  fc.constantFrom('state=STATE', 'state=STATE', 'code=x', 'access_token=y', `instance_url=${loginUrl}`),
  fc.constantFrom(
    'state=',
    'state=STATE0',
    'code=',
    'code=%00',
    'iss=',
    `iss=${loginUrl}`,
    'error=e',
    ...extras,
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const part = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('&'));

/** An address made from scratch; `STATE` stands for the state that is waited for. */
export const madeUp = fc.oneof(
  part.map((text) => `?${text}`),
  part.map((text) => `#${text}`),
  fc.tuple(part, part).map(([search, hash]) => `?${search}#${hash}`),
);
