import {
  configJsonSchema,
  peopleJsonSchema,
  programInputSchemas,
  routingJsonSchema,
  scopeJsonSchema,
  waiversJsonSchema,
} from '../config/json-schema.ts';
import { certificateJsonSchema } from '../model/certificate.ts';
import { evaluationJsonSchema } from '../model/evaluation-form.ts';
import { programResultSchemas } from '../model/program-schemas.ts';
import { diffJsonSchema, digestJsonSchema, reportJsonSchema, trendJsonSchema } from '../reports/json-schema.ts';
import { packJsonSchema, ruleJsonSchema, scenarioJsonSchema } from '../rulebook/json-schema.ts';

/** The published JSON Schemas by name: docs/schemas/<name>.schema.json, `rules schema <name>`. */
export const jsonSchemas = (): ReadonlyMap<string, Readonly<Record<string, unknown>>> =>
  new Map([
    ['rule', ruleJsonSchema()],
    ['pack', packJsonSchema()],
    ['scenario', scenarioJsonSchema()],
    ['config', configJsonSchema()],
    ['routing', routingJsonSchema()],
    ['scope', scopeJsonSchema()],
    ['waivers', waiversJsonSchema()],
    ['people', peopleJsonSchema()],
    ['report', reportJsonSchema()],
    ['diff', diffJsonSchema()],
    ['trend', trendJsonSchema()],
    ['digest', digestJsonSchema()],
    ['certificate', certificateJsonSchema()],
    ['evaluation', evaluationJsonSchema()],
    ...programInputSchemas(),
    ...programResultSchemas(),
  ]);
