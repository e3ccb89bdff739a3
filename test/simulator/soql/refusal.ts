import assert from 'node:assert/strict';
import { SoqlError } from '../../../src/simulator/soql/soql-error.ts';
import type { TestOrg } from './org.ts';

/** A query that an org refuses, a `|` marking the place its error points at, and what it says. */
export type PlacedError = [soql: string, errorCode: string, problem: string];

/** How an org refuses a query; fails where it answers. */
export function refusal(org: TestOrg, soql: string): SoqlError {
  try {
    org.run(soql);
  } catch (error) {
    if (error instanceof SoqlError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${soql}`);
}

/** Checks code, place and problem of an error, and the form that Salesforce gives it. */
export function checkPlaced(org: TestOrg, [marked, errorCode, problem]: PlacedError): void {
  const at = marked.indexOf('|');
  const before = marked.slice(0, at).split('\n');
  const error = refusal(org, marked.replace('|', ''));
  const [first, , caret, place, ...rest] = error.message.split('\n');
  assert.equal(rest.join('\n'), problem);
  assert.equal(error.errorCode, errorCode);
  assert.equal(first, '');
  assert.equal(place, `ERROR at Row:${before.length}:Column:${(before.at(-1)?.length ?? 0) + 1}`);
  assert.match(caret ?? '', /^ *\^$/);
}

const WSDL = 'Please reference your WSDL or the describe call for the appropriate names.';
export const noColumn = (name: string, entity: string) =>
  `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${WSDL}`;
export const noRelationship = (name: string, place: string) =>
  `Didn't understand relationship '${name}' in ${place}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${WSDL}`;
export const noType = (name: string) =>
  `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${WSDL}`;
export const wrongType = (field: string, type: string) =>
  `value of filter criterion for field '${field}' must be of type ${type} and should not be enclosed in quotes`;
