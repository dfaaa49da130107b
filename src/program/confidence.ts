import { byCodeUnit } from '../lib/code-order.ts';
import type { RepResult } from '../model/audit-result.ts';
import { type Confidence, type OwnPage, type Quadrant, quadrants } from '../model/confidence.ts';
import type { ScenarioId } from '../model/rule.ts';
import { rounded } from '../score/statistics.ts';
import { avoidedBy, type Worked } from './avoidance.ts';
import { prompts } from './prompts.ts';
import { isSame, labelOf } from './who.ts';

/** Fewer people than this are not shown together: answers could be told of single ones. */
const SMALLEST_TEAM = 5;

/** From these on, somebody is confident, and able. */
const [CONFIDENT, ABLE] = [4, 3];

export interface Answer {
  readonly rep: string;
  readonly criterion: string;
  readonly confidence: number;
  readonly date: string;
}

export interface ConfidenceInput {
  readonly run: string;
  readonly asOf: string;
  /** Of the last stored run. */
  readonly reps: readonly RepResult[];
  /** Up to as-of. */
  readonly answers: readonly Answer[];
  readonly asked: readonly string[];
  readonly workOf: (rep: RepResult) => readonly Worked[];
  /** Practice sessions within the time that counts. */
  readonly sessions: readonly { readonly rep: string }[];
  readonly minimum: number | null;
}

export function quadrantOf(confidence: number, level: number | null): Quadrant {
  if (level === null) return 'not-measured';
  if (level >= ABLE) return confidence >= CONFIDENT ? 'confident-able' : 'able-unsure';
  return confidence >= CONFIDENT ? 'confident-not-able' : 'neither';
}

/** The latest answer on each criterion. */
function latestOf(answers: readonly Answer[], rep: RepResult): readonly OwnPage['answers'][number][] {
  const own = answers.filter((one) => isSame(one.rep, rep)).sort((a, b) => byCodeUnit(a.date, b.date));
  return [...new Map(own.map((one) => [one.criterion, one])).values()]
    .map(({ criterion, confidence, date }) => {
      const level = rep.areas.find(({ area }) => area === criterion)?.level ?? null;
      return { criterion, confidence, date, level, quadrant: quadrantOf(confidence, level) };
    })
    .sort((a, b) => byCodeUnit(a.criterion, b.criterion));
}

type Scenario = OwnPage['scenarios'][number] & { readonly id: ScenarioId };

/** The weakest first; those that were never seen last. */
const scenariosOf = ({ scenarios }: RepResult): readonly Scenario[] =>
  scenarios
    .map(({ id, observed, passed }) => ({
      id,
      observed,
      passed,
      rate: observed === 0 ? null : rounded(passed / observed),
    }))
    .sort((a, b) => (a.rate ?? 2) - (b.rate ?? 2) || byCodeUnit(a.id, b.id));

/** Four weeks: the weakest scenario for the first three, the next one for the last. */
function pathOf(scenarios: readonly Scenario[]): OwnPage['path'] {
  const [weakest, next = weakest] = scenarios;
  if (weakest === undefined || next === undefined) return [];
  const [first, second, third, fourth] = prompts[weakest.id];
  const last = next === weakest ? fourth : prompts[next.id][0];
  const texts = [
    [weakest.id, first],
    [weakest.id, second],
    [weakest.id, third],
    [next.id, last],
  ] as const;
  return texts.map(([scenario, prompt = ''], i) => ({ week: i + 1, scenario, prompt }));
}

function pageOf(rep: RepResult, input: ConfidenceInput): OwnPage {
  const { id, name, email } = rep;
  const scenarios = scenariosOf(rep);
  const sessions = input.sessions.filter((one) => isSame(one.rep, rep)).length;
  return {
    rep: { id, name, email },
    answers: [...latestOf(input.answers, rep)],
    avoided: [...avoidedBy(input.workOf(rep))],
    practice: { sessions, minimum: input.minimum, isEligible: sessions >= (input.minimum ?? 0) },
    scenarios: scenarios.map((one) => ({ ...one })),
    path: pathOf(scenarios),
  };
}

function togetherOf(input: ConfidenceInput): Confidence['together'] {
  const all = input.reps.flatMap((rep) => latestOf(input.answers, rep));
  const criteria = [...new Set(all.map(({ criterion }) => criterion))].sort(byCodeUnit);
  return criteria.map((criterion) => {
    const own = all.filter((one) => one.criterion === criterion);
    const counts = quadrants.map(
      (quadrant) => [quadrant, own.filter((one) => one.quadrant === quadrant).length] as const,
    );
    const shown = {
      'confident-able': 0,
      'able-unsure': 0,
      'confident-not-able': 0,
      neither: 0,
      'not-measured': 0,
      ...Object.fromEntries(counts),
    };
    return { criterion, answers: own.length, quadrants: own.length < SMALLEST_TEAM ? null : shown };
  });
}

/** How sure reps feel against what their records show: together as counts, alone for whoever was asked for. */
export function confidenceOf(input: ConfidenceInput): Confidence {
  const users = input.reps.filter(({ kind }) => kind === 'user');
  const asked = users.filter((rep) => input.asked.some((who) => isSame(who, rep)));
  return {
    schemaVersion: 1,
    run: input.run,
    asOf: input.asOf,
    minimum: SMALLEST_TEAM,
    together: togetherOf(input),
    reps: asked.map((rep) => pageOf(rep, input)).sort((a, b) => byCodeUnit(labelOf(a.rep), labelOf(b.rep))),
  };
}
