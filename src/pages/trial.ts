import type { Finding } from '../model/audit-result.ts';
import type { RepTrial, Trial } from '../model/trial.ts';
import { blank, ink, type Line, paint, type Tone } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import { titleFromId } from '../reports/titles.ts';
import { counted, decimal, grouped, momentOf, verdictWords } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

/** Findings shown of each kind for one owner; JSON has them all. */
const MOST = 8;

const scoreText = (score: number | null): string => (score === null ? 'none' : decimal(score));
const levelText = (level: number | null): string => (level === null ? 'none' : String(level));

function decisions({ verdicts, levels }: RepTrial, width: number): Line[] {
  const verdictLines = verdicts.map(({ id, from, to, total, outOf }) => {
    const points = `${total.from} of ${outOf} points before, ${total.to} then`;
    const words = from === to ? verdictWords[to] : `${verdictWords[from]} → ${verdictWords[to]}`;
    return [
      ink(`${titleFromId(id)}: `, 'strong'),
      ink(words, from === to ? 'plain' : 'fair'),
      ink(` (${points})`, 'dim'),
    ];
  });
  const levelLines = levels.map(({ area, from, to }) => [
    ink(`${titleFromId(area)}: `),
    ink(`level ${levelText(from)} → ${levelText(to)}`, 'fair'),
  ]);
  return [...verdictLines, ...levelLines].flatMap((line) => flow(line, width, { indent: 2, hang: 2 }));
}

const recordText = ({ name, id }: Finding['record']): string => (name === null ? id : `${name} (${id})`);

function listed<T>(items: readonly T[], sign: string, tone: Tone, text: (item: T) => Line, width: number): Line[] {
  const lines = items
    .slice(0, MOST)
    .flatMap((item) => flow([ink(`${sign} `, tone), ...text(item)], width, { indent: 2, hang: 2 }));
  const rest = items.length - MOST;
  return rest > 0 ? [...lines, [ink(`  ${sign} and ${grouped(rest)} more`, 'dim')]] : lines;
}

const findingText = ({ severity, rule, record, message }: Finding): Line => [
  ink(`${severity} ${rule} `, 'strong'),
  ink(`${recordText(record)}: ${message}`),
];

function repLines(rep: RepTrial, width: number): Line[] {
  const { name, email, id, score, appear, disappear, reweighed } = rep;
  const change =
    score.from === score.to ? 'score unchanged' : `score ${scoreText(score.from)} → ${scoreText(score.to)}`;
  return [
    blank,
    ...flow([ink(`${name ?? email ?? id ?? 'Records without an owner'}  `, 'strong'), ink(change, 'dim')], width),
    ...decisions(rep, width),
    ...listed(appear, '+', 'bad', findingText, width),
    ...listed(disappear, '-', 'good', findingText, width),
    ...listed(
      reweighed,
      '~',
      'fair',
      ({ rule, record, from, to }) => [ink(`${rule} `, 'strong'), ink(`${recordText(record)}: ${from} → ${to}`)],
      width,
    ),
  ];
}

/** What would appear, disappear and be decided otherwise, owner by owner. */
export function trialPage(
  { file, rules, asOf, source, summary, reps, unchanged }: Trial,
  options: PageOptions,
): string {
  const { width, isColored } = options;
  const { appear, disappear, reweighed, verdicts, levels, notEvaluable } = summary;
  const counts = [
    `${counted(appear, 'finding')} would appear, ${grouped(disappear)} disappear and ${grouped(reweighed)} weigh otherwise`,
    `${counted(verdicts, 'verdict')} and ${counted(levels, 'level')} would change`,
    `checks not evaluable: ${grouped(notEvaluable.from)} before, ${grouped(notEvaluable.to)} then`,
  ];
  const lines: Line[] = [
    ...flow([ink(`${file} `, 'strong'), ink(`on ${source.label} as of ${momentOf(asOf)}: ${rules.join(', ')}`)], width),
    ...counts.flatMap((text) => flow([ink(text)], width)),
    ...reps.flatMap((rep) => repLines(rep, width)),
    blank,
    [ink(`Nothing changes for ${counted(unchanged, 'owner')}. Nothing was stored.`, 'dim')],
  ];
  return paint(lines, isColored);
}
