import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { textKey } from '../lib/parsed-before.ts';
import { parseYaml } from '../lib/yaml.ts';

/*
 * The last step of the build: what is shipped as YAML is parsed once here, since to parse it takes longer than all else
 * that a small command does. Rules are found by their text, so that what is written here can be missing or old.
 */

const project = new URL('../../', import.meta.url);
const target = new URL('../parsed.json', import.meta.url);

const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, project), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}${name}`);

rmSync(target, { force: true });
const parsed = ['rules/', 'fixtures/demo/'].flatMap(filesIn).flatMap((name) => {
  const text = readFileSync(new URL(name, project), 'utf8');
  const { value, problems } = parseYaml(text, name);
  return problems.length > 0 ? [] : [[textKey(text), value] as const];
});
writeFileSync(target, JSON.stringify(Object.fromEntries(parsed)));
