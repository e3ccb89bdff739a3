/** Made-up names; whoever or whatever bears one of them is not meant. */

export const firstNames =
  'Adaeze Agnes Aiko Alba Alejandro Amara Amir Anders Anika Anselm Arjun Astrid Aylin Bastian Beatriz Benoit Bruna Camille Carmen Caspar Cecilia Chidi Clara Dagmar Dalia Daniel Delphine Diego Edda Elena Elias Emeka Emil Esra Fabian Farah Felix Fiona Florence Franka Gabriel Greta Hanna Haruto Henrik Ines Ingrid Isabel Ivo Jakob Jamila Jasper Joana Jonas Josefine Kaito Karim Katja Kofi Lars Leila Leonie Liam Linnea Lucia Magnus Mahmoud Malik Marta Mateo Maya Milan Mira Mizuki Nadia Naomi Nils Noor Oliver Olga Omar Paula Pedro Petra Quentin Rafael Ravi Rosa Ruben Sakura Samira Sanne Selma Simon Sofia Stefan Tamara Theo Tilda Tomas Uma Valentin Vera Viktor Wanda Xenia Yara Yusuf Zofia'.split(
    ' ',
  );

export const lastNames =
  'Abara Adeyemi Almeida Andersen Aoki Bakker Barros Bauer Becker Bergström Bianchi Blanchet Borges Brandt Carvalho Castellano Chukwu Conti Costa Dahl Delacroix Demir Diallo Dietrich Duarte Eklund Engel Eriksen Esposito Falk Farouk Ferrand Fischbach Fontaine Fujita Galvão Gärtner Gomes Grünwald Haddad Halvorsen Hartmann Hayashi Hoekstra Holm Horvat Ibarra Iversen Jankowski Jansen Kaya Keller Khoury Kimura Kowalczyk Kranz Laurent Lehtinen Lindqvist Lorenz Lund Machado Marchetti Mbeki Menon Mertens Mishra Moreau Mori Nakata Navarro Nkosi Nowak Nyberg Obi Okafor Okoye Olsen Ortega Østergaard Paixão Palmgren Pereira Petrov Pillai Quintero Rahman Raman Reyes Richter Rinaldi Rossi Saito Salazar Sandoval Schreiber Serrano Silva Sørensen Steiner Tanaka Teixeira Toivonen Torres Ueda Valdés Vance Vasiliev Verhoeven Vogel Wagner Weiss Winter Yamada Yıldız Zamora Zieliński'.split(
    ' ',
  );

export const companyRoots =
  'Alder,Amberley,Anchor Bay,Ashgrove,Aurelia,Beacon Hill,Birchwood,Blue Heron,Brightwater,Calder,Cedar Point,Clearbrook,Copperfield,Coral Bay,Dunmore,Eastgate,Elmhurst,Evergreen Valley,Fairhaven,Fernwood,Foxglove,Glenmoor,Granite Peak,Greenmeadow,Harbourline,Hazelton,Highfield,Ironbridge,Juniper,Kestrel,Kingfisher,Lakeshore,Larkspur,Lighthouse,Linden,Maplewood,Meridian Park,Millstone,Mossgate,Northwind,Oakhurst,Old Harbour,Orchard Lane,Pinecrest,Quarry Hill,Redstone,Ridgeway,Riverbend,Rosewood,Saltmarsh,Sandpiper,Silverbirch,Skylark,Stonebridge,Summerfield,Tamarack,Thornbury,Tidewater,Upland,Vale & Finch,Westbrook,Whitecliff,Willow Creek,Windmere'.split(
    ',',
  );

/** What a company of an industry calls itself after its root. */
export const companyKinds: readonly (readonly [industry: string, kind: string])[] = [
  ['Agriculture', 'Farms'],
  ['Apparel', 'Textiles'],
  ['Banking', 'Savings Bank'],
  ['Biotechnology', 'Biologics'],
  ['Chemicals', 'Coatings'],
  ['Construction', 'Builders'],
  ['Consulting', 'Advisory'],
  ['Education', 'Academy'],
  ['Electronics', 'Instruments'],
  ['Energy', 'Power'],
  ['Engineering', 'Engineering'],
  ['Finance', 'Capital'],
  ['Food & Beverage', 'Foods'],
  ['Healthcare', 'Clinics'],
  ['Hospitality', 'Hotels'],
  ['Insurance', 'Mutual'],
  ['Machinery', 'Machine Works'],
  ['Manufacturing', 'Manufacturing'],
  ['Media', 'Press'],
  ['Retail', 'Stores'],
  ['Shipping', 'Freight'],
  ['Technology', 'Software'],
  ['Telecommunications', 'Networks'],
  ['Transportation', 'Logistics'],
  ['Utilities', 'Water'],
];

export interface Place {
  readonly city: string;
  readonly state: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Dialling prefix; what follows is a number that no one has. */
  readonly phone: string;
}

type PlaceRow = readonly [string, string | null, string, string, number, number, string];

const placeRows: readonly PlaceRow[] = [
  ['Chicago', 'IL', '60606', 'United States', 41.8838, -87.6364, '(312) 555-01'],
  ['Denver', 'CO', '80202', 'United States', 39.7527, -104.9992, '(303) 555-01'],
  ['Portland', 'OR', '97204', 'United States', 45.5183, -122.6745, '(503) 555-01'],
  ['Austin', 'TX', '78701', 'United States', 30.2711, -97.7437, '(512) 555-01'],
  ['Boston', 'MA', '02110', 'United States', 42.3572, -71.0535, '(617) 555-01'],
  ['Seattle', 'WA', '98101', 'United States', 47.6114, -122.3305, '(206) 555-01'],
  ['Atlanta', 'GA', '30303', 'United States', 33.7529, -84.3925, '(404) 555-01'],
  ['Minneapolis', 'MN', '55402', 'United States', 44.9759, -93.2722, '(612) 555-01'],
  ['Toronto', 'ON', 'M5J 2N1', 'Canada', 43.6426, -79.3871, '(416) 555-01'],
  ['Vancouver', 'BC', 'V6B 1A1', 'Canada', 49.2809, -123.1143, '(604) 555-01'],
  ['London', null, 'EC2A 4NE', 'United Kingdom', 51.5246, -0.0838, '+44 20 7946 00'],
  ['Leeds', null, 'LS1 4DL', 'United Kingdom', 53.7974, -1.5437, '+44 113 496 00'],
  ['Dublin', null, 'D02 X285', 'Ireland', 53.3389, -6.2595, '+353 20 915 01'],
  ['Hamburg', null, '20457', 'Germany', 53.5436, 9.9886, '+49 40 66969 1'],
  ['München', null, '80331', 'Germany', 48.1363, 11.5709, '+49 89 99998 1'],
  ['Lyon', null, '69002', 'France', 45.7578, 4.832, '+33 4 65 71 01'],
  ['Utrecht', null, '3511 AB', 'Netherlands', 52.0907, 5.1214, '+31 30 555 01'],
  ['Malmö', null, '211 22', 'Sweden', 55.606, 12.9996, '+46 40 628 01'],
  ['Porto', null, '4050-253', 'Portugal', 41.1496, -8.6109, '+351 22 555 01'],
  ['Osaka', null, '530-0001', 'Japan', 34.7024, 135.4959, '+81 6 5550 01'],
  ['Melbourne', 'VIC', '3000', 'Australia', -37.8136, 144.9631, '+61 3 5550 01'],
  ['São Paulo', 'SP', '01310-100', 'Brazil', -23.5614, -46.6559, '+55 11 5555 01'],
];

export const places: readonly Place[] = placeRows.map(
  ([city, state, postalCode, country, latitude, longitude, phone]) => ({
    city,
    state,
    postalCode,
    country,
    latitude,
    longitude,
    phone,
  }),
);

export const streets =
  'Market Street,Harbour Road,Station Square,Mill Lane,Canal Street,Park Avenue,Foundry Row,Orchard Road,Bridge Street,Chapel Hill,Wharf Road,Garden Terrace'.split(
    ',',
  );

export const jobs: readonly (readonly [title: string, department: string])[] = [
  ['Chief Executive Officer', 'Management'],
  ['Chief Financial Officer', 'Finance'],
  ['VP of Operations', 'Operations'],
  ['Head of Procurement', 'Procurement'],
  ['Procurement Manager', 'Procurement'],
  ['Buyer', 'Procurement'],
  ['IT Director', 'Information Technology'],
  ['Systems Administrator', 'Information Technology'],
  ['Marketing Manager', 'Marketing'],
  ['Sales Director', 'Sales'],
  ['Account Manager', 'Sales'],
  ['Plant Manager', 'Production'],
  ['Quality Engineer', 'Production'],
  ['Controller', 'Finance'],
  ['Office Manager', 'Administration'],
  ['Facilities Manager', 'Administration'],
  ['HR Business Partner', 'Human Resources'],
  ['Product Manager', 'Product'],
];

export const deals = [
  'Annual contract',
  'Pilot rollout',
  'Site expansion',
  'Maintenance renewal',
  'New plant equipment',
  'Support plan',
  'Training package',
  'Second location',
];

export const problems: readonly (readonly [subject: string, reason: string])[] = [
  ['Controller does not start after power cut', 'Breakdown'],
  ['Question about the mounting kit', 'Installation'],
  ['Reading drifts by two percent', 'Performance'],
  ['Invoice shows the wrong site', 'Other'],
  ['Door sensor reports open when closed', 'Breakdown'],
  ['Manual is missing the wiring diagram', 'Equipment Complexity'],
  ['Noise from the cooling fan', 'Equipment Design'],
  ['Praise for the service team', 'Feedback'],
];

export const errands = [
  'Call',
  'Send Quote',
  'Send Letter',
  'Prepare site visit',
  'Follow up on proposal',
  'Check delivery date',
  'Email',
];
