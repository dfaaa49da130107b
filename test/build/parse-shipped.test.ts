import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textKey } from '../../src/lib/parsed-before.ts';
import { parseYaml } from '../../src/lib/yaml.ts';

const rules = new URL('../../rules/', import.meta.url);
const table = new URL('../../dist/parsed.json', import.meta.url);
const files = readdirSync(rules, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
const textOf = (name: string): string => readFileSync(new URL(name, rules), 'utf8');

describe.skipIf(!existsSync(table))('what the build has parsed', () => {
  const parsed: Readonly<Record<string, unknown>> = existsSync(table) ? JSON.parse(readFileSync(table, 'utf8')) : {};
  const known = files.filter((name) => Object.hasOwn(parsed, textKey(textOf(name))));

  it('is the data of the shipped files', () => {
    expect(known).not.toEqual([]);
    for (const name of known) expect(parsed[textKey(textOf(name))]).toEqual(parseYaml(textOf(name), name).value);
  });

  it('keeps the places of a file, and is not taken for a file that was changed', async () => {
    const built = await import(new URL('../../dist/lib/yaml.js', import.meta.url).href);
    const [name = ''] = known;
    for (const text of [textOf(name), `# changed\n${textOf(name)}\nmore: 1\n`]) {
      const mine = parseYaml(text, name);
      const theirs = built.parseYaml(text, name);
      expect(theirs.value).toEqual(mine.value);
      for (const key of Object.keys(Object(mine.value))) {
        expect(theirs.position([key], 'value')).toEqual(mine.position([key], 'value'));
        expect(theirs.scalarSource([key])).toEqual(mine.scalarSource([key]));
      }
    }
  });
});
