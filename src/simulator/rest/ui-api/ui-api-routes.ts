import type { Route } from '../router.ts';
import { objectInfoRoutes } from './object-info.ts';
import { picklistRoutes } from './picklist-values.ts';
import { recordLayoutRoutes } from './record-layout.ts';
import { uiRecordRoutes } from './ui-records.ts';

/** The User Interface API. */
export const uiApiRoutes: readonly Route[] = [
  ...objectInfoRoutes,
  ...picklistRoutes,
  ...recordLayoutRoutes,
  ...uiRecordRoutes,
];
