import { fieldsPage } from './fields-page.ts';
import { rulesPage } from './rules-page.ts';
import { jsonSchemas } from './schemas.ts';

/** Every generated file below docs/, by path. */
export function documents(): ReadonlyMap<string, string> {
  const schemas = [...jsonSchemas()].map(
    ([name, schema]) => [`schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  return new Map([['rules.md', rulesPage()], ['fields.md', fieldsPage()], ...schemas]);
}
