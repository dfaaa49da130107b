import type { AuditResult } from '../model/audit-result.ts';
import { repSection } from './markdown/rep.ts';
import { summarySection } from './markdown/summary.ts';
import type { Report } from './report.ts';
import { titlesOf } from './titles.ts';
import { counted } from './words.ts';

/** A job summary of GitHub Actions holds a mebibyte; what is longer is not shown at all. */
const MOST_CHARACTERS = 900_000;

function* sections(result: AuditResult): Generator<string> {
  const titleOf = titlesOf(result);
  const head = summarySection(result, titleOf);
  yield head;
  let written = head.length;
  for (const [i, rep] of result.reps.entries()) {
    const section = repSection(rep, titleOf);
    written += section.length;
    if (written > MOST_CHARACTERS) {
      const rest = counted(result.reps.length - i, 'more owner');
      yield `\n*There is no room for ${rest} in a summary of this size; the other formats hold everyone.*\n`;
      return;
    }
    yield section;
  }
}

/** For job summaries and pull requests: everyone in a table, and each rep's criteria and worst findings to unfold. */
export const markdown: Report = {
  name: 'markdown',
  extension: '.md',
  about: 'for job summaries and pull requests',
  render: sections,
};
