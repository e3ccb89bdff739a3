import { failure } from '../../http/rest-failure.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { requestedChildren } from './child-records.ts';
import { selectFields } from './field-selection.ts';
import { layoutSelection } from './layout-selection.ts';
import { objectAndTargets, objectInfos } from './object-info.ts';
import { type RecordLayout, requestedLayouts } from './record-layout.ts';
import { layoutsOfRow, recordById } from './requested-record.ts';
import { uiRecord } from './ui-record.ts';
import { listParameter, tagged, withETag } from './ui-request.ts';

type ByMode = Record<string, RecordLayout>;

/** Layouts by object, record type, layout type and mode. */
type LayoutMap = Record<string, Record<string, Record<string, ByMode>>>;

function below<T>(map: Record<string, Record<string, T>>, key: string): Record<string, T> {
  const known = map[key] ?? {};
  map[key] = known;
  return known;
}

function enter(map: LayoutMap, layout: RecordLayout): void {
  const { objectApiName, recordTypeId, layoutType, mode } = layout;
  below(below(below(map, objectApiName), recordTypeId), layoutType)[mode] = layout;
}

/** Which sections of a layout the user has closed: none, since nobody can here. */
function userState({ id, layoutType, mode, objectApiName, recordTypeId, sections }: RecordLayout) {
  const states = sections.flatMap((section) =>
    section.id === null ? [] : [[section.id, { collapsed: false, id: section.id }] as const],
  );
  return {
    apiName: objectApiName,
    id,
    layoutType,
    mode,
    recordTypeId,
    sectionUserStates: Object.fromEntries(states),
  };
}

const mostRecords = 200;

/** `GET /ui-api/record-ui/ID,ID`: all that a page of these records needs. */
function recordUi(request: RestRequest): Response {
  const ids = (request.params.ids ?? '').split(',').map((id) => id.trim());
  if (ids.length > mostRecords) {
    throw failure(400, 'LIMIT_EXCEEDED', `The maximum number of records is ${mostRecords}.`);
  }
  const { types, modes } = requestedLayouts(request);
  const optional = listParameter(request, 'optionalFields');
  const map: LayoutMap = {};
  const states: Record<string, ReturnType<typeof userState>> = {};
  const infos: ReturnType<typeof objectInfos> = {};
  const records: Record<string, unknown> = {};
  for (const record of ids.map((id) => recordById(request, id))) {
    const { describe, row } = record;
    const layouts = layoutsOfRow(request, record, types, modes);
    for (const layout of layouts) {
      enter(map, layout);
      // A layout has one id in all its modes, of which the one to look at has the most sections.
      const { sectionUserStates, ...state } = userState(layout);
      const known = states[layout.id];
      states[layout.id] = known
        ? { ...known, sectionUserStates: { ...known.sectionUserStates, ...sectionUserStates } }
        : { ...state, sectionUserStates };
    }
    const selection = layoutSelection(describe, layouts);
    selectFields(request, describe, selection, optional, false);
    const shown = objectAndTargets(request, describe, selection.parents.keys());
    Object.assign(infos, objectInfos(request, shown));
    records[String(row.Id)] = uiRecord(request, describe, row, selection, requestedChildren(request, record));
  }
  return tagged(request, withETag({ layoutUserStates: states, layouts: map, objectInfos: infos, records }));
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_ui.htm */
export const recordUiRoutes: readonly Route[] = [
  { path: '/ui-api/record-ui/:ids', methods: { GET: recordUi } },
];
