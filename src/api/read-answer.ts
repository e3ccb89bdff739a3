/** An HTTP answer with its body read. `body` is parsed JSON, `undefined` when empty. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: unknown;
  /** True when there was a body and it was not JSON: a maintenance page, a proxy's answer, a cut connection. */
  readonly unreadable: boolean;
}

/** Reads status and body; looks at the content type before parsing, since some failures are HTML pages. */
export async function readAnswer(response: Response): Promise<Answer> {
  const { ok, status } = response;
  const unreadable = { ok: false, status, body: undefined, unreadable: true };
  try {
    const text = await response.text();
    if (text === '') return { ok, status, body: undefined, unreadable: false };
    if (!response.headers.get('content-type')?.includes('json')) return unreadable;
    return { ok, status, body: JSON.parse(text), unreadable: false };
  } catch {
    return unreadable;
  }
}
