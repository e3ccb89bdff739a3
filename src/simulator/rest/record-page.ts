import { escapeHtml } from '../escape-html.ts';
import { notFoundPage, page } from '../http/page.ts';
import { browserUser } from '../oauth/authorize.ts';
import type { OrgContext } from '../org-context.ts';
import { seenBy } from '../permissions/seen-by.ts';
import { normalizeId } from '../store/ids.ts';
import { isCompound, outputValue } from '../store/output.ts';

const loginWanted = {
  title: 'Log in',
  status: 401,
  body: '<h1>Log in to see this record</h1><p><a href="login">Log in</a>, then load this page again.</p>',
};

/** `/RECORDID`: what the org's own page of the record would show to who is logged in with the browser. */
export function recordPage(path: string, org: OrgContext): Response | undefined {
  const given = /^\/([a-zA-Z0-9]{15,18})$/.exec(path)?.[1];
  const id = given === undefined ? undefined : normalizeId(given);
  if (id === undefined) return undefined;
  const userId = browserUser(org);
  if (userId === undefined) return page(loginWanted);
  const { store } = seenBy(org, { userId });
  const row = store.find(id);
  const describe = store.objectOf(id);
  if (!describe || row?.IsDeleted !== 0) return notFoundPage();
  const rows = describe.fields
    .filter((field) => !isCompound(field))
    .map((field) => [field, outputValue(field, row[field.name] ?? null)] as const)
    .filter(([, value]) => value !== null)
    .map(
      ([field, value]) =>
        `<tr><th scope="row">${escapeHtml(field.label)}</th><td>${escapeHtml(String(value))}</td></tr>`,
    )
    .join('');
  const nameField = describe.fields.find((field) => field.nameField);
  const name = String(row[nameField?.name ?? 'Id'] ?? id);
  return page({
    title: `${name} | ${describe.label}`,
    wide: true,
    body: `<h1>${escapeHtml(describe.label)}: ${escapeHtml(name)}</h1><div class="scroll"><table>${rows}</table></div>`,
  });
}
