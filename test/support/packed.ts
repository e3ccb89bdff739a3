import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** A project of its own that the built package is unpacked into from its tarball, as npm would install it. */
export interface Project {
  readonly folder: string;
  /** The paths in the tarball, below `package/`. */
  readonly files: readonly string[];
  /** Makes a dependency of this project one of that one, without a download. */
  link(name: string): Promise<void>;
  remove(): Promise<void>;
}

export async function unpackedProject(): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'sf-packed-'));
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'sf-elements');
  await mkdir(own, { recursive: true });
  const pack = ['pack', '--ignore-scripts', '--offline', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', pack, { cwd: root, maxBuffer: 2 ** 24 });
  const [{ filename, files }] = JSON.parse(stdout);
  await run('tar', ['-xzf', join(folder, filename), '-C', own, '--strip-components=1']);
  return {
    folder,
    files: files.map(({ path }: { path: string }) => path),
    link: async (name) => {
      await mkdir(dirname(join(modules, name)), { recursive: true });
      await symlink(join(root, 'node_modules', name), join(modules, name));
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
