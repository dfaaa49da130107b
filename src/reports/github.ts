import { workflowCommand } from '../lib/escape-workflow.ts';
import type { AuditResult, Finding, RepResult } from '../model/audit-result.ts';
import { isCounted } from '../model/is-counted.ts';
import type { Report } from './report.ts';
import { titlesOf } from './titles.ts';
import { countBySeverity, counted, findingCounts, nameOfRep, verdictWords } from './words.ts';
import { worst } from './worst.ts';

/** GitHub shows ten annotations of each kind for a step; more would be dropped without a word. */
const MOST = 10;

const commandOf = (severity: Finding['severity']): 'error' | 'warning' | 'notice' =>
  severity === 'info' ? 'notice' : severity === 'warning' ? 'warning' : 'error';

/** The findings of one rule of one rep, in one annotation. */
interface Annotation {
  readonly severity: Finding['severity'];
  readonly title: string;
  readonly message: string;
}

function annotationsOf(rep: RepResult, titleOf: (id: string) => string): readonly Annotation[] {
  const { groups } = worst(rep.findings.filter(isCounted), { findings: Number.POSITIVE_INFINITY, perRule: 3 });
  return groups.map(({ rule, severity, all, shown }) => {
    const cases = shown.map(({ record, message }) => `${record.name ?? record.id}: ${message}`);
    const rest = all.length > shown.length ? [`and ${counted(all.length - shown.length, 'record')} more`] : [];
    return {
      severity,
      title: `${nameOfRep(rep)}: ${titleOf(rule)} (${rule})`,
      message: [...cases, ...rest].join('\n'),
    };
  });
}

function* commands(result: AuditResult): Generator<string> {
  const titleOf = titlesOf(result);
  const left = { error: MOST, warning: MOST, notice: MOST - 1 };
  for (const { severity, title, message } of result.reps.flatMap((rep) => annotationsOf(rep, titleOf))) {
    const command = commandOf(severity);
    left[command] -= 1;
    if (left[command] >= 0) yield workflowCommand(command, { title, message });
  }
  const verdicts = result.reps.flatMap((rep) =>
    rep.certifications.map(({ id, verdict }) => `${nameOfRep(rep)}: ${titleOf(id)} ${verdictWords[verdict]}`),
  );
  const found = findingCounts(countBySeverity(result.reps.flatMap(({ findings }) => findings.filter(isCounted))));
  yield workflowCommand('notice', {
    title: `Threadcount: ${counted(result.summary.reps, 'owner')}, findings: ${found}`,
    message: verdicts.join('\n') || 'nobody was certified',
  });
}

/** Annotations of a GitHub Actions run, worst first, one for each rule of each rep. */
export const github: Report = {
  name: 'github',
  about: 'annotations of a GitHub Actions run',
  render: commands,
};
