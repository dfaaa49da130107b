import { type AuditResult, auditResultSchema } from '../model/audit-result.ts';
import type { Report } from './report.ts';

/**
 * What JSON allows inside a string and a terminal may obey: the control characters that `JSON.stringify` leaves alone
 * and invisible format characters, those that reorder text among them.
 */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu;

const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');

/** The keys come out in the order of the schema, however the result was put together. */
const inSchemaOrder = (result: AuditResult): AuditResult => auditResultSchema.parse(result);

/** The result itself: equal results give equal bytes. A result that breaks the schema is a bug and throws. */
export const json: Report = {
  name: 'json',
  extension: '.json',
  about: 'the whole result as data, by docs/schemas/report.schema.json',
  render: (result) => `${JSON.stringify(inSchemaOrder(result), null, 2).replace(UNSAFE, escapeUnits)}\n`,
};
