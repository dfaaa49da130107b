import { type AuditResult, auditResultSchema, type RepResult, repSchema } from '../model/audit-result.ts';
import { findingText, textAt } from './json-finding.ts';
import type { Report } from './report.ts';

/** Findings that are written together: one owner may have more of them than fit into a string. */
const TOGETHER = 100;

const REPS = '"reps": []';
const FINDINGS = '\n      "findings": []';

function* pieceByPiece({ findings, ...rest }: RepResult): Generator<string> {
  const text = textAt('    ', repSchema.parse({ ...rest, findings: [] }));
  const start = text.indexOf(FINDINGS) + FINDINGS.length - 1;
  yield `    ${text.slice(0, start)}`;
  for (let at = 0; at < findings.length; at += TOGETHER) {
    const some = findings.slice(at, at + TOGETHER).map(findingText);
    yield `${at === 0 ? '' : ','}\n        ${some.join(',\n        ')}`;
  }
  yield `${findings.length === 0 ? '' : '\n      '}${text.slice(start)}`;
}

/** The keys come out in the order of the schema, however the result was put together. */
function* pieces({ reps, ...rest }: AuditResult): Generator<string> {
  const text = textAt('', auditResultSchema.parse({ ...rest, reps: [] }));
  const start = text.lastIndexOf(REPS) + REPS.length - 1;
  yield text.slice(0, start);
  for (const [i, rep] of reps.entries()) {
    yield i === 0 ? '\n' : ',\n';
    yield* pieceByPiece(rep);
  }
  yield `${reps.length === 0 ? '' : '\n  '}${text.slice(start)}\n`;
}

/** The result itself: equal results give equal bytes. A result that breaks the schema is a bug and throws. */
export const json: Report = {
  name: 'json',
  extension: '.json',
  about: 'the whole result as data, by docs/schemas/report.schema.json',
  render: pieces,
};
