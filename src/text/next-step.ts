import type { FindTokenDates, TokenDate } from './dates.ts';
import { createRecent } from './lately.ts';
import type { DateLexicon, PeopleLexicon, StepLexicon } from './lexicon.ts';
import { isBlankish } from './next-step-blank.ts';
import { type Clause, readClauses } from './next-step-clause.ts';
import { datedDecision, undatedDecision } from './next-step-decision.ts';
import { findDue, lastDayOf } from './next-step-due.ts';
import { guessStepLanguage, is, itemize, type StepText } from './next-step-items.ts';
import { anyOf } from './next-step-kinds.ts';
import { type CompiledSteps, compileSteps } from './next-step-lexicon.ts';
import { activePart } from './next-step-log.ts';
import { findPerson, findPurpose } from './next-step-people.ts';
import { ANALYZED_CHARACTERS, type Token, tokenize } from './tokens.ts';

const REPORTS = anyOf('past', 'wait', 'negation', 'report', 'arranged');

/** Where in the text something stands; `end` exclusive. */
export type Span = { readonly start: number; readonly end: number };

export type NextStepInput = {
  readonly text: string | null;
  /** Day on which the text was last edited, in days since 1970-01-01: relative dates count from it. */
  readonly updatedDay: number;
  readonly asOfDay: number;
};

/**
 * What a next step says. Levels: 1 blank, placeholder, noise or an intention; 2 a concrete action without a date on
 * or after as-of, or such a date without an action; 3 both; 4 both, with a person or exact role on the customer's
 * side and a purpose. `due` is in days since 1970-01-01; of a range or named week the first day, which is overdue
 * once its last day has passed. `spans` quote what decided.
 */
export type NextStepJudgment = {
  readonly level: 1 | 2 | 3 | 4;
  readonly due: number | null;
  readonly vague: boolean;
  readonly overdue: boolean;
  readonly isConcrete: boolean;
  readonly isPlaceholder: boolean;
  readonly spans: {
    readonly action?: Span;
    readonly date?: Span;
    readonly person?: Span;
    readonly purpose?: Span;
    readonly vague?: Span;
  };
};

export type NextStepLexicons = {
  readonly dates: DateLexicon;
  readonly nextStep: StepLexicon;
  readonly people: PeopleLexicon;
};

/** The next-step field of most CRMs holds no more. */
const LONGEST_KEPT = 255;

const NOTHING: NextStepJudgment = {
  level: 1,
  due: null,
  vague: false,
  overdue: false,
  isConcrete: false,
  isPlaceholder: true,
  spans: {},
};

function spanOf(
  tokens: readonly Token[],
  item: { readonly from: number; readonly to: number } | null | undefined,
): Span | undefined {
  if (item === null || item === undefined || item.from >= item.to) return undefined;
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  for (let at = item.from; at < item.to; at++) {
    start = Math.min(start, tokens[at]?.start ?? start);
    end = Math.max(end, tokens[at]?.end ?? end);
  }
  return { start, end };
}

function judge(
  text: StepText,
  clauses: readonly Clause[],
  heads: ReadonlySet<TokenDate>,
  input: NextStepInput,
): NextStepJudgment {
  const due = findDue(clauses, heads, input.updatedDay, input.asOfDay);
  const isAhead = due !== null && due.day >= input.updatedDay;
  const decision = undatedDecision(clauses) ?? (due === null ? null : datedDecision(clauses, text, isAhead));
  const isOpen = due !== null && lastDayOf(due) >= input.asOfDay;
  const person = findPerson(clauses, text);
  const purpose = decision === null ? null : findPurpose(clauses, decision.clause, decision.item, decision.isAction);
  return {
    level: levelOf(decision !== null, isOpen, person !== null && purpose !== null),
    due: due?.day ?? null,
    vague: decision === null,
    overdue: due !== null && !isOpen,
    isConcrete: decision !== null,
    isPlaceholder: false,
    spans: spansOf(text.tokens, {
      action: decision?.item,
      date: due,
      person,
      purpose,
      vague: decision === null ? clauses.find(({ vague }) => vague !== null)?.vague : null,
    }),
  };
}

function levelOf(isConcrete: boolean, isOpen: boolean, isFull: boolean): NextStepJudgment['level'] {
  if (!isConcrete) return isOpen ? 2 : 1;
  if (!isOpen) return 2;
  return isFull ? 4 : 3;
}

function spansOf(
  tokens: readonly Token[],
  parts: Readonly<
    Record<keyof NextStepJudgment['spans'], { readonly from: number; readonly to: number } | null | undefined>
  >,
): NextStepJudgment['spans'] {
  const spans: { -readonly [Part in keyof NextStepJudgment['spans']]: Span } = {};
  for (const part of PARTS) {
    const span = spanOf(tokens, parts[part]);
    if (span !== undefined) spans[part] = span;
  }
  return spans;
}

const PARTS = ['action', 'date', 'person', 'purpose', 'vague'] as const;

/** Whether a stretch reports what was done or is awaited, as log entries do. */
function reports(text: StepText, from: number, to: number): boolean {
  return itemize(text, from, to).some((item) => is(item, REPORTS) || item.date !== undefined);
}

/** "VM 11/12, email 11/13, LI 11/16": several days, none after the last edit, are a list of what was done. */
function withoutTouches(
  clauses: readonly Clause[],
  heads: ReadonlySet<TokenDate>,
  updatedDay: number,
): readonly Clause[] {
  if (!clauses.some(({ hasDay }) => hasDay)) return clauses;
  const dates = clauses.flatMap(({ items }) => items.flatMap(({ date }) => date ?? []));
  const days = dates.filter((date) => date.precision === 'day' && !heads.has(date)).map(({ day }) => day);
  const isHistory = new Set(days).size > 1 && Math.max(...days) <= updatedDay;
  return isHistory ? clauses.filter(({ hasDay }) => !hasDay) : clauses;
}

function analyze(text: StepText, compiled: CompiledSteps, input: NextStepInput): NextStepJudgment {
  const { ranges, heads } = activePart(text.tokens, text.dates, input.updatedDay, compiled, (from, to) =>
    reports(text, from, to),
  );
  const clauses = ranges.flatMap(([from, to]) => readClauses(text, itemize(text, from, to)));
  return judge(text, withoutTouches(clauses, heads, input.updatedDay), heads, input);
}

/**
 * Compiles the lexicons into an analyzer of next steps. It is pure and deterministic, reads the first 10,000
 * characters in linear time, and never throws, whatever the text.
 */
export function createNextStepAnalyzer(
  lexicons: NextStepLexicons,
  findDates: FindTokenDates,
): (input: NextStepInput) => NextStepJudgment {
  const compiled = compileSteps(lexicons.nextStep, lexicons.people);
  const hours = new Set(Object.values(lexicons.dates.languages).flatMap((words) => words.hours));
  const english = compiled.languages.find(({ code }) => code === 'en');
  // What a text says that holds neither dates nor figures does not hang on the day, and many are written again and again:
  // "Follow up". Figures are dates on some days only: 1/10 may be a share.
  const undated = createRecent<NextStepJudgment>();
  return (input) => {
    if (input.text === null) return NOTHING;
    const known = undated.find(input.text);
    if (known !== undefined) return known;
    const { judged, mayBeDated } = read(input.text, input);
    if (!mayBeDated && input.text.length <= LONGEST_KEPT) undated.keep(input.text, judged);
    return judged;
  };

  function read(written: string, input: NextStepInput) {
    const tokens = tokenize(written);
    const language = guessStepLanguage(tokens, compiled);
    if (tokens.length === 0 || language === undefined) return { judged: NOTHING, mayBeDated: false };
    const dates = findDates(tokens, input.updatedDay, language.code);
    const mayBeDated = dates.length > 0 || tokens.some(({ kind }) => kind === 'number');
    if (isBlankish(written.slice(0, ANALYZED_CHARACTERS), tokens, compiled, dates.length > 0))
      return { judged: NOTHING, mayBeDated };
    const text: StepText = { tokens, dates, language, english, abbreviations: compiled.abbreviations, hours };
    return { judged: analyze(text, compiled, input), mayBeDated };
  }
}
