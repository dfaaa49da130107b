import type { AuditResult, Finding, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import type { FindingRow } from '../rows.ts';
import { counted, nameOfRep } from '../words.ts';
import { worstOfAll } from '../worst.ts';
import { blank, ink, type Line, widthOf } from './ink.ts';
import { cell, cropped, flow, indented } from './layout.ts';
import type { Page } from './page.ts';

/** A command that the reader may copy, and what it is good for. */
interface Suggestion {
  readonly command: string;
  readonly use: Line;
}

const mostOfName = 40;

/**
 * What may stand in a suggested command: the reader will paste it into a shell, and it comes from a CRM. Anything else
 * is not quoted but left out, since every shell quotes in its own way.
 */
const isPlainWord = (text: string | null): text is string => text !== null && /^[\w@][\w@.+/-]*$/.test(text);

function sourceOption({ kind, label }: AuditResult['source']): string {
  if (kind !== 'files') return ` --source ${kind}`;
  return isPlainWord(label) ? ` --source ${label}` : '';
}

function explain({ record, rule }: Finding, option: string): Suggestion[] {
  if (!isPlainWord(record.id)) return [];
  return [
    {
      command: `threadcount explain ${record.id}${option}`,
      use: [ink(`why ${rule} fails on `), ...cropped([ink(record.name ?? 'it')], mostOfName)],
    },
  ];
}

function narrow(rep: RepResult, option: string): Suggestion[] {
  const who = [rep.email, rep.id].find(isPlainWord);
  if (who === undefined) return [];
  return [
    {
      command: `threadcount audit --rep ${who}${option}`,
      use: [
        ink(`${counted(rep.findings.length, 'finding')} of `),
        ...cropped([ink(nameOfRep(rep))], mostOfName),
        ink(' in detail'),
      ],
    },
  ];
}

/** Who owns the worst finding; an active user before queues and leavers, since they can act. */
function worstOf(reps: readonly RepResult[]): FindingRow | undefined {
  const users = reps.filter(({ kind, findings }) => kind === 'user' && findings.some(isCounted));
  return worstOfAll(users.length > 0 ? users : reps);
}

/** Below this share of evaluable checks a report says more of the source than of the rep; as rubrics have it. */
const LITTLE = 0.7;

/** Where much could not be judged, what to connect comes before what to fix. */
function connect({ reps }: AuditResult, option: string): Suggestion[] {
  const isBlind = reps.some(
    ({ kind, evaluability }) => kind === 'user' && evaluability !== null && evaluability < LITTLE,
  );
  if (!isBlind) return [];
  return [
    { command: `threadcount doctor${option}`, use: [ink('what is missing, and the three things to connect next')] },
  ];
}

function suggestions(result: AuditResult, option = sourceOption(result.source)): Suggestion[] {
  return [...connect(result, option), ...findingsFirst(result, option)];
}

function findingsFirst({ reps }: AuditResult, option: string): Suggestion[] {
  const found = worstOf(reps);
  const all = { command: `threadcount audit${option} --format json`, use: [ink('everything as data')] };
  if (found === undefined) return [all];
  return [...explain(found.finding, option), ...(reps.length > 1 ? narrow(found.rep, option) : []), all];
}

/** A command over several lines that can still be pasted into a shell. */
const continued = (lines: readonly Line[]): Line[] =>
  lines.map((line, i) => (i === lines.length - 1 ? line : [...line, ink(' \\', 'accent')]));

/** Each command with its use beside it where all fit, else below. */
function listedCommands(all: readonly Suggestion[], width: number): Line[] {
  const indent = 4;
  const column = Math.max(...all.map(({ command }) => widthOf([ink(command)]))) + 2;
  const isRoomy = all.every(({ use }) => indent + column + widthOf(use) <= width);
  return all.flatMap(({ command, use }) =>
    isRoomy
      ? [indented(indent, [...cell([ink(command, 'accent')], column), ...use])]
      : [
          ...continued(flow([ink(command, 'accent')], width - 2, { indent, hang: 2 })),
          ...flow(use, width, { indent: indent + 2 }),
        ],
  );
}

/** What to run next, starting from the worst finding. */
export function next(result: AuditResult, { width }: Page, option: string | undefined): Line[] {
  const given = option === undefined || option === '' ? option : ` ${option}`;
  return [blank, [ink('  Next', 'strong')], ...listedCommands(suggestions(result, given), width)];
}
