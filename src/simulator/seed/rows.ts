import { personAccountId } from '../schema/person-accounts.ts';
import { leadSources, ratings } from '../schema/values.ts';
import type { StoredRow } from '../store/types.ts';
import type { Random } from './random.ts';
import {
  companyKinds,
  companyRoots,
  firstNames,
  jobs,
  lastNames,
  type Place,
  places,
  streets,
} from './words.ts';

export interface Company {
  readonly name: string;
  readonly industry: string;
  readonly domain: string;
  readonly place: Place;
}

const plain = (words: string): string =>
  words
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replace(/[^a-z0-9]/g, '');

/** So many names that are taken in a row show that few are left. */
const mostTries = 50;

/**
 * A company whose name is not in `taken`, which it joins; once names become scarce, a branch of one. Some trades are
 * commoner than others.
 */
export function company(random: Random, taken: Set<string>): Company {
  for (let tries = 0; ; tries++) {
    const root = random.pick(companyRoots);
    const rank = Math.floor(random.fraction() ** 1.6 * companyKinds.length);
    // Technology comes first; 7 steps through all the trades, since it does not divide their number.
    const [industry, kind] = companyKinds[(21 + rank * 7) % companyKinds.length] ?? ['Other', 'Group'];
    const branch = tries < mostTries ? undefined : random.pick(places);
    const words = [root, kind, ...(branch ? [branch.city] : [])];
    const name = words.join(' ');
    if (taken.has(name)) continue;
    taken.add(name);
    const domain = `${words.map(plain).join('-')}.example`;
    return { name, industry, domain, place: branch ?? random.pick(places) };
  }
}

function phoneNumber(random: Random, place: Place): string {
  return place.phone + String(random.whole(0, 99)).padStart(2, '0');
}

/** The parts of an address, named after their prefix. */
function addressRow(random: Random, prefix: string, place: Place): StoredRow {
  return {
    [`${prefix}Street`]: `${random.whole(1, 240)} ${random.pick(streets)}`,
    [`${prefix}City`]: place.city,
    [`${prefix}State`]: place.state,
    [`${prefix}PostalCode`]: place.postalCode,
    [`${prefix}Country`]: place.country,
  };
}

export interface Person {
  readonly row: StoredRow;
  readonly email: string;
}

export function person(random: Random, domain: string): Person {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const [title, department] = random.pick(jobs);
  const row: StoredRow = { FirstName: first, LastName: last, Title: title };
  if (random.chance(0.25)) row.Salutation = random.pick(['Mr.', 'Ms.', 'Dr.']);
  row.Department = department;
  return { row, email: `${plain(first)}.${plain(last)}@${domain}` };
}

export function accountRow(
  random: Random,
  { name, industry, domain, place }: Company,
  index: number,
): StoredRow {
  const employees = Math.round(10 ** (1 + random.fraction() * 3.2));
  const row: StoredRow = {
    Name: name,
    AccountNumber: `NW-${String(10_000 + index * 17)}`,
    Industry: industry,
    Type: random.pick(['Prospect', 'Customer - Direct', 'Customer - Direct', 'Customer - Channel', 'Other']),
    Rating: random.chance(0.7) ? random.pick(ratings) : null,
    Ownership: random.pick(['Public', 'Private', 'Private', 'Subsidiary']),
    AccountSource: random.chance(0.8) ? random.pick(leadSources) : null,
    NumberOfEmployees: employees,
    AnnualRevenue: Math.round((employees * random.whole(80, 320)) / 10) * 10_000,
    Phone: phoneNumber(random, place),
    Website: `https://www.${domain}`,
    YearStarted: String(random.whole(1921, 2022)),
    ...addressRow(random, 'Billing', place),
    BillingLatitude: place.latitude,
    BillingLongitude: place.longitude,
    BillingGeocodeAccuracy: 'City',
  };
  if (random.chance(0.5)) Object.assign(row, addressRow(random, 'Shipping', place));
  if (random.chance(0.3)) {
    row.Description = `${name} has been with us since a fair in ${place.city}. Deliveries go to the rear gate.`;
  }
  return row;
}

export function contactRow(random: Random, { domain, place }: Company): StoredRow {
  const { row, email } = person(random, domain);
  Object.assign(row, { Email: email, Phone: phoneNumber(random, place) });
  Object.assign(row, addressRow(random, 'Mailing', place));
  if (random.chance(0.6)) row.MobilePhone = phoneNumber(random, place);
  if (random.chance(0.7)) row.LeadSource = random.pick(leadSources);
  if (random.chance(0.35)) {
    const day = new Date(Date.UTC(random.whole(1958, 2001), random.whole(0, 11), random.whole(1, 28)));
    row.Birthdate = day.toISOString().slice(0, 10);
  }
  return row;
}

/** An account that is a person. */
export function personAccountRow(random: Random): StoredRow {
  const { row, email } = person(random, 'mail.example');
  const { FirstName = null, LastName = null, Salutation = null } = row;
  const place = random.pick(places);
  return {
    RecordTypeId: personAccountId,
    FirstName,
    LastName,
    Salutation,
    Phone: phoneNumber(random, place),
    PersonEmail: email,
    PersonMobilePhone: random.chance(0.6) ? phoneNumber(random, place) : null,
    ...addressRow(random, 'Billing', place),
    ...addressRow(random, 'PersonMailing', place),
  };
}

export function leadRow(random: Random, { name, industry, domain, place }: Company): StoredRow {
  const { row, email } = person(random, domain);
  delete row.Department;
  return {
    ...row,
    Company: name,
    Industry: industry,
    Email: email,
    Phone: phoneNumber(random, place),
    Website: `https://www.${domain}`,
    Status: random.pick(['Open - Not Contacted', 'Open - Not Contacted', 'Working - Contacted']),
    LeadSource: random.pick(leadSources),
    Rating: random.chance(0.6) ? random.pick(ratings) : null,
    NumberOfEmployees: random.whole(5, 900),
    IsUnreadByOwner: random.chance(0.5) ? 1 : 0,
    ...addressRow(random, '', place),
  };
}
