/** A country or territory with the states that an org offers for it from the start. */
interface Country {
  /** ISO 3166-1, two letters. */
  readonly code: string;
  readonly name: string;
  /** The part behind the country of an ISO 3166-2 code, to the name. */
  readonly states: Readonly<Record<string, string>>;
}

/** `NSW=New South Wales, …` */
function states(list: string): Record<string, string> {
  return Object.fromEntries(list.split(', ').map((entry) => entry.split('=') as [string, string]));
}

/** Some of those of a real org, in alphabetical order as there. */
export const countries: readonly Country[] = [
  {
    code: 'AU',
    name: 'Australia',
    states: states(
      'ACT=Australian Capital Territory, NSW=New South Wales, NT=Northern Territory, QLD=Queensland, SA=South Australia, TAS=Tasmania, VIC=Victoria, WA=Western Australia',
    ),
  },
  { code: 'AT', name: 'Austria', states: {} },
  { code: 'BE', name: 'Belgium', states: {} },
  {
    code: 'BR',
    name: 'Brazil',
    states: states(
      'AC=Acre, AL=Alagoas, AP=Amapá, AM=Amazonas, BA=Bahia, CE=Ceará, DF=Distrito Federal, ES=Espírito Santo, GO=Goiás, MA=Maranhão, MT=Mato Grosso, MS=Mato Grosso do Sul, MG=Minas Gerais, PR=Paraná, PB=Paraíba, PA=Pará, PE=Pernambuco, PI=Piauí, RN=Rio Grande do Norte, RS=Rio Grande do Sul, RJ=Rio de Janeiro, RO=Rondônia, RR=Roraima, SC=Santa Catarina, SE=Sergipe, SP=São Paulo, TO=Tocantins',
    ),
  },
  {
    code: 'CA',
    name: 'Canada',
    states: states(
      'AB=Alberta, BC=British Columbia, MB=Manitoba, NB=New Brunswick, NL=Newfoundland and Labrador, NT=Northwest Territories, NS=Nova Scotia, NU=Nunavut, ON=Ontario, PE=Prince Edward Island, QC=Quebec, SK=Saskatchewan, YT=Yukon Territories',
    ),
  },
  { code: 'DK', name: 'Denmark', states: {} },
  { code: 'FR', name: 'France', states: {} },
  { code: 'DE', name: 'Germany', states: {} },
  { code: 'IE', name: 'Ireland', states: {} },
  { code: 'JP', name: 'Japan', states: {} },
  { code: 'NL', name: 'Netherlands', states: {} },
  { code: 'NO', name: 'Norway', states: {} },
  { code: 'PL', name: 'Poland', states: {} },
  { code: 'PT', name: 'Portugal', states: {} },
  { code: 'ES', name: 'Spain', states: {} },
  { code: 'SE', name: 'Sweden', states: {} },
  { code: 'CH', name: 'Switzerland', states: {} },
  { code: 'GB', name: 'United Kingdom', states: {} },
  {
    code: 'US',
    name: 'United States',
    states: states(
      'AL=Alabama, AK=Alaska, AZ=Arizona, AR=Arkansas, CA=California, CO=Colorado, CT=Connecticut, DE=Delaware, DC=District of Columbia, FL=Florida, GA=Georgia, HI=Hawaii, ID=Idaho, IL=Illinois, IN=Indiana, IA=Iowa, KS=Kansas, KY=Kentucky, LA=Louisiana, ME=Maine, MD=Maryland, MA=Massachusetts, MI=Michigan, MN=Minnesota, MS=Mississippi, MO=Missouri, MT=Montana, NE=Nebraska, NV=Nevada, NH=New Hampshire, NJ=New Jersey, NM=New Mexico, NY=New York, NC=North Carolina, ND=North Dakota, OH=Ohio, OK=Oklahoma, OR=Oregon, PA=Pennsylvania, RI=Rhode Island, SC=South Carolina, SD=South Dakota, TN=Tennessee, TX=Texas, UT=Utah, VT=Vermont, VA=Virginia, WA=Washington, WV=West Virginia, WI=Wisconsin, WY=Wyoming',
    ),
  },
];
