import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTokenDateFinder } from '../../src/text/dates.ts';
import { civil, dayOf } from '../../src/text/dates-calendar.ts';
import { createNextStepAnalyzer, type NextStepJudgment } from '../../src/text/next-step.ts';
import { shippedLexicons } from './lexicons.ts';

const LABELS = new URL('../../../shared/data/texts/nextsteps.dev.jsonl', import.meta.url);
const LEVELS = [1, 2, 3, 4] as const;

const labelled = z.object({
  id: z.string(),
  asOf: z.iso.date(),
  updatedAt: z.iso.date(),
  text: z.string().nullable(),
  gold: z.object({
    level: z.number(),
    due: z.string().nullable(),
    vague: z.boolean().optional(),
    overdue: z.boolean().optional(),
  }),
});
type Labelled = z.infer<typeof labelled>;
type Judged = Labelled & { readonly judged: NextStepJudgment };

function day(iso: string): number {
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number);
  return dayOf(year, month, date);
}

function judgeAll(): readonly Judged[] {
  const lexicons = shippedLexicons();
  const judge = createNextStepAnalyzer(lexicons, createTokenDateFinder(lexicons.dates, { dateOrder: 'mdy' }));
  return readFileSync(LABELS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => labelled.parse(JSON.parse(line)))
    .map((row) => ({
      ...row,
      judged: judge({ text: row.text, updatedDay: day(row.updatedAt), asOfDay: day(row.asOf) }),
    }));
}

/** Agreement beyond chance, in which a miss by two levels weighs four times a miss by one. */
function quadraticKappa(rows: readonly Judged[]): number {
  const share = (of: (row: Judged) => boolean) => rows.filter(of).length / rows.length;
  let observed = 0;
  let byChance = 0;
  for (const gold of LEVELS)
    for (const level of LEVELS) {
      const weight = (gold - level) ** 2;
      observed += weight * share((row) => row.gold.level === gold && row.judged.level === level);
      byChance += weight * share((row) => row.gold.level === gold) * share((row) => row.judged.level === level);
    }
  return 1 - observed / byChance;
}

function isDue(due: string | null, judged: number | null): boolean {
  if (due === null || judged === null) return due === judged;
  const { year, month, day: date } = civil(judged);
  return day(due) === dayOf(year, month, date);
}

function accuracy(rows: readonly Judged[], field: 'vague' | 'overdue'): number {
  const known = rows.filter(({ gold }) => gold[field] !== undefined);
  return known.filter(({ gold, judged }) => gold[field] === judged[field]).length / known.length;
}

describe.skipIf(!existsSync(LABELS))('the analyzer agrees with two evaluators', () => {
  test('on the level, the due date, vagueness and lateness', () => {
    const rows = judgeAll();
    expect(rows.length).toBeGreaterThan(50);
    expect(quadraticKappa(rows)).toBeGreaterThanOrEqual(0.93);
    expect(rows.filter(({ gold, judged }) => isDue(gold.due, judged.due)).length / rows.length).toBeGreaterThanOrEqual(
      0.95,
    );
    expect(accuracy(rows, 'vague')).toBeGreaterThanOrEqual(0.95);
    expect(accuracy(rows, 'overdue')).toBeGreaterThanOrEqual(0.95);
  });
});
