const isTrue = (value: unknown): boolean => value === true;
const isText = (value: unknown): boolean => typeof value === 'string';
const isWhole = (value: unknown): boolean => Number.isInteger(value);
const isStatus = (value: unknown): boolean => isWhole(value) && Number(value) >= 200 && Number(value) <= 599;
const isOneOf =
  (...words: string[]) =>
  (value: unknown): boolean =>
    words.some((word) => word === value);

function isHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  try {
    new Headers(value as Record<string, string>);
    return Object.values(value).every(isText);
  } catch {
    return false;
  }
}

/** What timers can wait; beyond it they go off at once. */
const longestDelay = 2 ** 31 - 1;

/** What an effect may be. */
const effects: Readonly<Record<string, (value: unknown) => boolean>> = {
  status: isStatus,
  drop: isOneOf('before', 'after'),
  stall: isOneOf('headers', 'body'),
  truncate: isTrue,
  delay: (value) => isWhole(value) && Number(value) >= 0 && Number(value) <= longestDelay,
  withoutCors: (value) => isTrue(value) || isStatus(value),
  expire: isOneOf('token', 'cursor', 'limit'),
  skew: isWhole,
};

/** What may stand beside a status. */
const answers: Readonly<Record<string, (value: unknown) => boolean>> = {
  errors: (value) => Array.isArray(value),
  body: isText,
  contentType: (value) => isHeaders({ 'content-type': value }),
  headers: isHeaders,
};

/** What says which requests a fault meets. */
const reach: Readonly<Record<string, (value: unknown) => boolean>> = {
  path: (value) => isText(value) || value instanceof RegExp,
  method: isOneOf('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
  times: (value) => value === Number.POSITIVE_INFINITY || (isWhole(value) && Number(value) > 0),
};

const bodiless = [204, 205, 304];

/**
 * @param isAsked for by the request itself, so that the fault has no other to meet
 * @throws TypeError that says why a value is no fault
 */
export function checkFault(value: unknown, isAsked = false): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('A fault is an object.');
  }
  const given: [string, unknown][] = Object.entries(value).filter(([, part]) => part !== undefined);
  if (given.filter(([name]) => Object.hasOwn(effects, name)).length !== 1) {
    throw new TypeError(`A fault has exactly one effect, of ${Object.keys(effects).join(', ')}.`);
  }
  const known = { ...effects, ...(isAsked ? {} : reach), ...('status' in value ? answers : {}) };
  for (const [name, part] of given) {
    if (!Object.hasOwn(known, name)) throw new TypeError(`This fault cannot have "${name}".`);
    if (!known[name]?.(part)) throw new TypeError(`A fault's "${name}" cannot be ${JSON.stringify(part)}.`);
  }
  const { status, body, errors } = value as Record<string, unknown>;
  if (bodiless.includes(Number(status)) && (body !== undefined || errors !== undefined)) {
    throw new TypeError(`An answer with status ${status} has no body.`);
  }
}
