import * as z from 'zod';
import { auditResultSchema } from '../model/audit-result.ts';
import { diffSchema } from '../model/diff.ts';
import { digestSchema } from '../model/digest.ts';
import { trendSchema } from '../model/trend.ts';

/** JSON Schema (draft 2020-12) of the JSON report, as published in docs/schemas/report.schema.json. */
export const reportJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Threadcount report',
  description: 'What `threadcount audit --format json` writes, schema version 1.',
  ...z.toJSONSchema(auditResultSchema, { target: 'draft-2020-12' }),
});

/** The same of what moved between two runs: docs/schemas/diff.schema.json. */
export const diffJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Threadcount diff',
  description: 'What `threadcount diff --format json` writes, schema version 1.',
  ...z.toJSONSchema(diffSchema, { target: 'draft-2020-12' }),
});

/** The same of scores over the stored runs: docs/schemas/trend.schema.json. */
export const trendJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Threadcount trend',
  description: 'What `threadcount trend --format json` writes, schema version 1.',
  ...z.toJSONSchema(trendSchema, { target: 'draft-2020-12' }),
});

/** The same of what managers are told: docs/schemas/digest.schema.json. */
export const digestJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Threadcount digest',
  description: 'What `threadcount digest --format json` writes, schema version 1. Each file holds one of its messages.',
  ...z.toJSONSchema(digestSchema, { target: 'draft-2020-12' }),
});
