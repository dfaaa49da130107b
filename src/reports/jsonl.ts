import { jsonText } from '../lib/json-text.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Report } from './report.ts';
import { findingRows } from './rows.ts';

function* lines(result: AuditResult): Generator<string> {
  for (const { rep, finding } of findingRows(result)) {
    const { id, kind, name, email, managerId } = rep;
    yield `${jsonText({ asOf: result.asOf, rep: { id, kind, name, email, managerId }, ...finding })}\n`;
  }
}

/** One finding a line, as in the JSON report, with the owner and the as-of. */
export const jsonl: Report = {
  name: 'jsonl',
  extension: '.jsonl',
  about: 'one finding a line, as data',
  render: lines,
};
