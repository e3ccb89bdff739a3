import { SfError } from './sf-error.ts';

/** The error for a module of the kit that did not load when it was first needed. */
export function partNotLoaded(operation: string, cause: unknown): SfError {
  return new SfError({
    code: 'NETWORK',
    operation,
    problem: 'A part of this page could not be loaded.',
    remedy:
      'Check the network and load the page again; its author can check that all files of the kit are on the server.',
    cause,
  });
}
