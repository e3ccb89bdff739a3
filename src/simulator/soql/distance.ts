import type { FieldDescribe } from '../../api/types.ts';
import { isCompound } from '../store/output.ts';
import { quote } from '../store/tables.ts';
import type { Expression } from './operand.ts';
import type { Scope } from './scope.ts';
import type { SoqlError } from './soql-error.ts';
import type { Place } from './source.ts';
import type { Call, Operand } from './syntax.ts';

/** The mean radius of the Earth in each unit that DISTANCE knows. */
const RADII = new Map([
  ['km', 6371.0088],
  ['mi', 3958.7613],
]);

/** A point as SQL in degrees; the column where it is a field. */
interface Point {
  latitude: string;
  longitude: string;
  column: Expression['column'];
}

/** The column of a location's or address's coordinate, such as `Place__Latitude__s` or `BillingLatitude`. */
function coordinate(
  fields: readonly FieldDescribe[],
  compound: FieldDescribe,
  part: string,
): FieldDescribe | undefined {
  return fields.find(
    ({ compoundFieldName, name }) => compoundFieldName === compound.name && name.includes(part),
  );
}

/**
 * `DISTANCE(Place__c, GEOLOCATION(37.775, -122.418), 'mi')`: along the great circle, null where a point is not known.
 * Source: SOQL and SOSL Reference, "Location-Based SOQL Queries".
 */
export function distanceExpression(scope: Scope, call: Call, place: Place): Expression {
  const fail = (problem: string, word: string): SoqlError =>
    scope.source.fail('MALFORMED_QUERY', problem, word, place);

  function fieldPoint(path: string): Point {
    const column = scope.column(path, place);
    const { describe, alias } = column.parents.at(-1)?.targets[0] ?? scope;
    const [north, east] = ['Latitude', 'Longitude'].map((part) =>
      coordinate(describe.fields, column.field, part),
    );
    if (!isCompound(column.field) || north === undefined || east === undefined) {
      throw fail(`field ${column.field.name} does not support function DISTANCE`, path);
    }
    return { latitude: `${alias}.${quote(north.name)}`, longitude: `${alias}.${quote(east.name)}`, column };
  }

  function geolocation({ name, args }: Call): Point {
    const [latitude, longitude] = args.map(Number);
    const fits = args.length === 2 && Math.abs(latitude ?? 91) <= 90 && Math.abs(longitude ?? 181) <= 180;
    if (!fits) throw fail('Invalid geolocation: latitude must be -90 to 90, longitude -180 to 180', name);
    const [south, east] = [scope.statement.bind(latitude ?? 0), scope.statement.bind(longitude ?? 0)];
    return { latitude: south, longitude: east, column: undefined };
  }

  function point(operand: Operand | undefined): Point {
    if (typeof operand === 'string') return fieldPoint(operand);
    if (operand?.name === 'GEOLOCATION') return geolocation(operand);
    throw fail('DISTANCE takes two locations and a unit', call.name);
  }

  const [from, to, unit] = call.args;
  const [start, end] = [point(from), point(to)];
  if (start.column === undefined) throw fail('The location field must precede the coordinates', call.name);
  const radius = typeof unit === 'string' ? RADII.get(unit.replaceAll("'", '').toLowerCase()) : undefined;
  if (radius === undefined) throw fail("Invalid distance unit: must be 'mi' or 'km'", call.name);
  const [lat1, lat2] = [`radians(${start.latitude})`, `radians(${end.latitude})`];
  const half = (a: string, b: string) => `pow(sin((${b} - ${a}) / 2), 2)`;
  const across = half(`radians(${start.longitude})`, `radians(${end.longitude})`);
  const haversine = `${half(lat1, lat2)} + cos(${lat1}) * cos(${lat2}) * ${across}`;
  const sql = `(${2 * radius} * asin(sqrt(min(1, ${haversine}))))`;
  return { sql, type: 'double', column: undefined, aggregate: false, typed: call.name };
}
