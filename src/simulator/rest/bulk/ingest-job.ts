import { failure, RestFailure } from '../../http/rest-failure.ts';
import { dataPath } from '../../schema/s-object.ts';
import type { RestRequest } from '../request.ts';
import { BatchError } from './batch-error.ts';
import { BulkJob, invalidJobState, type JobState } from './bulk-job.ts';
import { rowsPerBatch } from './bulk-settings.ts';
import { readCsv, writeCsv } from './csv.ts';
import { type IngestColumn, ingestColumns } from './ingest-columns.ts';
import { type Ingest, type IngestHead, type IngestOrder, ingestOf, ingestRow } from './ingest-row.ts';
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
  readonly #order: IngestOrder;
  #content: string | undefined;
  /** Undefined while nobody could read them. */
  #rows: readonly (readonly string[])[] | undefined;
  #header: readonly string[] = [];
  readonly #succeeded: string[][] = [];
  readonly #failed: string[][] = [];
  #errorMessage: string | undefined;

  constructor(head: IngestHead) {
    super(head, 'Open');
    this.#order = head;
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
    if (!this.#rows) this.#attempt(() => this.#read());
  }

  successfulResults(): string {
    return this.#results(['sf__Id', 'sf__Created', ...this.#header], this.#succeeded);
  }

  failedResults(): string {
    return this.#results(['sf__Id', 'sf__Error', ...this.#header], this.#failed);
  }

  /** What cannot be read is given back as it came. */
  unprocessedRecords(): string {
    const rest = this.#results(this.#header, this.#rows?.slice(this.#processed) ?? []);
    return this.#rows ? rest : (this.#content ?? '');
  }

  override summary(): Record<string, unknown> {
    const { externalIdFieldName } = this.#order;
    return {
      ...super.summary(),
      jobType: 'V2Ingest',
      ...(externalIdFieldName === undefined ? {} : { externalIdFieldName }),
      ...(this.state === 'Open'
        ? { contentUrl: `${dataPath.slice(1)}/jobs/ingest/${this.head.id}/batches` }
        : {}),
    };
  }

  protected begin({ org }: RestRequest): JobState {
    return this.#attempt(() => {
      this.#read();
      this.#columns(ingestOf(this.#order, org));
      const batches = Math.ceil((this.#rows?.length ?? 0) / rowsPerBatch);
      for (let batch = 0; batch < batches; batch++) org.bulk.batches.take();
      return 'InProgress';
    });
  }

  protected process({ org }: RestRequest): JobState {
    return this.#attempt(() => {
      const ingest = ingestOf(this.#order, org);
      const columns = this.#columns(ingest);
      const begin = this.#processed;
      const rows = this.#rows?.slice(begin, begin + org.bulk.rowsPerPoll) ?? [];
      // Each row is saved or not on its own; the one transaction around them is only to be sooner done.
      ingest.store.database.transaction(() => {
        for (const cells of rows) this.#processRow(ingest, columns, cells);
      });
      return this.#processed === this.#rows?.length ? 'JobComplete' : 'InProgress';
    });
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

  #attempt<State>(work: () => State): State | 'Failed' {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof BatchError)) throw error;
      this.#errorMessage = error.message;
      return 'Failed';
    }
  }

  /** @throws BatchError */
  #read(): void {
    const [header = [], ...rows] = readCsv(this.#content ?? '', csvFormat(this.head.format));
    this.#header = header;
    this.#rows = rows;
  }

  /** @throws BatchError */
  #columns({ store, describe, operation }: Ingest): IngestColumn[] {
    const columns = ingestColumns(store, describe, this.#header);
    if (operation === 'delete' && columns.some(({ field }) => field.type !== 'id')) {
      throw new BatchError('InvalidBatch : A delete takes no field but Id');
    }
    return columns;
  }

  #processRow(ingest: Ingest, columns: readonly IngestColumn[], cells: readonly string[]): void {
    try {
      const { id, created } = ingestRow(ingest, columns, cells);
      this.#succeeded.push([id, String(created), ...cells]);
    } catch (error) {
      if (!(error instanceof RestFailure)) throw error;
      const idColumn = columns.findIndex(({ field }) => field.type === 'id');
      this.#failed.push([cells[idColumn] ?? '', errorText(error), ...cells]);
    }
  }

  #results(header: readonly string[], rows: readonly (readonly string[])[]): string {
    if (!this.hasEnded) throw invalidJobState(`Results of a Job that is ${this.state} are not available`);
    return writeCsv([header, ...rows], csvFormat(this.head.format));
  }
}
