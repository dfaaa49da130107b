import * as z from 'zod';
import { acceleratorsSchema } from './accelerators.ts';
import { backtestSchema, thresholdsSchema } from './backtest.ts';
import { calibrationResultSchema } from './calibration.ts';
import { confidenceSchema } from './confidence.ts';
import { recertificationSchema } from './recertification.ts';
import { reviewSchema } from './review.ts';
import { validationSchema } from './validation.ts';
import { yieldSchema } from './yield.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const written = (command: string, schema: z.ZodType): JsonSchema => ({
  title: `Threadcount ${command.replace(/^(program|rules) /, '')}`,
  description: `What \`threadcount ${command} --format json\` writes, schema version 1.`,
  ...z.toJSONSchema(schema, { target: 'draft-2020-12' }),
});

/** The JSON Schemas of everything that the commands around certificates write, by name. */
export const programResultSchemas = (): readonly (readonly [string, JsonSchema])[] => [
  ['recertification', written('program recert', recertificationSchema)],
  ['calibration', written('program calibrate --compare', calibrationResultSchema)],
  ['validation', written('program validate', validationSchema)],
  ['yield', written('program yield', yieldSchema)],
  ['accelerators', written('program accelerators', acceleratorsSchema)],
  ['confidence', written('program confidence', confidenceSchema)],
  ['review', written('program review', reviewSchema)],
  ['backtest', written('rules backtest', backtestSchema)],
  ['thresholds', written('rules calibrate-thresholds', thresholdsSchema)],
];
