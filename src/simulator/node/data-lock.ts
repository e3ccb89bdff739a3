import { readFile, rm, writeFile } from 'node:fs/promises';
import { HostFailure, reasonOf } from './host-failure.ts';

/** Names this process, also where another one had its number before, as in a container that was started again. */
const ownName = `${process.pid} ${performance.timeOrigin}`;

/** Whether the process that left its name is there still. */
function isThere(name: string): boolean {
  const pid = Number.parseInt(name, 10);
  if (pid === process.pid) return name === ownName;
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Takes a data file for this process, by a file beside it. The answer gives it back.
 * @throws HostFailure where another process has it, or it could not be written
 */
export async function lockDataFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  const take = () => writeFile(lock, ownName, { flag: 'wx' });
  try {
    await take().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      const owner = await readFile(lock, 'utf8');
      if (isThere(owner)) {
        throw new HostFailure(
          `The data file ${path} is in use by process ${Number.parseInt(owner, 10)}. Stop that process, or name another file. If it is no simulated org, delete ${lock}.`,
        );
      }
      await rm(lock);
      await take();
    });
  } catch (error) {
    if (error instanceof HostFailure) throw error;
    throw new HostFailure(`The data file ${path} cannot be written (${reasonOf(error)}). Name another file.`);
  }
  return () => rm(lock, { force: true });
}
