import type { ChangedFinding, ChangeKind, Diff, RepDiff, ScorePart } from '../model/diff.ts';
import { blank, ink, type Line, paint, type Tone } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import { counted, dateOf, decimal, grouped, momentOf, percent, verdictWords } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { moved } from './snapshot.ts';

/** Findings shown of each kind for one owner; JSON has them all. */
const MOST = 5;

const partWords = {
  rules: 'rules and parameters',
  'data-access': 'what could be seen',
  behavior: 'behavior',
  waivers: 'waivers and appeals',
  reassignment: 'reassigned records',
  'deal-mix': 'records that came and went',
} as const satisfies Record<ScorePart['kind'], string>;

interface Sign {
  readonly sign: string;
  readonly tone: Tone;
  readonly words: string;
}

/** In the order in which they are told. */
const signs: readonly (readonly [ChangeKind, Sign])[] = [
  ['new', { sign: '+', tone: 'bad', words: 'new' }],
  ['unwaived', { sign: '+', tone: 'bad', words: 'counts again' }],
  ['fixed', { sign: '-', tone: 'good', words: 'fixed' }],
  ['closed', { sign: '-', tone: 'dim', words: 'closed with its record' }],
  ['gone', { sign: '-', tone: 'dim', words: 'fixed or closed' }],
  ['waived', { sign: '~', tone: 'fair', words: 'waived' }],
  ['not-evaluable', { sign: '?', tone: 'fair', words: 'not evaluable any more' }],
  ['rule-changed', { sign: '~', tone: 'fair', words: 'by a changed rule' }],
  ['reassigned', { sign: '>', tone: 'fair', words: 'with another owner' }],
];

const titleOf = (id: string): string => id.replaceAll('-', ' ');
const score = (value: number | null): string => (value === null ? 'none' : decimal(value));
const nameOf = ({ name, email, id }: RepDiff): string => name ?? email ?? id ?? 'Records without an owner';
const toneOf = (points: number): Tone => (points < 0 ? 'bad' : points > 0 ? 'good' : 'dim');
const signed = (points: number): string => `${points > 0 ? '+' : ''}${decimal(points)}`;

function partLines(parts: readonly ScorePart[] | null, width: number): Line[] {
  return (parts ?? [])
    .filter(({ points, records }) => points !== 0 || records > 0)
    .flatMap(({ kind, points, records }) =>
      flow(
        [
          ink(signed(points).padStart(6), toneOf(points)),
          ink(` ${partWords[kind]}`),
          ink(` (${counted(records, 'record')})`, 'dim'),
        ],
        width,
        { indent: 2, hang: 9 },
      ),
    );
}

const countsLine = (of: (kind: ChangeKind) => number): string =>
  signs
    .filter(([kind]) => of(kind) > 0)
    .map(([kind, { words }]) => `${grouped(of(kind))} ${words}`)
    .join(', ');

/** "third run in a row, since 2026-11-04" */
const streakWords = ({ runs, since }: ChangedFinding): string =>
  runs === null || runs < 2 || since === null ? '' : ` (in ${runs} runs, since ${dateOf(since)})`;

function findingLine(finding: ChangedFinding, { sign, tone, words }: Sign): Line {
  const { severity, rule, record, message } = finding;
  const name = record.name === null ? record.id : `${record.name} (${record.id})`;
  return [
    ink(`${sign} ${words}: `, tone),
    ink(`${severity} ${rule} `, 'strong'),
    ink(`${name}: ${message}`),
    ink(streakWords(finding), 'dim'),
  ];
}

function someOf(list: readonly ChangedFinding[], sign: Sign, width: number): Line[] {
  const shown = list.slice(0, MOST).flatMap((one) => flow(findingLine(one, sign), width, { indent: 2, hang: 2 }));
  const rest = list.length - MOST;
  return rest > 0 ? [...shown, [ink(`  ${sign.sign} and ${grouped(rest)} more ${sign.words}`, 'dim')]] : shown;
}

/** What has stood longest, the worst first. */
const oldest = (list: readonly ChangedFinding[]): readonly ChangedFinding[] =>
  [...list].filter(({ runs }) => (runs ?? 0) > 1).sort((a, b) => (b.runs ?? 0) - (a.runs ?? 0));

const standing: Sign = { sign: '=', tone: 'dim', words: 'still there' };

function repLines(rep: RepDiff, width: number): Line[] {
  const { changes } = rep;
  const change = `score ${score(rep.score.from)} to ${score(rep.score.to)}, ${moved(rep.score.from, rep.score.to)}`;
  const decided = [
    ...rep.verdicts.map(({ certification, from, to }) => {
      const words = (verdict: typeof from): string => (verdict === null ? 'none' : verdictWords[verdict]);
      return `${titleOf(certification)}: ${words(from)} to ${words(to)}`;
    }),
    ...rep.levels.map(({ area, from, to }) => `${titleOf(area)}: level ${from ?? 'none'} to ${to ?? 'none'}`),
  ];
  return [
    blank,
    ...flow([ink(`${nameOf(rep)}  `, 'strong'), ink(change, 'dim')], width),
    ...partLines(rep.parts, width),
    ...decided.flatMap((text) => flow([ink(text, 'accent')], width, { indent: 2, hang: 2 })),
    ...signs.flatMap(([kind, sign]) => someOf(changes[kind], sign, width)),
    ...oldest(changes.standing)
      .slice(0, 2)
      .flatMap((one) => flow(findingLine(one, standing), width, { indent: 2, hang: 2 })),
  ];
}

const isMoved = ({ score: { from, to }, levels, verdicts, changes }: RepDiff): boolean =>
  from !== to || levels.length > 0 || verdicts.length > 0 || signs.some(([kind]) => changes[kind].length > 0);

function criteriaLines({ criteria }: Diff, width: number): Line[] {
  const rate = (share: number | null): string => (share === null ? 'none' : percent(share));
  return criteria
    .filter(({ counts, passRate }) => passRate.from !== passRate.to || signs.some(([kind]) => counts[kind] > 0))
    .flatMap(({ area, passRate, counts }) => {
      const told = countsLine((kind) => counts[kind]);
      const words = ` ${rate(passRate.from)} to ${rate(passRate.to)}${told === '' ? '' : `; ${told}`}`;
      return flow([ink(`${titleOf(area)}:`, 'strong'), ink(words)], width, { indent: 2, hang: 2 });
    });
}

const sideWords = ({ run, asOf }: Diff['from']): string => `${run ?? 'a saved report'} of ${momentOf(asOf)}`;

/** What moved between two runs and why: everyone, criterion by criterion, owner by owner. */
export function diffPage(diff: Diff, { width, isColored }: PageOptions): string {
  const { from, to, counts, parts, unexplained, alsoChanged, reps } = diff;
  const shown = reps.filter(isMoved);
  const lines: Line[] = [
    ...flow([ink(`From ${sideWords(from)} to ${sideWords(to)}`, 'strong')], width),
    ...(diff.scope === '' ? [] : flow([ink(diff.scope, 'dim')], width)),
    blank,
    ...flow(
      [ink(`Score ${score(from.score)} to ${score(to.score)}, `), ink(moved(from.score, to.score), 'strong')],
      width,
    ),
    ...partLines(parts, width),
    ...(unexplained === null ? [] : flow([ink(`Not split: ${unexplained}`, 'dim')], width, { indent: 2 })),
    ...alsoChanged.flatMap((name) =>
      flow([ink(`${name} changed: what that moved is counted as behavior`, 'fair')], width, { indent: 2, hang: 2 }),
    ),
    blank,
    ...flow(
      [
        ink(
          `Findings: ${countsLine((kind) => counts[kind]) || 'nothing came or went'}, ${grouped(counts.standing)} standing`,
        ),
      ],
      width,
    ),
    ...criteriaLines(diff, width),
    ...shown.flatMap((rep) => repLines(rep, width)),
    blank,
    [ink(`Nothing moved for ${counted(reps.length - shown.length, 'owner')}.`, 'dim')],
  ];
  return paint(lines, isColored);
}
