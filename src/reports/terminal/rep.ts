import type { RepResult } from '../../model/audit-result.ts';
import { titleFromId } from '../titles.ts';
import { counted, decimal, grouped, nameOfRep, percent, recordCounts } from '../words.ts';
import { findings } from './findings.ts';
import { blank, ink, type Line, tie, widthOf } from './ink.ts';
import { cell, cropped, flow } from './layout.ts';
import { notEvaluable } from './not-evaluable.ts';
import type { Page } from './page.ts';
import { verdicts } from './verdicts.ts';

const kinds = {
  user: '',
  'inactive-user': 'inactive user',
  queue: 'queue',
  none: 'no owner',
} as const satisfies Record<RepResult['kind'], string>;

function scoreOf({ score, worstCaseScore }: RepResult, width: number): string {
  if (score === null) return 'no score';
  const worstCase =
    worstCaseScore === null || worstCaseScore === score || width < 60 ? '' : ` (worst case ${decimal(worstCaseScore)})`;
  return `score ${decimal(score)}${worstCase}`;
}

/** The name on the left and the score on the right of a rule over the whole width. */
function nameplate(rep: RepResult, { width, glyphs }: Page): Line {
  const right = rep.kind === 'user' ? [ink(` ${scoreOf(rep, width)} `, 'strong')] : [];
  const name = ink(nameOfRep(rep), 'strong');
  const room = width - widthOf(right) - 8;
  const left = [
    ink(`${glyphs.heavyRule.repeat(2)} `, 'accent'),
    ...cell([name], Math.min(room, widthOf([name]))),
    ink(' '),
  ];
  const rest = width - widthOf(left) - widthOf(right) - 2;
  return [
    ...left,
    ink(glyphs.heavyRule.repeat(Math.max(0, rest)), 'accent'),
    ...right,
    ink(glyphs.heavyRule.repeat(2), 'accent'),
  ];
}

function about(rep: RepResult, { width, glyphs }: Page): Line[] {
  const { email, kind, records, evaluability } = rep;
  const parts = [
    kinds[kind],
    email !== null && email !== nameOfRep(rep) ? email : '',
    recordCounts(records),
    kind === 'user' && evaluability !== null && evaluability < 1 ? `${percent(evaluability)} evaluable` : '',
  ];
  const line = cropped([ink(parts.filter(Boolean).join(`${tie}${glyphs.dot} `), 'dim')], width * 2);
  return flow(line, width, { indent: 3 });
}

/** How often each scenario of the skill card was seen in the records, and passed. */
function scenarios({ scenarios: all }: RepResult, { width, glyphs }: Page): Line[] {
  if (all.length === 0) return [];
  const parts = all.map(({ id, observed, passed, unclear }) => {
    const title = titleFromId(id).toLowerCase();
    const seen = observed === 0 ? `${title} not seen` : `${title} ${grouped(passed)}${tie}of${tie}${grouped(observed)}`;
    return unclear === 0 ? seen : `${seen}${tie}(${grouped(unclear)}${tie}unclear)`;
  });
  return [
    blank,
    ...flow([ink('Scenarios passed: ', 'strong'), ink(parts.join(`${tie}${glyphs.dot} `))], width, {
      indent: 2,
      hang: 2,
    }),
  ];
}

/** One rep: who, how good, why, what to fix first, and what could not be judged. */
const person = (rep: RepResult, page: Page): Line[] => [
  nameplate(rep, page),
  ...about(rep, page),
  ...verdicts(rep, page),
  ...scenarios(rep, page),
  ...findings(rep.findings, page),
  ...notEvaluable(rep, page),
];

/** Records that no active user answers for: nobody is certified on them, so only what is wrong is told. */
function unattended(rep: RepResult, page: Page): Line[] {
  const unseen = rep.notEvaluable.reduce((sum, { records }) => sum + records, 0);
  return [
    nameplate(rep, page),
    ...about(rep, page),
    ...findings(rep.findings, page, { findings: 4, perRule: 2 }),
    ...(unseen > 0 ? [[ink(`  ${counted(unseen, 'check')} not evaluable`, 'dim')]] : []),
  ];
}

/** The block of one owner. */
export const repBlock = (rep: RepResult, page: Page): Line[] =>
  rep.kind === 'user' ? person(rep, page) : unattended(rep, page);
