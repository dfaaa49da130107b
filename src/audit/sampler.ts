import { stage } from '../facts/stage.ts';
import { status } from '../facts/status.ts';
import { leadCategories } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { AuditRecord } from '../model/records.ts';
import type { View } from '../rulebook/scope.ts';
import { type Drawable, drawSample, type Sample } from '../score/sample.ts';
import type { Told } from './share.ts';

/** What is to be drawn of each owner: up to `size` leads and as many deals. */
export interface SampleSpec {
  readonly size: number;
  readonly seed: number;
}

interface Held extends Drawable {
  readonly record: AuditRecord;
}

/** Holds every record in scope until the last has been seen, and then draws. */
export interface Sampler {
  readonly hold: (owner: string, view: View) => void;
  /** The records drawn, by owner. */
  readonly draw: () => readonly AuditRecord[];
  readonly told: () => NonNullable<AuditResult['scope']['sample']>;
  /** Records that were in scope and not drawn. */
  readonly leftOut: () => number;
}

/** Deals are weighted by how far they have come. */
function drawableOf(view: View): Held {
  const { record } = view;
  const own = { type: record.type, id: record.id ?? '', record };
  if (record.type === 'lead') return { ...own, stratum: status.of(view).category ?? null, weight: 1 };
  const { name, index } = stage.of(view);
  return { ...own, stratum: name ?? null, weight: (index ?? 0) + 1 };
}

const missingIn = ({ records }: Sample<Held>): readonly string[] =>
  leadCategories.filter((category) => !records.some(({ type, stratum }) => type === 'lead' && stratum === category));

type Drawn = Pick<Told, 'sample' | 'undrawn'>;

/** What several threads have drawn, each of its own owners. */
export function joinSamples(all: readonly Drawn[]): Drawn {
  const samples = all.flatMap(({ sample }) => sample ?? []);
  const [first] = samples;
  const undrawn = all.reduce((sum, one) => sum + one.undrawn, 0);
  if (first === undefined) return { sample: null, undrawn };
  const reps = samples.flatMap((one) => one.reps).sort((a, b) => byCodeUnit(a.rep, b.rep));
  return { sample: { ...first, reps }, undrawn };
}

export function createSampler(spec: SampleSpec): Sampler {
  const held = new Map<string, Held[]>();
  let samples: readonly (readonly [string, Sample<Held>])[] = [];
  return {
    hold: (owner, view) => {
      const own = held.get(owner);
      if (own === undefined) held.set(owner, [drawableOf(view)]);
      else own.push(drawableOf(view));
    },
    draw: () => {
      const owners = [...held].sort(([a], [b]) => byCodeUnit(a, b));
      samples = owners.map(([owner, records]) => [owner, drawSample(records, spec)] as const);
      return samples.flatMap(([, { records }]) => records.map(({ record }) => record));
    },
    told: () => ({
      size: spec.size,
      seed: spec.seed,
      reps: samples.map(([rep, sample]) => ({
        rep,
        records: sample.records.map(({ type, id }) => ({ type, id })),
        strata: [...sample.strata],
        missing: [...missingIn(sample)],
      })),
    }),
    leftOut: () => {
      const strata = samples.flatMap(([, sample]) => sample.strata);
      return strata.reduce((sum, { records, drawn }) => sum + records - drawn, 0);
    },
  };
}
