import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compareShape } from './payload-shape.ts';

describe('compareShape', () => {
  test('payloads of one shape have no differences, whatever they hold', () => {
    const genuine = { a: 'x', b: [{ c: 1 }, { c: null }], d: null, e: { f: true } };
    const simulated = { a: 'y', b: [{ c: 2 }], d: 'anything', e: { f: false } };
    assert.deepEqual(compareShape(genuine, simulated), []);
  });

  test('keys that are missing or added are told, at every depth', () => {
    assert.deepEqual(compareShape({ a: 1, b: { c: 1 } }, { b: { d: 1 } }), [
      'a: missing',
      'b.c: missing',
      'b.d: added',
    ]);
  });

  test('values of another type are told, null among them', () => {
    assert.deepEqual(compareShape({ a: 'x', b: {}, c: 1 }, { a: null, b: [], c: '1' }), [
      'a: null instead of string',
      'b: list instead of object',
      'c: string instead of number',
    ]);
  });

  test('ids, dates and datetimes are types of their own', () => {
    const genuine = { id: '0031700000pHcf8AAC', at: '2019-02-15T10:33:07.000Z', on: '2019-02-15' };
    const simulated = { id: '003', at: '2019-02-15T10:33:07.000+0000', on: 'today' };
    assert.deepEqual(compareShape(genuine, simulated), [
      'id: string instead of id',
      'at: datetime +0000 instead of datetime Z',
      'on: string instead of date',
    ]);
  });

  test('items of a list are compared all with all', () => {
    assert.deepEqual(compareShape({ a: [{ b: 1 }, { b: 1 }] }, { a: [{ b: 1 }, { c: 1 }] }), [
      'a[].b: missing in some',
      'a[].c: added',
    ]);
    assert.deepEqual(compareShape({ a: [1] }, { a: [] }), ['a[]: none']);
  });

  test('items that have names are compared by them', () => {
    const genuine = { fields: [{ name: 'A', length: 1 }, { name: 'B' }] };
    const simulated = { fields: [{ name: 'C' }, { name: 'A', length: '1' }] };
    assert.deepEqual(compareShape(genuine, simulated), [
      'fields[A].length: string instead of number',
      'fields[B]: missing',
      'fields[C]: added',
    ]);
  });

  test('maps by ids are compared all with all', () => {
    const genuine = { records: { '0031700000pHcf8AAC': { a: 1 } } };
    const simulated = { records: { '003Sm0000000001AAA': { a: '1' }, '003Sm0000000002AAA': { a: '1' } } };
    assert.deepEqual(compareShape(genuine, simulated), ['records.{id}.a: string instead of number']);
  });
});
