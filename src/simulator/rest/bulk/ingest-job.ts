import { failure, RestFailure } from '../../http/rest-failure.ts';
import { dataPath } from '../../schema/s-object.ts';
import { BatchError } from './batch-error.ts';
import { BulkJob, invalidJobState, type JobHead, type JobState } from './bulk-job.ts';
import { readCsv, writeCsv } from './csv.ts';
import { type IngestColumn, ingestColumns } from './ingest-columns.ts';
import { type Ingest, ingestRow } from './ingest-row.ts';
import { csvFormat } from './job-format.ts';

/** `CODE:message:Field --`, several behind one another. */
function errorText({ errors }: RestFailure): string {
  return errors
    .map(({ errorCode, message, fields = [] }) => {
      const names = fields.length > 0 ? `${fields.join(', ')} ` : '';
      return `${errorCode}:${message}:${names}--`;
    })
    .join(';');
}

/** A job that saves or deletes the rows of an upload, one by one. */
export class IngestJob extends BulkJob {
  readonly #ingest: Ingest;
  #content: string | undefined;
  #header: readonly string[] = [];
  #columns: readonly IngestColumn[] = [];
  #rows: readonly (readonly string[])[] = [];
  readonly #succeeded: string[][] = [];
  readonly #failed: string[][] = [];
  #errorMessage: string | undefined;

  constructor(head: JobHead, ingest: Ingest) {
    super(head, 'Open');
    this.#ingest = ingest;
  }

  get #processed(): number {
    return this.#succeeded.length + this.#failed.length;
  }

  /** Takes the CSV, once. */
  upload(content: string): void {
    if (this.state !== 'Open') throw invalidJobState(`Uploading to a Job that is ${this.state} not allowed`);
    if (this.#content !== undefined) {
      const message = `Found multiple contents for job: <${this.head.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
      throw failure(400, 'CLIENTINPUTERROR', message);
    }
    this.#content = content;
  }

  completeUpload(): void {
    if (this.state !== 'Open') throw invalidJobState(`Closing a Job that is ${this.state} not allowed`);
    this.enter('UploadComplete');
  }

  /** Rows that nobody has looked at are unprocessed ones too. */
  override abort(): void {
    super.abort();
    if (this.#columns.length === 0) this.begin();
  }

  successfulResults(): string {
    return this.#results(['sf__Id', 'sf__Created', ...this.#header], this.#succeeded);
  }

  failedResults(): string {
    return this.#results(['sf__Id', 'sf__Error', ...this.#header], this.#failed);
  }

  unprocessedRecords(): string {
    return this.#results(this.#header, this.#rows.slice(this.#processed));
  }

  override summary(): Record<string, unknown> {
    const { externalIdField } = this.#ingest;
    return {
      ...super.summary(),
      jobType: 'V2Ingest',
      ...(externalIdField ? { externalIdFieldName: externalIdField.name } : {}),
      ...(this.state === 'Open'
        ? { contentUrl: `${dataPath.slice(1)}/jobs/ingest/${this.head.id}/batches` }
        : {}),
    };
  }

  protected begin(): JobState {
    try {
      this.#read(this.#content ?? '');
      return 'InProgress';
    } catch (error) {
      if (!(error instanceof BatchError)) throw error;
      this.#errorMessage = error.message;
      return 'Failed';
    }
  }

  protected process(count: number): void {
    const begin = this.#processed;
    // Each row is saved or not on its own; the one transaction around them is only to be sooner done.
    this.#ingest.store.database.transaction(() => {
      for (const cells of this.#rows.slice(begin, begin + count)) this.#processRow(cells);
    });
  }

  protected isProcessed(): boolean {
    return this.#processed === this.#rows.length;
  }

  protected counts(): Record<string, unknown> {
    return {
      numberRecordsProcessed: this.#processed,
      numberRecordsFailed: this.#failed.length,
      apiActiveProcessingTime: this.processingTime,
      apexProcessingTime: 0,
      ...(this.#errorMessage === undefined ? {} : { errorMessage: this.#errorMessage }),
    };
  }

  #read(content: string): void {
    const { store, describe, operation } = this.#ingest;
    const [header = [], ...rows] = readCsv(content, csvFormat(this.head.format));
    this.#header = header;
    this.#rows = rows;
    const columns = ingestColumns(store, describe, header);
    if (operation === 'delete' && columns.some(({ field }) => field.type !== 'id')) {
      throw new BatchError('InvalidBatch : A delete takes no field but Id');
    }
    this.#columns = columns;
  }

  #processRow(cells: readonly string[]): void {
    try {
      const { id, created } = ingestRow(this.#ingest, this.#columns, cells);
      this.#succeeded.push([id, String(created), ...cells]);
    } catch (error) {
      if (!(error instanceof RestFailure)) throw error;
      const idColumn = this.#columns.findIndex(({ field }) => field.type === 'id');
      this.#failed.push([cells[idColumn] ?? '', errorText(error), ...cells]);
    }
  }

  #results(header: readonly string[], rows: readonly (readonly string[])[]): string {
    if (!this.hasEnded) throw invalidJobState(`Results of a Job that is ${this.state} are not available`);
    return writeCsv([header, ...rows], csvFormat(this.head.format));
  }
}
