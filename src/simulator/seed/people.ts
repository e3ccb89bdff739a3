import type { StoredRow } from '../store/types.ts';

interface SeedUser {
  readonly first: string;
  readonly last: string;
  readonly alias: string;
  readonly title: string;
  readonly department: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
}

/** The administrator comes first. Usernames are the first name at `northwind.example`. */
const seedUsers: readonly SeedUser[] = [
  {
    first: 'Ada',
    last: 'Lindqvist',
    alias: 'ada',
    title: 'Salesforce Administrator',
    department: 'Operations',
    timeZone: 'America/New_York',
    locale: 'en_US',
    language: 'en_US',
  },
  {
    first: 'Marco',
    last: 'Rinaldi',
    alias: 'marco',
    title: 'Sales Representative',
    department: 'Sales',
    timeZone: 'America/Chicago',
    locale: 'en_US',
    language: 'en_US',
  },
  {
    first: 'Priya',
    last: 'Menon',
    alias: 'priya',
    title: 'Sales Representative',
    department: 'Sales',
    timeZone: 'Europe/London',
    locale: 'en_GB',
    language: 'en_US',
  },
  {
    first: 'Jonas',
    last: 'Becker',
    alias: 'jonas',
    title: 'Account Manager',
    department: 'Sales',
    timeZone: 'Europe/Berlin',
    locale: 'de_DE',
    language: 'de',
  },
  {
    first: 'Mei',
    last: 'Tanaka',
    alias: 'mei',
    title: 'Support Lead',
    department: 'Support',
    timeZone: 'Asia/Tokyo',
    locale: 'ja_JP',
    language: 'ja',
  },
  {
    first: 'Claire',
    last: 'Fontaine',
    alias: 'claire',
    title: 'Service Agent',
    department: 'Support',
    timeZone: 'Europe/Paris',
    locale: 'fr_FR',
    language: 'fr',
  },
];

export function userRows(): StoredRow[] {
  return seedUsers.map((user) => ({
    FirstName: user.first,
    LastName: user.last,
    Username: `${user.alias}@northwind.example`,
    Email: `${user.alias}@northwind.example`,
    Alias: user.alias,
    CommunityNickname: user.alias,
    CompanyName: 'Northwind Example',
    Title: user.title,
    Department: user.department,
    City: 'Chicago',
    State: 'IL',
    PostalCode: '60606',
    Country: 'United States',
    Phone: '(312) 555-0100',
    IsActive: 1,
    TimeZoneSidKey: user.timeZone,
    LocaleSidKey: user.locale,
    LanguageLocaleKey: user.language,
    EmailEncodingKey: 'UTF-8',
  }));
}
