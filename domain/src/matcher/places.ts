import { folded } from './words.ts';

/** Countries by name: what people also call them, and whom they call so. Abbreviations are in capitals. */
const COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  Germany: ['german', 'germans', 'deutschland', 'DE'],
  Austria: ['austrian', 'austrians', 'osterreich', 'AT'],
  Switzerland: ['swiss', 'schweiz', 'suisse', 'CH'],
  France: ['french', 'FR'],
  Italy: ['italian', 'italians', 'italia', 'IT'],
  Spain: ['spanish', 'spaniard', 'espana', 'ES'],
  Portugal: ['portuguese', 'PT'],
  Netherlands: ['dutch', 'holland', 'the netherlands', 'NL'],
  Belgium: ['belgian', 'belgians', 'BE'],
  Luxembourg: ['luxembourgish', 'LU'],
  'United Kingdom': [
    'british',
    'great britain',
    'britain',
    'england',
    'english',
    'scotland',
    'scottish',
    'wales',
    'welsh',
    'UK',
    'GB',
  ],
  Ireland: ['irish', 'IE'],
  'United States': [
    'american',
    'americans',
    'america',
    'united states of america',
    'the united states',
    'the us',
    'USA',
    'US',
  ],
  Canada: ['canadian', 'canadians', 'CA'],
  Mexico: ['mexican', 'mexicans', 'MX'],
  Brazil: ['brazilian', 'brazilians', 'brasil', 'BR'],
  Argentina: ['argentinian', 'argentine', 'AR'],
  Chile: ['chilean'],
  Colombia: ['colombian'],
  Sweden: ['swedish', 'swede', 'swedes', 'SE'],
  Norway: ['norwegian', 'norwegians', 'NO'],
  Denmark: ['danish', 'danes', 'DK'],
  Finland: ['finnish', 'finns', 'FI'],
  Iceland: ['icelandic'],
  Poland: ['polish', 'poles', 'polska', 'PL'],
  Czechia: ['czech', 'czech republic', 'CZ'],
  Slovakia: ['slovak'],
  Hungary: ['hungarian', 'HU'],
  Romania: ['romanian', 'RO'],
  Bulgaria: ['bulgarian'],
  Greece: ['greek', 'greeks', 'GR'],
  Croatia: ['croatian', 'HR'],
  Slovenia: ['slovenian'],
  Serbia: ['serbian'],
  Ukraine: ['ukrainian', 'UA'],
  Turkey: ['turkish', 'turkiye', 'TR'],
  Israel: ['israeli'],
  'United Arab Emirates': ['emirati', 'dubai', 'UAE'],
  'Saudi Arabia': ['saudi'],
  Egypt: ['egyptian'],
  Morocco: ['moroccan'],
  Nigeria: ['nigerian'],
  Kenya: ['kenyan'],
  'South Africa': ['south african', 'ZA'],
  India: ['indian', 'indians', 'IN'],
  Pakistan: ['pakistani'],
  Indonesia: ['indonesian'],
  Malaysia: ['malaysian'],
  Singapore: ['singaporean', 'SG'],
  Thailand: ['thai'],
  Vietnam: ['vietnamese'],
  Philippines: ['filipino', 'the philippines'],
  China: ['chinese', 'CN'],
  Japan: ['japanese', 'JP'],
  'South Korea': ['korean', 'korea', 'KR'],
  Australia: ['australian', 'australians', 'AU'],
  Russia: ['russian', 'russians'],
  Belarus: ['belarusian'],
  Estonia: ['estonian', 'EE'],
  Latvia: ['latvian', 'LV'],
  Lithuania: ['lithuanian', 'LT'],
  Malta: ['maltese'],
  Cyprus: ['cypriot'],
  Albania: ['albanian'],
  'Bosnia and Herzegovina': ['bosnia', 'bosnian'],
  'North Macedonia': ['macedonia', 'macedonian'],
  Montenegro: ['montenegrin'],
  Moldova: ['moldovan'],
  Armenia: ['armenian'],
  Azerbaijan: ['azerbaijani'],
  Kazakhstan: ['kazakh'],
  Taiwan: ['taiwanese', 'TW'],
  'Hong Kong': ['HK'],
  Bangladesh: ['bangladeshi'],
  'Sri Lanka': ['sri lankan'],
  Nepal: ['nepali', 'nepalese'],
  Qatar: ['qatari'],
  Kuwait: ['kuwaiti'],
  Bahrain: ['bahraini'],
  Oman: ['omani'],
  Lebanon: ['lebanese'],
  Iraq: ['iraqi'],
  Iran: ['iranian'],
  Tunisia: ['tunisian'],
  Algeria: ['algerian'],
  Ghana: ['ghanaian'],
  Ethiopia: ['ethiopian'],
  Tanzania: ['tanzanian'],
  Uganda: ['ugandan'],
  Senegal: ['senegalese'],
  Cameroon: ['cameroonian'],
  Peru: ['peruvian'],
  Venezuela: ['venezuelan'],
  Ecuador: ['ecuadorian'],
  Bolivia: ['bolivian'],
  Uruguay: ['uruguayan'],
  Paraguay: ['paraguayan'],
  'Costa Rica': ['costa rican'],
  Panama: ['panamanian'],
  Guatemala: ['guatemalan'],
  'Dominican Republic': ['dominican'],
  'Puerto Rico': ['puerto rican'],
  Jamaica: ['jamaican'],
  'New Zealand': ['new zealander', 'kiwi', 'NZ'],
};

const NORDIC = ['Sweden', 'Norway', 'Denmark', 'Finland', 'Iceland'];
const DACH = ['Germany', 'Austria', 'Switzerland'];
const EUROPE = [
  ...NORDIC,
  ...DACH,
  ...['France', 'Italy', 'Spain', 'Portugal', 'Netherlands', 'Belgium', 'Luxembourg', 'Ireland'],
  ...[
    'Poland',
    'Czechia',
    'Slovakia',
    'Hungary',
    'Romania',
    'Bulgaria',
    'Greece',
    'Croatia',
    'Slovenia',
  ],
  ...['Slovakia', 'Estonia', 'Latvia', 'Lithuania', 'Malta', 'Cyprus'],
];
const BEYOND_EU = [
  ...['United Kingdom', 'Serbia', 'Ukraine', 'Belarus', 'Moldova', 'Albania', 'Montenegro'],
  ...['Bosnia and Herzegovina', 'North Macedonia'],
];
const SOUTH_AMERICA = [
  ...['Argentina', 'Bolivia', 'Brazil', 'Chile', 'Colombia', 'Ecuador', 'Paraguay', 'Peru'],
  ...['Uruguay', 'Venezuela'],
];
const LATIN_AMERICA = [
  ...SOUTH_AMERICA,
  ...['Mexico', 'Costa Rica', 'Panama', 'Guatemala', 'Dominican Republic', 'Puerto Rico'],
];
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  europe: [...EUROPE, ...BEYOND_EU],
  european: [...EUROPE, ...BEYOND_EU],
  EU: EUROPE.filter((name) => !['Norway', 'Iceland', 'Switzerland'].includes(name)),
  'european union': EUROPE.filter((name) => !['Norway', 'Iceland', 'Switzerland'].includes(name)),
  dach: DACH,
  scandinavia: NORDIC,
  scandinavian: NORDIC,
  nordic: NORDIC,
  nordics: NORDIC,
  benelux: ['Belgium', 'Netherlands', 'Luxembourg'],
  baltics: ['Estonia', 'Latvia', 'Lithuania'],
  'south american': SOUTH_AMERICA,
  'latin american': LATIN_AMERICA,
  'north american': ['United States', 'Canada', 'Mexico'],
  'south america': SOUTH_AMERICA,
  'latin america': LATIN_AMERICA,
  latam: LATIN_AMERICA,
  'north america': ['United States', 'Canada', 'Mexico'],
};

/** Words that are also something else count as a country only in capitals, and only after "in" or "from". */
const ABBREVIATION = /^[A-Z]{2,4}$/;
const CLEAR = new Set(['USA', 'UK', 'UAE', 'EU', 'US']);

export interface Place {
  /** As people wrote it. */
  readonly phrase: string;
  readonly countries: readonly string[];
}

const NAMED: readonly Place[] = [
  ...Object.entries(COUNTRIES).flatMap(([name, others]) =>
    [name, ...others].map((phrase) => ({ phrase, countries: [name] })),
  ),
  ...Object.entries(REGIONS).map(([phrase, countries]) => ({ phrase, countries })),
].sort((a, b) => b.phrase.length - a.phrase.length);

/** The places a text names; abbreviations are looked for in the text as it was written. */
export function placesIn(text: string): Place[] {
  let rest = ` ${folded(text)} `;
  const found: Place[] = [];
  for (const place of NAMED) {
    const { phrase } = place;
    if (ABBREVIATION.test(phrase)) {
      const near = CLEAR.has(phrase) ? '' : '(?:in|from|based in|:|,|/|or|and) *';
      if (new RegExp(`(^|[^\\p{L}])${near}${phrase}($|[^\\p{L}])`, 'u').test(text))
        found.push(place);
      continue;
    }
    const word = ` ${folded(phrase)} `;
    if (!rest.includes(word)) continue;
    found.push(place);
    rest = rest.replaceAll(word, ' ');
  }
  return found;
}

/** The one name of a country that a profile writes as it likes; null where nobody calls one so. */
export function countryNamed(text: string): string | null {
  const wanted = folded(text);
  const place = NAMED.find(
    ({ phrase, countries }) => countries.length === 1 && folded(phrase) === wanted,
  );
  return place?.countries[0] ?? null;
}
