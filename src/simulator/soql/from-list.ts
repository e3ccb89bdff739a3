import type { Source, Token } from './source.ts';

/** `c.Account a`: another name for a relationship. */
export interface JoinedAlias {
  path: string;
  alias: string;
}

export interface FromList {
  joined: JoinedAlias[];
  /** The words that make them up, commas included. */
  joinedTokens: Token[];
}

const IDENTIFIER = /^[a-z_][\w.]*$/i;

/**
 * What `FROM Contact c, c.Account a` names behind the sObject.
 * Source: SOQL and SOSL Reference, "Alias Notation".
 */
export function fromList(source: Source): FromList {
  const tokens = source.clause('FROM');
  const list: FromList = { joined: [], joinedTokens: [] };
  const first = tokens[1]?.text === ',' ? 1 : 2;
  for (let index = first; tokens[index]?.text === ','; index += 3) {
    const [comma, path, alias] = tokens.slice(index, index + 3);
    if (!comma || !path || !alias) break;
    if (!IDENTIFIER.test(path.text) || !IDENTIFIER.test(alias.text)) break;
    list.joined.push({ path: path.text, alias: alias.text });
    list.joinedTokens.push(comma, path, alias);
  }
  return list;
}
