import type { OAuthSettings } from './auth-config.ts';

const prefix = 'sf-elements:sign-in:';

/** Whose answer one is to be: never another org's, app's or flow's. */
export type SignInOwner = Pick<OAuthSettings, 'loginUrl' | 'clientId' | 'flow'>;

/** Under what a tab keeps a sign-in that waits for its answer. */
export function pendingKey({ loginUrl, clientId, flow }: SignInOwner, state = ''): string {
  return `${prefix}${loginUrl}:${clientId}:${flow}:${state}`;
}

/** The keys of all sign-ins that this tab waits for; none where the browser keeps its storage from the page. */
export function pendingKeys(storage: () => Storage): string[] {
  try {
    const kept = storage();
    const keys = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
    return keys.filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
