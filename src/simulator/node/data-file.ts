import { open, readFile, rename, rm } from 'node:fs/promises';
import { setTimeout as pass } from 'node:timers/promises';
import type { SimulatedOrg } from '../simulated-org.ts';
import { HostFailure, reasonOf } from './host-failure.ts';

/** Between two looks whether there is something to save, in milliseconds. */
const pause = 400;

/** What an org has saved in the file; undefined where there is no file yet. @throws HostFailure */
export async function readDataFile(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new HostFailure(`The data file ${path} cannot be read (${reasonOf(error)}). Name another file.`);
  }
}

/** Puts `data` in the place of the file. Whatever happens, the file holds all of the old or all of the new. */
export async function replaceFile(path: string, data: Uint8Array): Promise<void> {
  const aside = `${path}.part`;
  try {
    const file = await open(aside, 'w');
    try {
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
  #savedVersion: number | undefined;
  readonly #stopping = new AbortController();
  #saving = Promise.resolve();

  /** @param isNew whether the file is not there yet */
  constructor(org: SimulatedOrg, path: string, isNew: boolean) {
    this.#org = org;
    this.#path = path;
    this.#savedVersion = isNew ? undefined : 0;
  }

  /** Saves what is new at once, then whenever something has changed. @throws HostFailure */
  async start(): Promise<void> {
    await this.#saveOrFail('Name another file.');
    this.#saving = this.#saveAgainAndAgain();
  }

  /** Saves for the last time. @throws HostFailure */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#saving;
    while (this.#org.busy) await pass(5);
    await this.#saveOrFail('What has changed since it was written last is lost.');
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
      try {
        await this.#save();
        told = '';
      } catch (error) {
        const reason = reasonOf(error);
        if (reason !== told) console.warn(`The data file ${this.#path} cannot be written (${reason}).`);
        told = reason;
      }
      await pass(pause, undefined, { ref: false, signal }).catch(() => undefined);
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
