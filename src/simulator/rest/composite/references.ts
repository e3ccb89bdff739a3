import { failure } from '../../http/rest-failure.ts';

const reference = /@\{([^{}]*)\}/g;
const wholeReference = /^@\{([^{}]*)\}$/;
const step = /\.(\w+)|\[(\d+)\]/y;

/** What can be put in a reference's place. */
type Value = string | number | boolean | null;

function isValue(value: unknown): value is Value {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The value at `.records[0].Id` in a body, if there is one. */
function valueAt(body: unknown, path: string): unknown {
  let value = body;
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const [, name, index] = step.exec(path) ?? [];
    const key = name ?? index;
    if (key === undefined || typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) !== (index !== undefined) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The ids by which a part refers to others. */
export function referencedIds(url: string, body: unknown): string[] {
  const references = `${url} ${JSON.stringify(body)}`.matchAll(reference);
  return [...references].map(([, expression = '']) => idIn(expression));
}

function idIn(expression: string): string {
  return /^[^.[]*/.exec(expression)?.[0] ?? '';
}

/**
 * Puts answers to earlier subrequests in the place of references such as `@{NewAccount.id}`.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/requests-composite.html
 */
export class References {
  readonly #bodies = new Map<string, unknown>();

  add(referenceId: string, body: unknown): void {
    this.#bodies.set(referenceId, body);
  }

  /** @throws RestFailure for a reference without a value */
  inUrl(url: string): string {
    return url.replace(reference, (_, expression: string) =>
      encodeURIComponent(this.#value(expression) ?? ''),
    );
  }

  /** A body with its references replaced, in its strings at any depth. @throws RestFailure as `inUrl` */
  inBody(body: unknown): unknown {
    if (typeof body === 'string') return this.#inText(body);
    if (Array.isArray(body)) return body.map((item) => this.inBody(item));
    if (typeof body !== 'object' || body === null) return body;
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, this.inBody(value)]));
  }

  /** A reference that stands alone keeps its type. */
  #inText(text: string): Value {
    const alone = wholeReference.exec(text)?.[1];
    if (alone !== undefined) return this.#value(alone);
    return text.replace(reference, (_, expression: string) => String(this.#value(expression) ?? ''));
  }

  #value(expression: string): Value {
    const referenceId = idIn(expression);
    const value = valueAt(this.#bodies.get(referenceId), expression.slice(referenceId.length));
    if (isValue(value)) return value;
    throw failure(
      400,
      'PROCESSING_HALTED',
      `Invalid reference specified. No value for ${expression} found in ${referenceId}. ${illegalReferenceId(expression)}`,
    );
  }
}

/** What the org says of a reference id with other characters than these. */
export function illegalReferenceId(referenceId: string): string {
  return `Provided referenceId ('${referenceId}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').`;
}
