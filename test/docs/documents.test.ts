import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { readPackFiles, shippedRules } from '../../src/config/rule-files.ts';
import { documents } from '../../src/docs/documents.ts';
import { jsonSchemas } from '../../src/docs/schemas.ts';
import { parseYaml } from '../../src/lib/yaml.ts';

const folder = fileURLToPath(new URL('../../docs/', import.meta.url));

it.each([...documents()])('docs/%s is up to date; npm run docs writes it', (path, text) => {
  const file = `${folder}${path}`;
  expect(existsSync(file) && readFileSync(file, 'utf8') === text, 'stale: run npm run docs').toBe(true);
});

it('no schema is left over from before', () => {
  expect(readdirSync(`${folder}schemas`).map((name) => `schemas/${name}`)).toEqual(
    [...documents().keys()].filter((path) => path.startsWith('schemas/')).sort(),
  );
});

const accepts = (name: string) => {
  const schema = jsonSchemas().get(name);
  if (schema === undefined) throw new Error(`no schema ${name}`);
  return new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(schema);
};

it('the published schema accepts every shipped rule and pack, and refuses a slip', () => {
  const { pack, rules } = readPackFiles(shippedRules, '');
  const isRule = accepts('rule');
  const values = [...rules].map(([id, { text, name }]) => [id, parseYaml(text, name).value] as const);
  expect(values.filter(([, value]) => !isRule(value)).map(([id]) => id)).toEqual([]);
  expect(isRule({ ...Object(values[0]?.[1]), severty: 'error' })).toBe(false);
  expect(accepts('pack')(parseYaml(pack.text, pack.name).value)).toBe(true);
});
