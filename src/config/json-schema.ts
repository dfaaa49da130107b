import * as z from 'zod';
import { leaveSchema, rolesSchema, startedSchema } from './people-schema.ts';
import { calibrationSchema, practiceSchema, programSchema, surveySchema } from './program-schema.ts';
import { routingSchema } from './routing-schema.ts';
import { configSchema } from './schema.ts';
import { scopeSchema } from './scope-schema.ts';
import { waiversSchema } from './waivers-schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const written = (title: string, schema: z.ZodType): JsonSchema => ({
  title,
  ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }),
});

/** JSON Schema of threadcount.yaml, for editors and for docs/schemas. */
export const configJsonSchema = (): JsonSchema => written('threadcount.yaml', configSchema);

/** JSON Schema of routing.yaml. */
export const routingJsonSchema = (): JsonSchema => written('routing.yaml', routingSchema);

/** JSON Schema of scope.yaml. */
export const scopeJsonSchema = (): JsonSchema => written('scope.yaml', scopeSchema);

/** JSON Schema of waivers.yaml. */
export const waiversJsonSchema = (): JsonSchema => written('waivers.yaml', waiversSchema);

/** JSON Schema of the people files: leave.yaml, started.yaml and roles.yaml. */
export const peopleJsonSchema = (): JsonSchema =>
  written('leave.yaml, started.yaml or roles.yaml', z.union([leaveSchema, startedSchema, rolesSchema]));

/** JSON Schemas of the files around certificates: program.yaml, survey.yaml, practice.yaml and calibration forms. */
export const programInputSchemas = (): readonly (readonly [string, JsonSchema])[] => [
  ['program', written('program.yaml', programSchema)],
  ['survey', written('survey.yaml', surveySchema)],
  ['practice', written('practice.yaml', practiceSchema)],
  ['calibration-form', written('A calibration form', calibrationSchema)],
];
