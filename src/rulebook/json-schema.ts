import * as z from 'zod';
import { scenarioSchema } from './scenario.ts';
import { packSchema, ruleSchema } from './schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const written = (title: string, schema: z.ZodType): JsonSchema => ({
  title,
  ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }),
});

/** JSON Schema of a rule file, for editors and for docs/schemas. */
export const ruleJsonSchema = (): JsonSchema => written('A rule of Threadcount', ruleSchema);

/** JSON Schema of pack.yaml. */
export const packJsonSchema = (): JsonSchema => written('pack.yaml', packSchema);

/** JSON Schema of a scenario file. */
export const scenarioJsonSchema = (): JsonSchema => written('A scenario of Threadcount', scenarioSchema);
