import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { configJsonSchema, peopleJsonSchema, routingJsonSchema } from '../../src/config/json-schema.ts';
import { parseYaml } from '../../src/lib/yaml.ts';
import { exampleConfig, exampleRouting } from './example.ts';

const accepts = (schema: Readonly<Record<string, unknown>>, text: string) =>
  new Ajv2020({ allowUnionTypes: true }).validate(schema, parseYaml(text, 'f.yaml').value);

describe('the published schema', () => {
  it('accepts the configuration of the interface', () => {
    expect(accepts(configJsonSchema(), exampleConfig)).toBe(true);
  });

  it.each([
    ['redact: some'],
    ['calender: {}'],
    ['rules: { a/b: on }'],
    ['fields: { lead: { nextStepp: X } }'],
    ['stages: []'],
  ])('of the configuration refuses %s', (text) => {
    expect(accepts(configJsonSchema(), text)).toBe(false);
  });

  it('accepts the routing of the interface once a name with a comma is in quotes', () => {
    expect(accepts(routingJsonSchema(), exampleRouting.replace('Germany, 500 and up', '"Germany, 500 and up"'))).toBe(
      true,
    );
    expect(accepts(routingJsonSchema(), 'routes: []')).toBe(false);
  });

  it('accepts both files about people, and no third', () => {
    expect(accepts(peopleJsonSchema(), '- { rep: a, from: 2026-01-01 }')).toBe(true);
    expect(accepts(peopleJsonSchema(), 'started: [{ rep: a, date: 2026-01-01 }]')).toBe(true);
    expect(accepts(peopleJsonSchema(), '- { rep: a }')).toBe(false);
  });

  it('says which version of JSON Schema it is', () => {
    expect(configJsonSchema()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });
});
