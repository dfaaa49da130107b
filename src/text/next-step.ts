import { createTokenDateFinder, type DateOptions, type TokenDate } from './dates.ts';
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
  if (item === null || item === undefined) return undefined;
  const covered = tokens.slice(item.from, item.to);
  const start = Math.min(...covered.map((token) => token.start));
  const end = Math.max(...covered.map((token) => token.end));
  return covered.length === 0 ? undefined : { start, end };
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
  const action = spanOf(tokens, parts.action);
  const date = spanOf(tokens, parts.date);
  const person = spanOf(tokens, parts.person);
  const purpose = spanOf(tokens, parts.purpose);
  const vague = spanOf(tokens, parts.vague);
  return {
    ...(action === undefined ? {} : { action }),
    ...(date === undefined ? {} : { date }),
    ...(person === undefined ? {} : { person }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(vague === undefined ? {} : { vague }),
  };
}

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
  options: DateOptions,
): (input: NextStepInput) => NextStepJudgment {
  const compiled = compileSteps(lexicons.nextStep, lexicons.people);
  const findDates = createTokenDateFinder(lexicons.dates, options);
  const hours = new Set(Object.values(lexicons.dates.languages).flatMap((words) => words.hours));
  const english = compiled.languages.find(({ code }) => code === 'en');
  return (input) => {
    if (input.text === null) return NOTHING;
    const tokens = tokenize(input.text);
    const language = guessStepLanguage(tokens, compiled);
    if (tokens.length === 0 || language === undefined) return NOTHING;
    const dates = findDates(tokens, input.updatedDay, language.code);
    if (isBlankish(input.text.slice(0, ANALYZED_CHARACTERS), tokens, compiled, dates.length > 0)) return NOTHING;
    return analyze({ tokens, dates, language, english, abbreviations: compiled.abbreviations, hours }, compiled, input);
  };
}
