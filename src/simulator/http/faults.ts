import type { RestError } from '../../api/types.ts';
import { errors as errorAnswer } from './answers.ts';
import { checkFault } from './check-fault.ts';

interface Reach {
  /** A pattern of the path and query, or the source of one. Default: every path. */
  readonly path?: RegExp | string;
  /** Default: any but OPTIONS, so that preflights pass. */
  readonly method?: string;
  /** Requests to meet before the fault is gone; `Infinity` for no end. Default 1. */
  readonly times?: number;
}

/** An answer in place of the org's own; the request is not carried out. */
interface OtherAnswer {
  readonly status: number;
  /** The body of a refusal by the REST API. */
  readonly errors?: readonly RestError[];
  /** Any other body. */
  readonly body?: string;
  /** Default HTML. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Effect =
  | OtherAnswer
  /** Breaks the connection before the request is carried out, or after. */
  | { readonly drop: 'before' | 'after' }
  /** Carries the request out, then says nothing, or the headers and half of the body, and leaves the connection open. */
  | { readonly stall: 'headers' | 'body' }
  /** Ends the answer after half of its body, as if that were all. */
  | { readonly truncate: true }
  /** Milliseconds to wait before the request is carried out. */
  | { readonly delay: number }
  /** The true answer, which a page of another origin cannot read: whatever it is, or only if it has this status. */
  | { readonly withoutCors: true | number }
  /**
   * Ends what the request relies on before it is carried out: its access token, every cursor, or what is left of the
   * day's calls. It stays so.
   */
  | { readonly expire: 'token' | 'cursor' | 'limit' }
  /** Sets the org's clock by so many milliseconds before the request is carried out. It stays so. */
  | { readonly skew: number };

/** Something that goes wrong between a client and the org: one effect, and the requests it meets. */
export type Fault = Reach & Effect;

/** The faults that wait for a request. */
export class Faults {
  #waiting: { fault: Fault; path: RegExp; left: number }[] = [];

  /** @throws TypeError where a fault is none, or SyntaxError for an invalid pattern */
  add(fault: Fault): void {
    checkFault(fault);
    this.#waiting.push({ fault, path: new RegExp(fault.path ?? ''), left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The first fault that meets this request. One request is met by one fault. */
  take(method: string, path: string): Fault | undefined {
    const met = this.#waiting.find(
      ({ fault, path: pattern }) =>
        path.search(pattern) >= 0 && (fault.method ? fault.method === method : method !== 'OPTIONS'),
    );
    if (!met) return undefined;
    met.left -= 1;
    if (met.left <= 0) this.#waiting = this.#waiting.filter((waiting) => waiting !== met);
    return met.fault;
  }
}

function otherAnswer(fault: OtherAnswer): Response {
  const { status, errors, body = null, contentType = 'text/html;charset=UTF-8', headers = {} } = fault;
  if (errors) return errorAnswer(status, errors, headers);
  return new Response(body, { status, headers: { 'content-type': contentType, ...headers } });
}

function withoutCors(answer: Response): Response {
  for (const name of [...answer.headers.keys()]) {
    if (name.startsWith('access-control-')) answer.headers.delete(name);
  }
  return answer;
}

async function half(answer: Response): Promise<Response> {
  if (!answer.body) return answer;
  const whole = await answer.arrayBuffer();
  return new Response(whole.slice(0, whole.byteLength / 2), answer);
}

/**
 * What the org says to a request that a fault meets; a network error where the client hears nothing.
 * @param carryOut gives the true answer, or puts what it is given in its place
 */
export async function answerUnder(
  fault: Fault | undefined,
  carryOut: (given?: Response) => Promise<Response>,
): Promise<Response> {
  if (!fault) return carryOut();
  if ('status' in fault) {
    const given = otherAnswer(fault);
    return fault.method === 'OPTIONS' ? given : carryOut(given);
  }
  if ('delay' in fault) await new Promise((resolve) => setTimeout(resolve, fault.delay));
  if ('drop' in fault && fault.drop === 'before') return Response.error();
  const answer = await carryOut();
  if ('withoutCors' in fault) {
    return fault.withoutCors === true || fault.withoutCors === answer.status ? withoutCors(answer) : answer;
  }
  if ('drop' in fault || ('stall' in fault && fault.stall === 'headers')) return Response.error();
  return 'truncate' in fault || 'stall' in fault ? half(answer) : answer;
}

/** How that reaches the client: at once unless it stalls. */
export async function delivered(fault: Fault | undefined, answer: Response): Promise<Response> {
  if (!fault || !('stall' in fault)) return answer;
  if (fault.stall === 'headers') return new Promise(() => {});
  if (!answer.body) return answer;
  const part = new Uint8Array(await answer.arrayBuffer());
  const neverClosed = new ReadableStream({ start: (controller) => controller.enqueue(part) });
  return new Response(neverClosed, answer);
}
