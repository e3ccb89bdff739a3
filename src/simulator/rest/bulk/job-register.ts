import { json, noContent } from '../../http/answers.ts';
import { failure, notFound } from '../../http/rest-failure.ts';
import { normalizeId } from '../../store/ids.ts';
import { jsonBody, type RestRequest } from '../request.ts';
import type { Resource } from '../router.ts';
import { type BulkJob, invalidJobState } from './bulk-job.ts';

/** The jobs of one kind, and what can be done with every job. */
export class JobRegister<Job extends BulkJob> {
  readonly #jobs = new Map<string, Job>();

  add(job: Job): void {
    this.#jobs.set(job.head.id, job);
  }

  /** The job a path names, which only who has made it may see. @throws RestFailure */
  requested({ params, caller }: RestRequest): Job {
    const job = this.#jobs.get(normalizeId(params.id ?? '') ?? '');
    if (job?.head.createdById !== caller.userId) throw notFound();
    return job;
  }

  /** `GET /jobs/…`: the caller's, the latest first */
  readonly list: Resource = ({ caller }) => {
    const own = [...this.#jobs.values()].filter(({ head }) => head.createdById === caller.userId);
    return json({ done: true, nextRecordsUrl: null, records: own.reverse().map((job) => job.summary()) });
  };

  /** `GET /jobs/…/ID`: the poll by which a job goes on. */
  readonly poll: Resource = (request) => {
    const job = this.requested(request);
    job.advance(request);
    return json(job.info());
  };

  /** `DELETE /jobs/…/ID` */
  readonly remove: Resource = (request) => {
    const job = this.requested(request);
    if (job.state === 'Open' || job.state === 'InProgress') {
      throw invalidJobState(`Deleting a Job that is ${job.state} not allowed`);
    }
    this.#jobs.delete(job.head.id);
    return noContent();
  };

  /** `PATCH /jobs/…/ID` with one of the states that a client may ask for. */
  change(changes: Readonly<Record<string, (job: Job) => void>>): Resource {
    return (request) => {
      const job = this.requested(request);
      const { state } = jsonBody(request).values;
      const change = Object.hasOwn(changes, String(state)) ? changes[String(state)] : undefined;
      if (!change) throw failure(400, 'INVALIDJOBSTATE', `Updating Job State to ${state} not allowed`);
      change(job);
      return json(job.summary());
    };
  }
}
