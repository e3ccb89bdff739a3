import { failure, type RestFailure } from '../../http/rest-failure.ts';
import { apiVersion } from '../../schema/s-object.ts';
import type { RestRequest } from '../request.ts';
import type { JobFormat } from './job-format.ts';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

/** What is known of a job from its beginning. */
export interface JobHead {
  readonly id: string;
  readonly operation: string;
  /** API name. */
  readonly object: string;
  readonly createdById: string;
  readonly format: JobFormat;
  readonly now: () => Date;
}

const ended: readonly JobState[] = ['JobComplete', 'Aborted', 'Failed'];

export function invalidJobState(message: string): RestFailure {
  return failure(400, 'INVALIDJOBSTATE', message);
}

/** A job of Bulk API 2.0. It works only as it is polled, so that whoever polls sees every state. */
export abstract class BulkJob {
  readonly head: JobHead;
  readonly #created: Date;
  #changed: Date;
  #state: JobState;
  #processingTime = 0;

  constructor(head: JobHead, state: JobState) {
    this.head = head;
    this.#created = head.now();
    this.#changed = this.#created;
    this.#state = state;
  }

  get state(): JobState {
    return this.#state;
  }

  get hasEnded(): boolean {
    return ended.includes(this.#state);
  }

  /** Goes on by one poll, with what its maker may see and do by then. */
  advance(poll: RestRequest): void {
    const begun = this.head.now().getTime();
    if (this.#state === 'UploadComplete') this.enter(this.begin(poll));
    else if (this.#state === 'InProgress') {
      const state = this.process(poll);
      if (state !== 'InProgress') this.enter(state);
    }
    this.#processingTime += this.head.now().getTime() - begun;
  }

  abort(): void {
    if (this.hasEnded) throw invalidJobState('Aborting already Completed Job not allowed');
    this.enter('Aborted');
  }

  /** What creating, changing and listing jobs answer. */
  summary(): Record<string, unknown> {
    const { id, operation, object, createdById, format } = this.head;
    const sent = (date: Date) => `${date.toISOString().slice(0, 19)}.000+0000`;
    return {
      id,
      operation,
      object,
      createdById,
      createdDate: sent(this.#created),
      systemModstamp: sent(this.#changed),
      state: this.#state,
      concurrencyMode: 'Parallel',
      ...format,
      apiVersion: Number(apiVersion),
    };
  }

  /** What a poll answers: counts and times (in milliseconds) too. */
  info(): Record<string, unknown> {
    return {
      ...this.summary(),
      ...this.counts(),
      retries: 0,
      totalProcessingTime: this.#processingTime,
    };
  }

  protected enter(state: JobState): void {
    this.#state = state;
    this.#changed = this.head.now();
  }

  protected get processingTime(): number {
    return this.#processingTime;
  }

  /** Makes ready; answers the state that follows. */
  protected abstract begin(poll: RestRequest): JobState;
  /** Processes the rows of one poll; answers the state that follows. */
  protected abstract process(poll: RestRequest): JobState;
  protected abstract counts(): Record<string, unknown>;
}
