import type { AuditResult, Finding, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import { type PathStep, pathInWords, stepsOf } from '../path.ts';
import { amountOf, counted, grouped, nameOfRep } from '../words.ts';
import { worstFirst } from '../worst.ts';
import { blank, ink, type Line, linked, tie } from './ink.ts';
import { cropped, flow } from './layout.ts';
import type { Page } from './page.ts';

/** What fits on a screen. */
const MOST = 7;

/** A piece of work: the finding, what it adds where that was measured, and how long it takes. */
interface Task {
  readonly finding: Finding;
  readonly gain: number | null;
  readonly minutes: number;
}

const minutesIn = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;

/** Steps that turn a verdict first, those that bring most for a minute before others; then the worst of the rest. */
function tasksOf(rep: RepResult, { rules }: AuditResult): readonly Task[] {
  const minutes = new Map(rules.map((rule) => [rule.id, rule.minutes]));
  const steps = new Map<string, PathStep>();
  for (const step of rep.certifications.flatMap((one) => stepsOf(rep, one)))
    if ((steps.get(step.finding.fingerprint)?.gain ?? -1) < step.gain) steps.set(step.finding.fingerprint, step);
  const task = (finding: Finding, gain: number | null): Task => ({
    finding,
    gain,
    minutes: minutes.get(finding.rule) ?? 0,
  });
  const first = [...steps.values()].map(({ finding, gain }) => task(finding, gain));
  const rest = worstFirst(rep.findings.filter((one) => isCounted(one) && !steps.has(one.fingerprint)));
  const worth = ({ gain, minutes: taken }: Task): number => (gain ?? 0) / Math.max(taken, 1);
  return [...first.sort((a, b) => worth(b) - worth(a)), ...rest.map((finding) => task(finding, null))];
}

function taskLines({ finding, gain, minutes }: Task, place: number, { width, glyphs }: Page): Line[] {
  const { record, exposure, rule, message, fix } = finding;
  const facts = [
    gain === null ? '' : `+${gain.toFixed(2)} points`,
    minutes === 0 ? '' : minutesIn(minutes),
    exposure === null ? '' : amountOf(exposure),
  ].filter((part) => part !== '');
  const head: Line = [
    ink(`${String(place).padStart(2)}. `, 'dim'),
    linked(record.name ?? record.id, record.url, 'strong'),
    ...facts.map((part) => ink(`${tie}${glyphs.dot} ${part}`, 'dim')),
  ];
  return [
    ...flow(head, width, { indent: 1, hang: 4 }),
    ...flow([ink(fix), ink(` (${rule})`, 'accent')], width, { indent: 5 }),
    ...flow([...cropped([ink(message, 'dim')], width * 2)], width, { indent: 5 }),
    ...(record.url === null ? [] : flow([linked(record.url, record.url, 'dim')], width, { indent: 5 })),
  ];
}

/** One rep's week on one screen: what to fix first, how long it takes and what it brings. */
export function mondayList(result: AuditResult, rep: RepResult, page: Page): Line[] {
  const { width, glyphs, titleOf } = page;
  const tasks = tasksOf(rep, result);
  const shown = tasks.slice(0, MOST);
  const minutes = shown.reduce((sum, task) => sum + task.minutes, 0);
  const total = minutes === 0 ? '' : `, about ${minutesIn(minutes)}`;
  const paths = rep.certifications.flatMap((one) => {
    const told = pathInWords(one);
    return told === null
      ? []
      : flow([ink(`${glyphs.arrow} ${titleOf(one.id)}: ${told}`, 'accent')], width, { indent: 2, hang: 2 });
  });
  const head = `What ${nameOfRep(rep)} can fix first`;
  return [
    [
      ink(head, 'strong'),
      ink(shown.length === 0 ? ': nothing, all is in order' : `: ${counted(shown.length, 'thing')}${total}`),
    ],
    ...paths,
    ...shown.flatMap((task, i) => [blank, ...taskLines(task, i + 1, page)]),
    ...(tasks.length > shown.length ? [blank, [ink(`  and ${grouped(tasks.length - shown.length)} more`, 'dim')]] : []),
  ];
}
