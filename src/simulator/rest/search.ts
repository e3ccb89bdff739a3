import { json } from '../http/answers.ts';
import { failure } from '../http/rest-failure.ts';
import { unsupportedType } from '../schema/names.ts';
import { ComposedQuery, type SentWords } from '../sosl/composed-query.ts';
import { parseSosl } from '../sosl/parse-sosl.ts';
import { mostFound, runSearch, type Search, type SearchedObject, searchScopes } from '../sosl/run-search.ts';
import { tooShort } from '../sosl/search-error.ts';
import { readSearchTerm } from '../sosl/search-term.ts';
import { type JsonObject, listOf, objectOf, textOf } from './composite/read-json.ts';
import { jsonBody, type RestRequest } from './request.ts';
import { withSoql } from './with-soql.ts';

function answer(request: RestRequest, read: () => Search): Response {
  return json({ searchRecords: withSoql(request, (context) => runSearch(read(), context)) });
}

/** `GET /search?q=FIND {…}` */
export function search(request: RestRequest): Response {
  return answer(request, () => parseSosl(request.query.get('q') ?? ''));
}

const objectProperties = ['name', 'fields', 'limit', 'where', 'orderBy'];
const properties = ['q', 'fields', 'sobjects', 'in', 'overallLimit', 'defaultLimit', 'offset'];
/** About what this org has nothing of, or add to the answer what it leaves out: taken, and without effect. */
const idleProperties = [
  'dataCategories',
  'division',
  'metadata',
  'netIds',
  'pricebookId',
  'snippet',
  'spellCorrection',
  'updateTracking',
  'updateViewStat',
];

function optionalText(source: JsonObject, name: string): string | undefined {
  return source[name] === undefined ? undefined : textOf(source, name);
}

/** A whole number, as JSON has it or as a query string does. */
function count(source: JsonObject, name: string): number | undefined {
  const value = source[name];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(String(value))) return Number(value);
  throw failure(400, 'INVALID_SEARCH', `The ${name} parameter must be a whole number.`);
}

function fieldList(source: JsonObject, otherwise: string): string {
  return source.fields === undefined ? otherwise : listOf(source, 'fields').join(', ');
}

/** Words that are sent by themselves. */
function alone(text: string): SentWords {
  return { text, at: 0, sent: text };
}

function readObject(value: unknown, whole: JsonObject): SearchedObject {
  const source = objectOf('sobjects', value, objectProperties);
  const name = textOf(source, 'name');
  const fields = fieldList(source, fieldList(whole, 'Id'));
  const [where, orderBy] = [optionalText(source, 'where'), optionalText(source, 'orderBy')];
  if (!/^\w+$/.test(name)) throw failure(400, 'INVALID_TYPE', unsupportedType(name));
  // In parentheses, or further clauses could follow the condition.
  const conditions = where ? [' WHERE (', alone(where), ')'] : [];
  const order = orderBy ? [' ORDER BY ', alone(orderBy)] : [];
  return {
    name,
    query: new ComposedQuery('SELECT ', alone(fields), ' FROM ', alone(name), ...conditions, ...order),
    limit: count(source, 'limit') ?? count(whole, 'defaultLimit'),
    offset: count(whole, 'offset'),
  };
}

function readSearch(whole: JsonObject): Search {
  const text = textOf(whole, 'q');
  const term = readSearchTerm(text);
  if (!term) throw tooShort(text);
  const within = optionalText(whole, 'in') ?? 'ALL';
  const scope = searchScopes.find((name) => name === within.replace(/\s+FIELDS$/i, '').toUpperCase());
  if (!scope) throw failure(400, 'INVALID_SEARCH_SCOPE', `Invalid search scope: ${within}`);
  const objects = whole.sobjects === undefined ? [] : listOf(whole, 'sobjects');
  return {
    term,
    scope,
    objects: objects.map((object) => readObject(object, whole)),
    limit: Math.min(count(whole, 'overallLimit') ?? mostFound, mostFound),
  };
}

/** `POST /parameterizedSearch` */
export function postParameterizedSearch(request: RestRequest): Response {
  const { values } = jsonBody(request);
  const known = [...properties, ...idleProperties];
  return answer(request, () => readSearch(objectOf('ParameterizedSearch', values, known)));
}

/** A query string in the shape of the body: `sobject=Contact&Contact.fields=Id,Name&Contact.limit=5`. */
function fromQueryString(query: URLSearchParams): JsonObject {
  const given = (keys: readonly string[], prefix: string) => {
    const found = keys.flatMap((key) => {
      const value = query.get(`${prefix}${key}`);
      return value === null ? [] : [[key, key === 'fields' ? value.split(',') : value] as const];
    });
    return Object.fromEntries(found);
  };
  const names = query.getAll('sobject');
  return {
    ...given(properties, ''),
    ...(names.length === 0
      ? {}
      : { sobjects: names.map((name) => ({ ...given(objectProperties, `${name}.`), name })) }),
  };
}

/** `GET /parameterizedSearch?q=…` */
export function getParameterizedSearch(request: RestRequest): Response {
  return answer(request, () => readSearch(fromQueryString(request.query)));
}
