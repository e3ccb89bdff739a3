import type { SObjectRecord } from '../../../api/types.ts';
import type { SelectedColumn } from '../../soql/selected-columns.ts';
import type { RestRequest } from '../request.ts';
import { BulkJob, invalidJobState, type JobHead, type JobState } from './bulk-job.ts';
import { writeCsv } from './csv.ts';
import { csvFormat } from './job-format.ts';
import { queryCell } from './query-cell.ts';

/** A job that collects the records a query found when the job was made. */
export class QueryJob extends BulkJob {
  readonly #columns: readonly SelectedColumn[];
  readonly #records: readonly SObjectRecord[];
  #processed = 0;

  constructor(head: JobHead, columns: readonly SelectedColumn[], records: readonly SObjectRecord[]) {
    super(head, 'UploadComplete');
    this.#columns = columns;
    this.#records = records;
  }

  get size(): number {
    return this.#records.length;
  }

  /** @throws RestFailure while there are none */
  requireResults(): void {
    if (this.state === 'JobComplete') return;
    throw invalidJobState(`Results of a Job that is ${this.state} are not available`);
  }

  /** The records from `offset` up to but not at `end`, with a header. */
  results(offset: number, end: number): string {
    this.requireResults();
    const header = this.#columns.map(({ path }) => path.join('.'));
    const rows = this.#records
      .slice(offset, end)
      .map((record) => this.#columns.map((column) => queryCell(record, column)));
    return writeCsv([header, ...rows], csvFormat(this.head.format));
  }

  override summary(): Record<string, unknown> {
    return { ...super.summary(), jobType: 'V2Query' };
  }

  protected begin(): JobState {
    return 'InProgress';
  }

  protected process({ org }: RestRequest): JobState {
    this.#processed = Math.min(this.#processed + org.bulk.rowsPerPoll, this.size);
    return this.#processed === this.size ? 'JobComplete' : 'InProgress';
  }

  protected counts(): Record<string, unknown> {
    return { numberRecordsProcessed: this.#processed };
  }
}
