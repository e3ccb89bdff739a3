/** The data of an org without any element: the client and the functions over it. */
export { ConflictError, type FieldConflict, isConflict } from '../errors/conflict-error.ts';
export {
  isAbort,
  isSfError,
  SfError,
  type SfErrorCode,
  type SfErrorDetail,
  type SfErrorInit,
} from '../errors/sf-error.ts';
export type {
  BulkJob,
  BulkJobState,
  BulkRow,
  ColumnDelimiter,
  FailedRow,
  IngestResults,
  SuccessfulRow,
} from './bulk/bulk-types.ts';
export { cancelIngest, getIngestJob, type IngestOptions, startIngest, watchIngest } from './bulk/ingest.ts';
export { ingestResults, resumeIngest } from './bulk/ingest-results.ts';
export type { WatchOptions } from './bulk/jobs.ts';
export { cancelQueryJob, queryJobRows, startQueryJob, watchQueryJob } from './bulk/query-job.ts';
export type { IngestRow } from './bulk/rows-content.ts';
export { type ChangesOptions, getDeleted, getUpdated } from './changes.ts';
export {
  type AccessGrant,
  type ApiRequest,
  type Client,
  type ClientOptions,
  createClient,
  type GetAccessToken,
  type RecordChange,
} from './client.ts';
export {
  createRecords,
  deleteRecords,
  getRecords,
  updateRecords,
  upsertRecords,
} from './collections.ts';
export { composite } from './composite.ts';
export type { CompositePart } from './composite-request.ts';
export { describeGlobal, describeRequest, describeSObject, globalDescribeRequest } from './describe.ts';
export { type DuplicateOptions, type Duplicates, duplicatesOf } from './duplicates.ts';
export { ExpiredQueryError } from './expired-query.ts';
export { type CompositeGraph, compositeGraph, type GraphAnswer } from './graph.ts';
export {
  compactLayoutsRequest,
  describeCompactLayouts,
  describeLayout,
  describeLayouts,
  layoutRequest,
  layoutsRequest,
} from './layouts.ts';
export { getLimits } from './limits.ts';
export {
  describeListView,
  getListViewResults,
  getListViews,
  type ListViewRef,
  type ListViewResultsOptions,
} from './list-views.ts';
export { type MetadataAnswer, type MetadataRequest, readMetadata } from './metadata.ts';
export type { PartAnswer } from './part-answers.ts';
export { getPicklistValues } from './picklists.ts';
export { type QueryOptions, query, queryNext } from './query.ts';
export { type QueryPagesOptions, queryPages, queryRecords } from './query-pages.ts';
export type { Answer } from './read-answer.ts';
export { getRecent } from './recent.ts';
export {
  createRecord,
  deleteRecord,
  getRecord,
  type RecordRef,
  type UpdateOptions,
  type UpsertOptions,
  updateRecord,
  upsertRecord,
} from './records.ts';
export type { RowResult } from './save-rows.ts';
export {
  type ParameterizedSearch,
  parameterizedSearch,
  type SearchedObject,
  search,
  searchTerm,
} from './search.ts';
export type { Comparison, Where } from './soql/condition.ts';
export { type CountedDateLiteral, type DateLiteral, date, dateLiteral } from './soql/date-literal.ts';
export { type DescribedFields, fields, identifier } from './soql/identifier.ts';
export { like } from './soql/like.ts';
export { type SoqlScalar, type SoqlValue, soqlLiteral } from './soql/literal.ts';
export { composeSoql, parseSoql, type Query } from './soql/parse-soql.ts';
export { type OrderBy, type SelectOptions, selectFrom } from './soql/select-from.ts';
export { soql } from './soql/soql.ts';
export type { Soql } from './soql/soql-text.ts';
export type * from './types.ts';
export { API_VERSION } from './version.ts';
