import { failure, unreadable } from '../../http/rest-failure.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A value that must be an object; with `properties`, one of none but these. @throws RestFailure */
export function objectOf(type: string, value: unknown, properties?: readonly string[]): JsonObject {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) throw unreadable(type, value ?? null);
  if (properties && !Object.keys(value).every((name) => properties.includes(name))) {
    throw unreadable(type, value);
  }
  return value as JsonObject;
}

/** @throws RestFailure */
export function listOf(source: JsonObject, name: string): readonly unknown[] {
  const value = source[name];
  if (!Array.isArray(value)) throw unreadable('ArrayList', value ?? null);
  return value;
}

/** @throws RestFailure */
export function textOf(source: JsonObject, name: string): string {
  const value = source[name];
  if (typeof value !== 'string') throw unreadable('String', value ?? null);
  return value;
}

/** A flag that is off unless it is set. @throws RestFailure */
export function flagOf(source: JsonObject, name: string): boolean {
  const value = source[name] ?? false;
  if (typeof value !== 'boolean') throw unreadable('Boolean', value);
  return value;
}

/** The HTTP method of a part, in capitals. @throws RestFailure */
export function methodOf(source: JsonObject): string {
  const method = textOf(source, 'method');
  if (['POST', 'PUT', 'PATCH', 'GET', 'DELETE'].includes(method)) return method;
  throw failure(400, 'JSON_PARSER_ERROR', `Invalid HTTP method: ${method}`);
}
