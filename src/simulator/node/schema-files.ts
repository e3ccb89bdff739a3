import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type GivenDescribe, readDescribe, UnusableDescribe } from '../schema/given-describe.ts';
import { HostFailure, reasonOf } from './host-failure.ts';

const howToSave = 'Save a describe with: sf sobject describe --sobject NAME --json';

async function describeFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path);
    const files = names.filter((name) => name.endsWith('.json')).sort();
    if (files.length > 0) return files.map((name) => join(path, name));
  } catch (error) {
    throw new HostFailure(`The schema ${path} cannot be read (${reasonOf(error)}). Name a file or a folder.`);
  }
  throw new HostFailure(`The schema folder ${path} has no *.json files. ${howToSave}`);
}

async function describeIn(file: string): Promise<GivenDescribe> {
  try {
    const text = await readFile(file, 'utf8');
    return readDescribe(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof UnusableDescribe) {
      throw new HostFailure(`${file} is no describe of an object. ${error.message} ${howToSave}`);
    }
    const reason = error instanceof SyntaxError ? `no JSON: ${error.message}` : reasonOf(error);
    throw new HostFailure(`The describe ${file} cannot be read (${reason}). ${howToSave}`);
  }
}

/** The describe in a file, or those in all `*.json` of a folder, in the order of their names. @throws HostFailure */
export async function readSchema(path: string): Promise<GivenDescribe[]> {
  const files = await describeFiles(path);
  const describes = await Promise.all(files.map(describeIn));
  const fileOf = new Map<string, string>();
  for (const [index, { name }] of describes.entries()) {
    const file = files[index] ?? '';
    const other = fileOf.get(name.toLowerCase());
    if (other) throw new HostFailure(`${other} and ${file} both describe ${name}. Keep one of them.`);
    fileOf.set(name.toLowerCase(), file);
  }
  return describes;
}
