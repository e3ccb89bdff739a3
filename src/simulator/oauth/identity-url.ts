import type { OrgContext } from '../org-context.ts';
import { normalizeId } from '../store/ids.ts';
import type { StoredRow } from '../store/types.ts';
import { bearerToken, identityRefusal, identityUrl, photosOf, urlsOf } from './identity.ts';
import { inAskedFormat } from './identity-formats.ts';

/** Milliseconds that the clocks there are ahead of UTC, without daylight saving. */
function standardOffset(timeZone: string, year: number): number {
  const offsets = [0, 6].map((month) => {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(Date.UTC(year, month)).find(({ type }) => type === 'timeZoneName');
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name?.value ?? '') ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  });
  return Math.min(...offsets);
}

function identityOf(org: OrgContext, user: StoredRow, isCaller: boolean): Record<string, unknown> {
  const id = String(user.Id);
  return {
    id: identityUrl(org, id),
    asserted_user: isCaller,
    user_id: id,
    organization_id: org.organizationId,
    username: user.Username,
    nick_name: user.CommunityNickname,
    display_name: user.Name,
    email: user.Email,
    email_verified: true,
    first_name: user.FirstName,
    last_name: user.LastName,
    timezone: user.TimeZoneSidKey,
    photos: photosOf(org, user),
    addr_street: user.Street,
    addr_city: user.City,
    addr_state: user.State,
    addr_country: user.Country,
    addr_zip: user.PostalCode,
    mobile_phone: user.MobilePhone,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: urlsOf(org, id),
    active: user.IsActive === 1,
    user_type: 'STANDARD',
    language: user.LanguageLocaleKey,
    locale: user.LocaleSidKey,
    utcOffset: standardOffset(String(user.TimeZoneSidKey), org.now().getUTCFullYear()),
    last_modified_date: String(user.LastModifiedDate).replace('Z', '+0000'),
    is_app_installed: true,
  };
}

/**
 * `GET /id/ORGANIZATION/USER`: who a user is. Refusals are one word of plain text.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm
 */
export function identity(request: Request, path: string, org: OrgContext): Response {
  const token = bearerToken(request) ?? new URL(request.url).searchParams.get('oauth_token');
  if (!token) return identityRefusal(403, 'Missing_OAuth_Token');
  const caller = org.grants.grantOf(token)?.userId;
  if (caller === undefined) return identityRefusal(403, 'Bad_OAuth_Token');
  const [, organizationId = '', userId = ''] = (/^\/id\/([^/]*)\/([^/]*)$/.exec(path) ?? []).map(normalizeId);
  if (organizationId !== org.organizationId) return identityRefusal(403, 'Wrong_Org');
  const user = org.store.objectOf(userId)?.name === 'User' ? org.store.find(userId) : undefined;
  if (!user) return identityRefusal(404, 'Bad_Id');
  if (user.IsActive !== 1) return identityRefusal(404, 'Inactive');
  return inAskedFormat(request, identityOf(org, user, user.Id === caller));
}
