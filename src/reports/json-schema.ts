import * as z from 'zod';
import { auditResultSchema } from '../model/audit-result.ts';

/** JSON Schema (draft 2020-12) of the JSON report, as published in docs/schemas/report.schema.json. */
export const reportJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Threadcount report',
  description: 'What `threadcount audit --format json` writes, schema version 1.',
  ...z.toJSONSchema(auditResultSchema, { target: 'draft-2020-12' }),
});
