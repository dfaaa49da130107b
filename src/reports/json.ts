import { jsonText } from '../lib/json-text.ts';
import { type AuditResult, auditResultSchema } from '../model/audit-result.ts';
import type { Report } from './report.ts';

/** The keys come out in the order of the schema, however the result was put together. */
const inSchemaOrder = (result: AuditResult): AuditResult => auditResultSchema.parse(result);

/** The result itself: equal results give equal bytes. A result that breaks the schema is a bug and throws. */
export const json: Report = {
  name: 'json',
  extension: '.json',
  about: 'the whole result as data, by docs/schemas/report.schema.json',
  render: (result) => `${jsonText(inSchemaOrder(result), 2)}\n`,
};
