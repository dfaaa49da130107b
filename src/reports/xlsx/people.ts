import type { Sheet } from '../../lib/xlsx/sheet.ts';
import type { AreaResult, AuditResult, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import { countBySeverity, markWords, nameOfRep, verdictWords } from '../words.ts';
import { type Column, count, decimal, share, sheetOf } from './column.ts';

type TitleOf = (id: string) => string;

const kinds = { user: 'user', 'inactive-user': 'deactivated user', queue: 'queue', none: 'nobody' } as const;

function certificationColumns({ id, title }: AuditResult['rubrics'][number]): readonly Column<RepResult>[] {
  const of = ({ certifications }: RepResult) => certifications.find((one) => one.id === id);
  return [
    {
      name: title,
      width: 22,
      show: (rep) => {
        const found = of(rep);
        return found === undefined ? null : verdictWords[found.verdict];
      },
    },
    { name: `${title}: points`, width: 12, show: (rep) => count(of(rep)?.total ?? null) },
    { name: `${title}: of`, width: 8, show: (rep) => count(of(rep)?.outOf ?? null) },
    {
      name: `${title}: marks`,
      width: 24,
      show: (rep) =>
        of(rep)
          ?.marks.map((mark) => markWords[mark])
          .join('; ') ?? null,
    },
  ];
}

const counts = (rep: RepResult) => countBySeverity(rep.findings.filter(isCounted));

/** A row for each owner: who, scores, verdicts, and how many findings count. */
export function overview({ reps, rubrics }: AuditResult): Sheet {
  const columns: readonly Column<RepResult>[] = [
    { name: 'Owner', width: 26, show: nameOfRep },
    { name: 'E-mail', width: 34, show: ({ email }) => email },
    { name: 'Kind', width: 16, show: ({ kind }) => kinds[kind] },
    {
      name: 'Manager',
      width: 24,
      show: ({ managerName, managerEmail, managerId }) => managerName ?? managerEmail ?? managerId,
    },
    { name: 'Leads', width: 8, show: ({ records }) => count(records.lead) },
    { name: 'Deals', width: 8, show: ({ records }) => count(records.deal) },
    { name: 'Score', width: 8, show: ({ score }) => decimal(score) },
    { name: 'Worst-case score', width: 17, show: ({ worstCaseScore }) => decimal(worstCaseScore) },
    { name: 'Evaluable', width: 11, show: ({ evaluability }) => share(evaluability) },
    ...rubrics.flatMap(certificationColumns),
    { name: 'Critical', width: 9, show: (rep) => count(counts(rep).critical) },
    { name: 'Errors', width: 9, show: (rep) => count(counts(rep).error) },
    { name: 'Warnings', width: 10, show: (rep) => count(counts(rep).warning) },
    { name: 'Info', width: 8, show: (rep) => count(counts(rep).info) },
    {
      name: 'Waived',
      width: 9,
      show: ({ findings }) => count(findings.filter(({ waiver }) => waiver !== null).length),
    },
    {
      name: 'Overturned',
      width: 12,
      show: ({ findings }) => count(findings.filter(({ appeal }) => appeal?.status === 'overturned').length),
    },
  ];
  return sheetOf('Overview', columns, reps);
}

interface Judged {
  readonly rep: RepResult;
  readonly area: AreaResult;
}

function* areaRows({ reps }: AuditResult): Generator<Judged> {
  for (const rep of reps) for (const area of rep.areas) yield { rep, area };
}

/** A row for each criterion of each owner: level, pass rate and what it stands on. */
export const criteria = (result: AuditResult, titleOf: TitleOf): Sheet =>
  sheetOf<Judged>(
    'Criteria',
    [
      { name: 'Owner', width: 26, show: ({ rep }) => nameOfRep(rep) },
      { name: 'Certification', width: 18, show: ({ area }) => titleOf(area.certification) },
      { name: 'Criterion', width: 24, show: ({ area }) => titleOf(area.area) },
      { name: 'Level', width: 8, show: ({ area }) => count(area.level) },
      { name: 'Passed', width: 10, show: ({ area }) => share(area.passRate) },
      { name: '95 % from', width: 11, show: ({ area }) => share(area.interval?.[0] ?? null) },
      { name: '95 % to', width: 10, show: ({ area }) => share(area.interval?.[1] ?? null) },
      { name: 'Passed at worst', width: 16, show: ({ area }) => share(area.worstCasePassRate) },
      { name: 'Passed by value', width: 16, show: ({ area }) => share(area.valuePassRate) },
      { name: 'Applicable', width: 11, show: ({ area }) => count(area.applicable) },
      { name: 'Judged', width: 9, show: ({ area }) => count(area.evaluable) },
      { name: 'Failed', width: 9, show: ({ area }) => count(area.failed) },
      { name: 'Warned', width: 9, show: ({ area }) => count(area.warned) },
      { name: 'Waived', width: 9, show: ({ area }) => count(area.waived) },
      { name: 'Capped by', width: 26, show: ({ area }) => area.cappedBy },
      { name: 'Why no level', width: 50, show: ({ area }) => area.missing },
    ],
    areaRows(result),
  );
