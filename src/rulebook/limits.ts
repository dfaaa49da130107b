import { z } from 'zod';
import type { Limits } from '../facts/world.ts';
import { type Duration, parseDuration } from '../lib/duration.ts';

const span = z
  .string()
  .refine((text) => !('message' in parseDuration(text)), 'expected a duration such as 30d')
  .transform((text): Duration => {
    const duration = parseDuration(text);
    return 'message' in duration ? { amount: 0, unit: 'd' } : duration;
  });

const share = z.number().min(0).max(1);

/** rules/defaults/facts.yaml: the numbers that facts go by. */
export const limitsSchema = z
  .strictObject({
    engaged: span,
    'engaged-early': span,
    silent: span,
    'just-listed': span,
    'stage-jump': span,
    'note-before-change': span,
    'near-name': share,
    inherited: span,
    'batch-window': span,
    'batch-lag': span,
    burst: span,
    'burst-norm': span,
    'copied-similarity': share,
    'copied-length': z.int().positive(),
    'pace-samples': z.int().positive(),
    'reason-words': z.array(z.string().min(1)),
  })
  .transform(
    (written): Limits => ({
      engaged: written.engaged,
      engagedEarly: written['engaged-early'],
      silent: written.silent,
      justListed: written['just-listed'],
      stageJump: written['stage-jump'],
      noteBeforeChange: written['note-before-change'],
      nearName: written['near-name'],
      inherited: written.inherited,
      batchWindow: written['batch-window'],
      batchLag: written['batch-lag'],
      burst: written.burst,
      burstNorm: written['burst-norm'],
      copiedSimilarity: written['copied-similarity'],
      copiedLength: written['copied-length'],
      paceSamples: written['pace-samples'],
      reasonWords: written['reason-words'],
    }),
  );
