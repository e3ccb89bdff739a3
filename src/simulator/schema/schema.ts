import type { SObjectDescribe } from '../../api/types.ts';
import type { EditableSchema } from '../store/types.ts';
import { type OrgFeatures, withFeatures } from './features.ts';
import { account } from './objects/account.ts';
import { supportCase } from './objects/case.ts';
import { contact } from './objects/contact.ts';
import { group } from './objects/group.ts';
import { lead } from './objects/lead.ts';
import { opportunity } from './objects/opportunity.ts';
import { recordType } from './objects/record-type.ts';
import { showcase } from './objects/showcase.ts';
import { task } from './objects/task.ts';
import { user } from './objects/user.ts';
import { describeSObject } from './s-object.ts';

/** The sObjects a simulated org starts with. Each call gives a schema of its own, free to be edited. */
export function createSchema(origin: string, features: OrgFeatures): EditableSchema {
  const standard = [
    account(),
    supportCase(),
    contact(),
    group(),
    lead(),
    opportunity(),
    recordType(),
    showcase(),
    task(),
    user(),
  ];
  const definitions = withFeatures(standard, features);
  const byName = new Map<string, SObjectDescribe>();
  let names: readonly string[] = [];
  const set = (describe: SObjectDescribe): void => {
    byName.set(describe.name.toLowerCase(), describe);
    names = [...byName.keys()].sort().map((key) => byName.get(key)?.name ?? key);
  };
  for (const definition of definitions) set(describeSObject(definition, definitions, origin));
  return { get: (name) => byName.get(name.toLowerCase()), names: () => [...names], set };
}
