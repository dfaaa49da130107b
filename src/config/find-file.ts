import { type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';

/** The name of a configuration, which is searched for upwards. */
export const configFileName = 'threadcount.yaml';

/** The first `name` in `folder` or a folder above it. */
export function findUpwards(name: string, folder: string): string | undefined {
  const file = join(folder, name);
  if (stat(file)?.isFile()) return file;
  const above = dirname(folder);
  return above === folder ? undefined : findUpwards(name, above);
}

/** A file as it is named in messages: relative to the working directory where it lies inside, and with slashes. */
export function shownPath(file: string, cwd: string): string {
  const inside = relative(cwd, file);
  const shown = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  return shown.replaceAll('\\', '/');
}

/** What lies at a path; nothing where nothing can be reached. */
export function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // a file where a folder is expected, or a folder that may not be entered
  }
}

export const exists = (path: string): boolean => stat(path) !== undefined;
