import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../lib/errors.ts';
import { shownPath } from './documents.ts';

/** A text file with the name that messages use. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A folder of rules as it lies on disk: its pack.yaml, and the rule files by id. */
export interface PackFiles {
  readonly pack: TextFile;
  readonly rules: ReadonlyMap<string, TextFile>;
}

/** The folder of the shipped rules, beside `src` and `dist`. */
export const shippedRules = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Folders of the rules folder that hold something else than rules. */
const notAreas = new Set(['defaults', 'lexicons', 'rubrics', 'scenarios']);

const isRule = (name: string): boolean => name.endsWith('.yaml') && !name.startsWith('.');

function read(file: string, shown: string): TextFile {
  return { name: shown, text: readFileSync(file, 'utf8') };
}

/** Reads the rule files of a pack folder, `<area>/<name>.yaml`, in order of id. */
export function readPackFiles(folder: string, cwd: string): PackFiles {
  const isShipped = folder === shippedRules;
  const shown = (path: string): string => (isShipped ? `rules/${path}` : shownPath(join(folder, path), cwd));
  const names = listing(folder, shown(''));
  if (!names.some(({ name }) => name === 'pack.yaml')) {
    throw new UserError({ message: 'no pack.yaml in this folder of rules', at: { file: shown('') } });
  }
  const areas = names.filter((entry) => entry.isDirectory() && !notAreas.has(entry.name)).map(({ name }) => name);
  const rules = new Map<string, TextFile>();
  for (const area of areas.sort()) {
    const files = listing(join(folder, area), shown(area)).map(({ name }) => name);
    for (const file of files.filter(isRule).sort()) {
      const id = `${area}/${file.slice(0, -'.yaml'.length)}`;
      rules.set(id, read(join(folder, area, file), shown(`${area}/${file}`)));
    }
  }
  return { pack: read(join(folder, 'pack.yaml'), shown('pack.yaml')), rules };
}

function listing(folder: string, shown: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    throw new UserError({ message: 'this folder of rules cannot be read', at: { file: shown } });
  }
}

/** A shipped file that is not a rule: `lexicons/people.yaml`, `rubrics/crm-hygiene.yaml`, `defaults/facts.yaml`. */
export const readShipped = (path: string): TextFile => read(join(shippedRules, path), `rules/${path}`);

/** The names of the shipped files of one folder, in order. */
export const listShipped = (folder: string): readonly string[] =>
  readdirSync(join(shippedRules, folder))
    .filter(isRule)
    .sort()
    .map((name) => `${folder}/${name}`);
