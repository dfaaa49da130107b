import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Rendered, Report } from '../../src/reports/report.ts';
import { unzip } from './workbook.ts';

const bytesOf = (rendered: Rendered): Buffer =>
  typeof rendered === 'string' || rendered instanceof Uint8Array
    ? Buffer.from(rendered)
    : Buffer.concat([...rendered].map((piece) => Buffer.from(piece)));

/** What a file of a report says: archives are unpacked, other bytes are taken as they are. */
export async function textIn(bytes: Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes);
  if (buffer.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return buffer.toString('utf8');
  return [...(await unzip(buffer)).values()].join('\n');
}

/** What a report says, in whatever medium. */
export const textOf = (report: Report, result: AuditResult): Promise<string> =>
  textIn(bytesOf(report.render(result, { width: 100, isColored: false })));
