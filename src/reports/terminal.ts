import type { AuditResult } from '../model/audit-result.ts';
import type { Report } from './report.ts';
import { heading, legend, title } from './terminal/heading.ts';
import { blank, paint } from './terminal/ink.ts';
import { mondayList } from './terminal/monday.ts';
import { next } from './terminal/next.ts';
import { pageFor } from './terminal/page.ts';
import { repBlock } from './terminal/rep.ts';
import { summary } from './terminal/summary.ts';

/** Where nobody's records could be judged at all, blocks of their own would say nothing many times. */
const seesNothing = ({ reps }: AuditResult): boolean =>
  reps.length > 0 && reps.every(({ score, findings }) => score === null && findings.length === 0);

/**
 * The report to read: reps by name, each with verdicts, criteria, the worst findings with their evidence and what could
 * not be judged; then everyone in one table, and what to run next. Plain lines, no cursor movements: good for a log.
 */
export const terminal: Report = {
  name: 'terminal',
  about: 'verdicts, criteria and the worst findings, to read',
  render(result, options) {
    const { isBrief = seesNothing(result) } = options;
    const page = pageFor(result, options);
    const [alone, ...others] = result.reps;
    if (options.isBrief === true && alone !== undefined && others.length === 0)
      return paint([...title(result, page), ...mondayList(result, alone, page)], options.isColored, options.isLinked);
    const lines = [
      ...heading(result, page),
      ...(isBrief ? [] : [blank, ...legend(page), ...result.reps.flatMap((rep) => [blank, ...repBlock(rep, page)])]),
      blank,
      ...summary(result, page),
      ...next(result, page, options.sourceOption),
    ];
    return paint(lines, options.isColored, options.isLinked);
  },
};
