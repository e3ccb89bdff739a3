import { SfError } from '../errors/sf-error.ts';

/** Loads a part of the kit that not every page needs. */
export async function loadPart<T>(operation: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new SfError({
      code: 'NETWORK',
      operation,
      problem: 'A part of this page could not be loaded.',
      remedy: 'Check the network and load the page again.',
      cause,
    });
  }
}
