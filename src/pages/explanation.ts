import type { CheckInput, ExplainedCheck, Explanation } from '../model/explanation.ts';
import type { Outcome } from '../model/verdict.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import { decisionInWords } from '../reports/waiver-words.ts';

/** How a page is set: columns, and whether it may be colored. */
export interface PageOptions {
  readonly width: number;
  readonly isColored: boolean;
}

const heads: Readonly<Record<Outcome, string>> = {
  fail: 'Fails',
  'not-evaluable': 'Cannot be judged',
  pass: 'Passes',
  'not-applicable': 'Does not apply',
};

const shown = ({ value, isKnown }: CheckInput): string => {
  if (!isKnown) return 'unknown';
  if (value === null) return 'blank';
  return typeof value === 'string' ? `"${value}"` : String(value);
};

function inputLines({ inputs }: ExplainedCheck, width: number): Line[] {
  return inputs.flatMap((input) =>
    flow([ink(`${input.name} = `, 'dim'), ink(shown(input), input.isKnown ? 'plain' : 'fair')], width, {
      indent: 6,
      hang: 2,
    }),
  );
}

function checkLines(check: ExplainedCheck, width: number): Line[] {
  const { outcome, severity, message, fix, reason, isSuperseded, when, expect } = check;
  const title = [
    ink(check.rule, outcome === 'fail' ? 'bad' : 'strong'),
    ink(`  ${severity ?? ''} `, 'dim'),
    ink(check.title),
    ink(check.fingerprint === null ? '' : `  finding ${check.fingerprint}`, 'dim'),
  ];
  const says = message === null ? [] : flow([ink(message, 'strong')], width, { indent: 4, hang: 2 });
  const said = decisionInWords(check);
  const decided = said === '' ? [] : flow([ink(`This finding is ${said}`, 'fair')], width, { indent: 4, hang: 2 });
  const todo = fix === null ? [] : flow([ink(`Fix: ${fix}`, 'accent')], width, { indent: 4, hang: 2 });
  const why = reason === null ? [] : flow([ink(reason, 'fair')], width, { indent: 4, hang: 2 });
  const cause = isSuperseded
    ? flow([ink('It fails too; another finding on this record is the cause.', 'dim')], width, { indent: 4 })
    : [];
  const applies = outcome === 'not-applicable' && !isSuperseded && when !== null;
  const rule = applies ? `applies when ${when}` : `expects ${expect}`;
  const body = flow([ink(rule.replace(/\s+/g, ' '), 'dim')], width, { indent: 4, hang: 2 });
  return [
    ...flow(title, width, { indent: 2, hang: 2 }),
    ...says,
    ...decided,
    ...todo,
    ...why,
    ...cause,
    ...body,
    ...inputLines(check, width),
  ];
}

/** Every check on one record, failures first: what was read, what the rule made of it, and why. */
export function explanationPage(
  { record, asOf, source, checks }: Explanation,
  { width, isColored }: PageOptions,
): string {
  const lines: Line[] = [
    ...flow(
      [ink(`${record.type === 'lead' ? 'Lead' : 'Deal'} ${record.name ?? ''} `, 'strong'), ink(record.id, 'dim')],
      width,
    ),
    ...flow([ink(`Owner ${record.owner ?? 'nobody'}, as of ${asOf}, from ${source}`, 'dim')], width),
    ...(record.url === null ? [] : [[ink(record.url, 'accent')]]),
  ];
  for (const outcome of ['fail', 'not-evaluable', 'pass', 'not-applicable'] as const) {
    const found = checks.filter((check) => check.outcome === outcome);
    if (found.length === 0) continue;
    lines.push(blank, [ink(`${heads[outcome]} (${found.length})`, 'strong')]);
    for (const check of found) lines.push(...checkLines(check, width));
  }
  return paint(lines, isColored);
}
