/** An HTTP answer with its body read, or the answer to one part of a composite request. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  /** Parsed JSON, `undefined` when empty; text where that was asked for. */
  readonly body: unknown;
  /** True where data was due and none came: a maintenance page, a proxy's answer, a cut text, nothing with 200. */
  readonly isUnreadable: boolean;
  /** True where an earlier try of the same request may have been carried out, its answer lost. */
  readonly isAfterLoss?: boolean;
  /** A header's value, by its name in lower case. Across origins a browser shows only a few. */
  header(name: string): string | null;
}

/**
 * Reads status and body; looks at the content type before parsing, since some failures are HTML pages. Rejects where
 * the connection breaks before the end.
 */
export async function readAnswer(response: Response, as: 'json' | 'text' = 'json'): Promise<Answer> {
  const { ok, status, headers } = response;
  const text = await response.text();
  const type = headers.get('content-type') ?? '';
  const isText = as === 'text' && ok && !type.includes('html');
  const body = isText ? text : parse(text, type.includes('json'));
  const isUnreadable = body === undefined && (text !== '' || status === 200);
  return { ok: ok && !isUnreadable, status, body, isUnreadable, header: (name) => headers.get(name) };
}

function parse(text: string, isJson: boolean): unknown {
  if (text === '' || !isJson) return undefined;
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
