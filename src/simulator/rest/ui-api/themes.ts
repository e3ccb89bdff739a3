import type { SObjectDescribe } from '../../../api/types.ts';

/** Icon and colour of an object, as they come with an org: colours without `#`. */
const colours: Readonly<Record<string, string>> = {
  Account: '7F8DE1',
  Case: 'F2CF5B',
  Contact: 'A094ED',
  Lead: 'F88962',
  Opportunity: 'FCB95B',
  Task: '4BC076',
  User: '65CAE4',
};

const customColour = '11B9A5';

export function themeOf(origin: string, { name, custom }: SObjectDescribe) {
  const icon = custom ? 'custom/custom68' : `standard/${name.toLowerCase()}`;
  return {
    color: colours[name] ?? customColour,
    iconUrl: `${origin}/img/icon/t4v35/${icon}_120.png`,
  };
}
