/** In the order of their codes, so that later ids are greater ones. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** What is counted from: `AAAAAAAAA`. */
const start = [...'AAAAAAAAA'].reduce((sum, digit) => sum * alphabet.length + alphabet.indexOf(digit), 0);
const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three characters that make a 15-character id safe where case is lost: five capital bits each. */
export function idChecksum(id15: string): string {
  let checksum = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let offset = 0; offset < 5; offset++) {
      if (/[A-Z]/.test(id15.charAt(start + offset))) bits |= 1 << offset;
    }
    checksum += checksumAlphabet.charAt(bits);
  }
  return checksum;
}

/** The 18-character id of the `count`-th record of an object. */
export function makeId(keyPrefix: string, count: number): string {
  let rest = start + count;
  let counter = '';
  while (counter.length < 9) {
    counter = alphabet.charAt(rest % alphabet.length) + counter;
    rest = Math.floor(rest / alphabet.length);
  }
  const id15 = `${keyPrefix}Sm0${counter.slice(-9)}`;
  return id15 + idChecksum(id15);
}

/** The 18-character form of a 15- or 18-character id; undefined for what is no id. */
export function normalizeId(id: string): string | undefined {
  if (!/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(id)) return undefined;
  const id15 = id.slice(0, 15);
  const whole = id15 + idChecksum(id15);
  return id.length === 15 || id === whole ? whole : undefined;
}
