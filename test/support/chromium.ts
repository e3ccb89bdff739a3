import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Arguments every test browser is started with, beside `headless: 'shell'`. */
export const launchArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium to test in: `CHROME_PATH`, else an installed Chrome or Chromium, else the one that comes with
 * `@sparticuz/chromium` (64-bit Intel Linux), extracted once into node_modules/.cache.
 */
export async function chromiumPath(): Promise<string> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (await isExecutable(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, which is not an executable file.`);
  }
  for (const candidate of installedCandidates()) {
    if (await isExecutable(candidate)) return candidate;
  }
  return shippedChromium();
}

function installedCandidates(): string[] {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
}

async function shippedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium found: install one, or set CHROME_PATH to its executable.');
  }
  const packageFolder = join(root, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(root, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  const executable = join(folder, 'start');
  if (await isExecutable(executable)) return executable;
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'chromium-'));
  try {
    await extract(join(packageFolder, 'bin'), staging);
    await rename(staging, folder);
  } catch (error) {
    // Another test process may have been quicker: its copy is as good.
    await rm(staging, { recursive: true, force: true });
    if (!(await isExecutable(executable))) throw error;
  }
  return executable;
}

/** The package extracts to the temporary folder only, so that folder is set, in a process of its own. */
async function extract(archives: string, folder: string): Promise<void> {
  const names = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'];
  const script = `import { inflate } from '@sparticuz/chromium';
await Promise.all(process.argv.slice(1).map((archive) => inflate(archive)));`;
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script, ...names.map((name) => join(archives, name))],
    { cwd: root, env: { ...process.env, TMPDIR: folder } },
  );
  await writeFile(join(folder, 'fonts/fonts.conf'), fontsConfiguration);
  const starter = join(folder, 'start');
  await writeFile(starter, starterScript);
  // Temporary folders are their maker's alone; tests may run as another user than the one who installed.
  await Promise.all([folder, starter, join(folder, 'chromium')].map((path) => chmod(path, 0o755)));
}

/** A bare machine lacks Chromium's libraries and fonts: the package brings its own. */
const starterScript = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;

const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
`;

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
