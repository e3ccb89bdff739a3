import type { StoredRow } from '../store/types.ts';
import type { Random } from './random.ts';

const names = [
  'Window display',
  'Trade fair booth',
  'Museum cabinet',
  'Lobby exhibit',
  'Travelling exhibit',
  'Demo counter',
  'Model room',
  'Sample wall',
];

const offices: readonly (readonly [region: string, country: string, office: string])[] = [
  ['Americas', 'Canada', 'Toronto'],
  ['Americas', 'United States', 'Chicago'],
  ['Americas', 'Brazil', 'São Paulo'],
  ['Europe', 'Germany', 'Hamburg'],
  ['Europe', 'France', 'Lyon'],
  ['Europe', 'Turkey', 'Izmir'],
  ['Asia', 'Japan', 'Osaka'],
];

/** A record with a value in nearly every field of the showcase object. */
export function showcaseRow(random: Random, index: number, launch: string): StoredRow {
  const name = `${random.pick(names)} ${index + 1}`;
  const [region, country, office] = random.pick(offices);
  const express = random.chance(0.4) ? 1 : 0;
  return {
    Name: name,
    Code__c: `SH${String(index + 1).padStart(3, '0')}`,
    External_Id__c: `showcase-${index + 1}`,
    Active__c: random.chance(0.8) ? 1 : 0,
    Express_Delivery__c: express,
    Note__c: 'Keep upright.\nUnpack from the side with the arrow.',
    Story__c: `${name} was first shown in ${office}. It has travelled since, and is repaired after every show.`,
    Presentation__c: `<p>A <strong>${name.toLowerCase()}</strong> with</p><ul><li>lighting</li><li>a drawer</li></ul>`,
    Weight__c: random.whole(4_000, 90_000) / 1_000,
    Pieces__c: random.whole(1, 12),
    Visitors__c: random.whole(40, 9_000),
    Occasion__c: random.pick(['Anniversary', 'Opening', 'Summer party']),
    Venue__Street__s: `${random.whole(1, 200)} Harbour Road`,
    Venue__City__s: office,
    Venue__PostalCode__s: String(random.whole(10_000, 99_999)),
    Price__c: random.whole(4_000, 250_000) / 100,
    Discount__c: random.chance(0.5) ? random.whole(0, 60) / 4 : null,
    Launch_Date__c: launch,
    Opens_At__c: `${launch}T${String(random.whole(7, 15)).padStart(2, '0')}:30:00.000Z`,
    Daily_Start__c: random.pick(['08:00:00.000Z', '09:30:00.000Z', '10:15:00.000Z']),
    Contact_Email__c: `show${index + 1}@northwind.example`,
    Hotline__c: '(312) 555-0177',
    Web_Page__c: `https://www.northwind.example/showcases/${index + 1}`,
    Status__c: random.pick(['Draft', 'In_Review', 'Approved', 'Archived']),
    Colour__c: random.pick(['Red', 'Green', 'Blue', 'Turquoise']),
    Region__c: region,
    Country__c: country,
    Office__c: office,
    Courier__c: express ? random.pick(['Air', 'Messenger']) : random.pick(['Road freight', 'Sea freight']),
    Channels__c: random.pick(['Email;Phone', 'Email', 'Post;Web_Chat', 'Email;Phone;Web_Chat']),
    Door_Code__c: String(random.whole(10_000_000, 99_999_999)),
    Position__Latitude__s: random.whole(-60_000, 60_000) / 1_000,
    Position__Longitude__s: random.whole(-170_000, 170_000) / 1_000,
  };
}
