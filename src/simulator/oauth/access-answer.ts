import type { OrgContext } from '../org-context.ts';
import { base64, sha256 } from './digests.ts';
import type { IssuedTokens } from './grants.ts';
import { identityUrl } from './identity.ts';

/** What every answer with an access token tells: the token endpoint's and the user-agent flow's. */
export async function accessAnswer(org: OrgContext, tokens: IssuedTokens): Promise<object> {
  const { accessToken, refreshToken, scope, userId, site, lifetime } = tokens;
  const id = identityUrl(org, userId);
  const issuedAt = String(org.now().getTime());
  return {
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    instance_url: org.oauth.instanceUrl ?? org.origin(),
    id,
    issued_at: issuedAt,
    signature: base64(await sha256(`${id}${issuedAt}`)),
    scope,
    token_type: 'Bearer',
    ...(lifetime === undefined ? {} : { expires_in: lifetime }),
    ...(site ? { sfdc_community_url: org.origin() + site.path, sfdc_community_id: site.id } : {}),
  };
}
