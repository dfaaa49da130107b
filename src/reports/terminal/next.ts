import type { AuditResult, Finding, RepResult } from '../../model/audit-result.ts';
import { blank, ink, type Line } from './ink.ts';
import { flow } from './layout.ts';
import type { Page } from './page.ts';
import { counted, nameOfRep } from './words.ts';
import { worstFirst } from './worst.ts';

/** A command that the reader may copy, and what it is good for. */
interface Suggestion {
  readonly command: string;
  readonly use: string;
}

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
      use: `every check on ${record.name ?? 'it'}, ${rule} among them`,
    },
  ];
}

function narrow(rep: RepResult, option: string): Suggestion[] {
  const who = [rep.email, rep.id].find(isPlainWord);
  if (who === undefined) return [];
  return [
    {
      command: `threadcount audit --rep ${who}${option}`,
      use: `more of ${nameOfRep(rep)}'s ${counted(rep.findings.length, 'finding')}`,
    },
  ];
}

/** Who owns the worst finding; an active user before queues and leavers, since they can act. */
function worstOf(reps: readonly RepResult[]): { rep: RepResult; finding: Finding } | undefined {
  const users = reps.filter(({ kind, findings }) => kind === 'user' && findings.length > 0);
  const from = users.length > 0 ? users : reps;
  const [finding] = worstFirst(from.flatMap(({ findings }) => findings));
  const rep = from.find(({ findings }) => finding !== undefined && findings.includes(finding));
  return finding && rep && { rep, finding };
}

function suggestions({ reps, source }: AuditResult, option = sourceOption(source)): Suggestion[] {
  const found = worstOf(reps);
  const all = { command: `threadcount audit${option} --format json`, use: 'everything as data' };
  if (found === undefined) return [all];
  return [...explain(found.finding, option), ...(reps.length > 1 ? narrow(found.rep, option) : []), all];
}

/** What to run next, starting from the worst finding. */
export function next(result: AuditResult, { width }: Page, option: string | undefined): Line[] {
  const given = option === undefined || option === '' ? option : ` ${option}`;
  return [
    blank,
    [ink('  Next', 'strong')],
    ...suggestions(result, given).flatMap(({ command, use }) => [
      ...flow([ink(command, 'accent')], width, { indent: 4, hang: 2 }),
      ...flow([ink(use, 'dim')], width, { indent: 6 }),
    ]),
  ];
}
