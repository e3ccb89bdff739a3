import type { Route } from '../router.ts';
import { childRecordRoutes } from './child-records.ts';
import { listUiRoutes } from './list-ui.ts';
import { lookupRoutes } from './lookups.ts';
import { objectInfoRoutes } from './object-info.ts';
import { picklistRoutes } from './picklist-values.ts';
import { recordDefaultsRoutes } from './record-defaults.ts';
import { recordLayoutRoutes } from './record-layout.ts';
import { recordUiRoutes } from './record-ui.ts';
import { uiRecordRoutes } from './ui-records.ts';

/** The User Interface API. */
export const uiApiRoutes: readonly Route[] = [
  ...objectInfoRoutes,
  ...picklistRoutes,
  ...recordLayoutRoutes,
  ...recordDefaultsRoutes,
  ...uiRecordRoutes,
  ...childRecordRoutes,
  ...recordUiRoutes,
  ...lookupRoutes,
  ...listUiRoutes,
];
