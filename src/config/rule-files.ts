import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../lib/errors.ts';
import { configFileName, shownPath } from './find-file.ts';

/** A text file with the name that messages use. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A folder of rules as it lies on disk: its pack.yaml, and the files of rules and scenarios by id. */
export interface PackFiles {
  readonly pack: TextFile;
  readonly rules: ReadonlyMap<string, TextFile>;
  readonly scenarios: ReadonlyMap<string, TextFile>;
}

/** The folder of the shipped rules, beside `src` and `dist`. */
export const shippedRules = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Folders of the rules folder that hold something else than rules. */
const notAreas = new Set(['defaults', 'lexicons', 'rubrics', 'scenarios']);

const isRule = (name: string): boolean => name.endsWith('.yaml') && !name.startsWith('.');

function read(file: string, shown: string): TextFile {
  return { name: shown, text: readFileSync(file, 'utf8') };
}

const nameOf = (file: string): string => file.slice(0, -'.yaml'.length);

/** Reads a pack folder: its rules, `<area>/<name>.yaml`, and its scenarios, each in order of id. */
export function readPackFiles(folder: string, cwd: string): PackFiles {
  const isShipped = folder === shippedRules;
  const shown = (path: string): string => (isShipped ? `rules/${path}` : shownPath(join(folder, path), cwd));
  const names = listing(folder, shown(''));
  if (!names.some(({ name }) => name === 'pack.yaml')) {
    throw new UserError({ message: 'no pack.yaml in this folder of rules', at: { file: shown('') } });
  }
  const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const filesOf = (within: string): readonly (readonly [string, TextFile])[] =>
    listing(join(folder, within), shown(within))
      .map(({ name }) => name)
      .filter(isRule)
      .sort()
      .map((file) => [nameOf(file), read(join(folder, within, file), shown(`${within}/${file}`))]);
  const areas = folders.filter((name) => !notAreas.has(name)).sort();
  const rules = areas.flatMap((area) => filesOf(area).map(([name, file]) => [`${area}/${name}`, file] as const));
  return {
    pack: read(join(folder, 'pack.yaml'), shown('pack.yaml')),
    rules: new Map(rules),
    scenarios: new Map(folders.includes('scenarios') ? filesOf('scenarios') : []),
  };
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

/** Every text that the list of shipped rules is made of, in one: what was made of another is not true of this. */
export function shippedTexts(): string {
  const { pack, rules, scenarios } = readPackFiles(shippedRules, shippedRules);
  const files = [pack, ...rules.values(), ...scenarios.values(), readShipped(`defaults/${configFileName}`)];
  return files.map(({ name, text }) => `# ${name}\n${text}`).join('\n');
}

/** The names of the shipped files of one folder, in order. */
export const listShipped = (folder: string): readonly string[] =>
  readdirSync(join(shippedRules, folder))
    .filter(isRule)
    .sort()
    .map((name) => `${folder}/${name}`);
