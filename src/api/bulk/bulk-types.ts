/** Shapes of Bulk API 2.0, version 66.0. Source: Bulk API 2.0 and Bulk API Developer Guide, "Bulk API 2.0". */

export type BulkJobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

export type ColumnDelimiter = 'BACKQUOTE' | 'CARET' | 'COMMA' | 'PIPE' | 'SEMICOLON' | 'TAB';

/** What the org tells of a job. */
export interface BulkJob {
  id: string;
  operation: string;
  object: string;
  state: BulkJobState;
  createdById: string;
  createdDate: string;
  systemModstamp: string;
  concurrencyMode: string;
  contentType: 'CSV';
  lineEnding: 'LF' | 'CRLF';
  columnDelimiter: ColumnDelimiter;
  apiVersion: number;
  jobType?: string;
  externalIdFieldName?: string;
  /** Rows so far, failed ones included. */
  numberRecordsProcessed?: number;
  numberRecordsFailed?: number;
  /** Why the job failed as a whole. */
  errorMessage?: string;
  retries?: number;
  /** Milliseconds. */
  totalProcessingTime?: number;
}

/** A row of a job as its CSV has it; empty text stands for no value. */
export type BulkRow = Record<string, string>;

/** A row that was saved, as it was sent. `sf__Created` is `true` or `false`. */
export type SuccessfulRow = BulkRow & { sf__Id: string; sf__Created: string };

/** A row that was refused, as it was sent. `sf__Error` reads `CODE:message:fields --`. */
export type FailedRow = BulkRow & { sf__Id: string; sf__Error: string };

export interface IngestResults {
  successful: SuccessfulRow[];
  /** Correct them and send them again: the columns that the org has added are left out. */
  failed: FailedRow[];
  /** Rows that nobody has looked at, since the job was cancelled or failed. */
  unprocessed: BulkRow[];
}
