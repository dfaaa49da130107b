import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { judgeNote } from './note-analyzer.ts';

const labels = fileURLToPath(new URL('../../../shared/data/texts/notes.dev.jsonl', import.meta.url));
const flag = z.boolean().optional();
const line = z.object({
  id: z.string(),
  text: z.string(),
  writtenAt: z.string(),
  gold: z.object({ what: flag, why: flag, next: flag, paste: flag, level: z.number().int().min(1).max(4).optional() }),
});

function readLabels(): readonly z.infer<typeof line>[] {
  const rows = readFileSync(labels, 'utf8').split('\n');
  return rows.filter((row) => row !== '').map((row) => line.parse(JSON.parse(row)));
}

/** Cohen's kappa with quadratic weights over levels 1 to 4; 1 is full agreement, 0 is chance. */
function weightedKappa(pairs: readonly (readonly [number, number])[]): number {
  const share = (level: number, side: 0 | 1): number =>
    pairs.filter((pair) => pair[side] === level).length / pairs.length;
  const observed = pairs.reduce((sum, [ours, gold]) => sum + (ours - gold) ** 2, 0) / pairs.length;
  let chance = 0;
  for (let a = 1; a <= 4; a++) for (let b = 1; b <= 4; b++) chance += (a - b) ** 2 * share(a, 0) * share(b, 1);
  return 1 - observed / chance;
}

test('kappa is one for full agreement and falls with the square of the distance', () => {
  expect(
    weightedKappa([
      [1, 1],
      [4, 4],
      [2, 2],
    ]),
  ).toBe(1);
  expect(
    weightedKappa([
      [1, 2],
      [4, 4],
      [2, 2],
    ]),
  ).toBeGreaterThan(
    weightedKappa([
      [1, 4],
      [4, 4],
      [2, 2],
    ]),
  );
});

describe.skipIf(!existsSync(labels))('on notes that two evaluators labelled', () => {
  test('the levels agree with a weighted kappa of at least 0.85', () => {
    const pairs = readLabels().flatMap(({ text, writtenAt, gold }) =>
      gold.level === undefined ? [] : [[judgeNote(text, writtenAt).level, gold.level] as const],
    );
    expect(pairs.length).toBeGreaterThan(50);
    expect(weightedKappa(pairs)).toBeGreaterThanOrEqual(0.85);
  });

  test.each(['what', 'why', 'next', 'paste'] as const)('at least nine in ten agree on "%s"', (part) => {
    const judged = readLabels().flatMap(({ text, writtenAt, gold }) =>
      gold[part] === undefined ? [] : [judgeNote(text, writtenAt)[part] === gold[part]],
    );
    expect(judged.filter((agrees) => agrees).length / judged.length).toBeGreaterThanOrEqual(0.9);
  });
});
