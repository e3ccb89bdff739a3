import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as pass } from 'node:timers/promises';
import type { SimulatedOrg } from '../simulated-org.ts';
import { HostFailure, reasonOf } from './host-failure.ts';

/** From one look whether there is something to save to the next, in milliseconds, where saving takes no longer. */
const pause = 400;

/** `fallback` where there is no such file. */
async function unlessMissing<T>(found: Promise<T>, fallback: T): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return fallback;
    throw error;
  }
}

/** The file itself, where the path is a link to it. */
export function linkedFile(path: string): Promise<string> {
  return unlessMissing(realpath(path), path);
}

/** What an org has saved in the file; undefined where there is no file yet. @throws HostFailure */
export async function readDataFile(path: string): Promise<Uint8Array | undefined> {
  try {
    return await unlessMissing<Uint8Array | undefined>(readFile(path), undefined);
  } catch (error) {
    throw new HostFailure(`The data file ${path} cannot be read (${reasonOf(error)}). Name another file.`);
  }
}

/**
 * Puts `data` in the place of the file, for whom it could be read before. Whatever happens, the file holds all of the
 * old or all of the new.
 */
export async function replaceFile(path: string, data: Uint8Array): Promise<void> {
  const aside = `${path}.part`;
  try {
    const before = await unlessMissing(stat(path), undefined);
    const file = await open(aside, 'w', before?.mode);
    try {
      // What was left of an earlier write, or what the system takes away from new files, has other rights.
      if (before) await file.chmod(before.mode);
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Saves the data of an org in a file, within a second after a change. */
export class DataFile {
  readonly #org: SimulatedOrg;
  readonly #path: string;
  /** Lets other processes have the file. */
  readonly release: () => Promise<void>;
  #savedVersion: number | undefined;
  readonly #stopping = new AbortController();
  #saving = Promise.resolve();

  /**
   * @param isNew whether the file is not there yet
   * @param release gives the file back to other processes
   */
  constructor(org: SimulatedOrg, path: string, isNew: boolean, release: () => Promise<void>) {
    this.#org = org;
    this.#path = path;
    this.release = release;
    this.#savedVersion = isNew ? undefined : 0;
  }

  /** Saves what is new at once, then whenever something has changed. @throws HostFailure */
  async start(): Promise<void> {
    await this.#saveOrFail('Name another file.');
    this.#saving = this.#saveAgainAndAgain();
  }

  /** Saves for the last time, and releases the file. @throws HostFailure */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#saving;
    while (this.#org.busy) await pass(5);
    try {
      await this.#saveOrFail('What has changed since it was written last is lost.');
    } finally {
      await this.release();
    }
  }

  async #saveOrFail(consequence: string): Promise<void> {
    try {
      await this.#save();
    } catch (error) {
      throw new HostFailure(
        `The data file ${this.#path} cannot be written (${reasonOf(error)}). ${consequence}`,
      );
    }
  }

  async #saveAgainAndAgain(): Promise<void> {
    const { signal } = this.#stopping;
    let told = '';
    while (!signal.aborted) {
      const begin = Date.now();
      try {
        await this.#save();
        told = '';
      } catch (error) {
        const reason = reasonOf(error);
        if (reason !== told) console.warn(`The data file ${this.#path} cannot be written (${reason}).`);
        told = reason;
      }
      await pass(Math.max(0, begin + pause - Date.now()), undefined, { ref: false, signal }).catch(
        () => undefined,
      );
    }
  }

  async #save(): Promise<void> {
    const org = this.#org;
    if (org.busy || org.dataVersion === this.#savedVersion) return;
    const data = org.exportData();
    const version = org.dataVersion;
    await replaceFile(this.#path, data);
    this.#savedVersion = version;
  }
}
