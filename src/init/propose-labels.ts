import type { Config } from '../config/config.ts';
import { foldLabel, leadStatusLookup, stageLookup } from '../config/labels.ts';
import { type LeadCategory, type StageGroup, stageGroups } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { type Placing, placeLabel } from '../survey/labels.ts';
import type { LabelLexicon } from '../survey/lexicon.ts';
import type { LabelCount, Seen } from './look.ts';
import type { ProposedLabel } from './proposal.ts';

const proposed = <M extends string>(label: string, { records }: LabelCount, placing: Placing<M>): ProposedLabel<M> => ({
  label,
  records,
  ...placing,
});

const known = <M extends string>(label: string, { records }: LabelCount, meaning: M): ProposedLabel<M> => ({
  label,
  records,
  meaning,
  certainty: 'known',
  why: 'known by default',
});

/** Longer than any label: the column holds something else, and as a key it would be no use to anybody. */
const LONGEST = 120;

const place = <M extends string>(label: string, lexicon: LabelLexicon<M>): Placing<M> =>
  label.length > LONGEST
    ? { meaning: undefined, certainty: 'unplaced', why: 'it is too long to be a label' }
    : placeLabel(label, lexicon);

/** What records say of themselves goes before words: all converted, or all open though the word says otherwise. */
function placeStatus(label: string, count: LabelCount, lexicon: LabelLexicon<LeadCategory>): Placing<LeadCategory> {
  if (count.ended > 0 && count.ended === count.records)
    return { meaning: 'converted', certainty: 'sure', why: 'all of these leads are converted' };
  return place(label, lexicon);
}

function placeStage(label: string, count: LabelCount, lexicon: LabelLexicon<StageGroup>): Placing<StageGroup> {
  const { records, ended, won } = count;
  if (ended > 0 && ended === records) {
    if (won === records) return { meaning: 'won', certainty: 'sure', why: 'all of these deals are won' };
    if (won === 0) return { meaning: 'lost', certainty: 'sure', why: 'all of these deals are closed, none is won' };
  }
  return place(label, lexicon);
}

/** Stages that differ in case and signs alone are one, under the spelling that is commonest. */
function merged(stages: ReadonlyMap<string, LabelCount>): ReadonlyMap<string, LabelCount> {
  const byFold = new Map<string, [string, LabelCount]>();
  const ordered = [...stages].sort(([a, m], [b, n]) => n.records - m.records || byCodeUnit(a, b));
  for (const [label, count] of ordered) {
    const [first = label, known] = byFold.get(foldLabel(label)) ?? [];
    byFold.set(foldLabel(label), [first, known === undefined ? count : sumOf(known, count)]);
  }
  return new Map(byFold.values());
}

const sumOf = (a: LabelCount, b: LabelCount): LabelCount => ({
  records: a.records + b.records,
  ended: a.ended + b.ended,
  won: a.won + b.won,
  probability: { sum: a.probability.sum + b.probability.sum, count: a.probability.count + b.probability.count },
});

const byCount = (a: ProposedLabel<string>, b: ProposedLabel<string>): number =>
  b.records - a.records || byCodeUnit(a.label, b.label);

/** Every lead status of a source, the commonest first. */
export function proposeStatuses(
  { statuses }: Pick<Seen, 'statuses'>,
  { leadStatuses }: Pick<Config, 'leadStatuses'>,
  lexicon: LabelLexicon<LeadCategory>,
): readonly ProposedLabel<LeadCategory>[] {
  const find = leadStatusLookup(leadStatuses);
  return [...statuses]
    .map(([label, count]) => {
      const category = find(label);
      return category === undefined
        ? proposed(label, count, placeStatus(label, count, lexicon))
        : known(label, count, category);
    })
    .sort(byCount);
}

/**
 * Every stage of a source in the order in which a deal probably passes them: by group, then by the probability that
 * deals have in them or the place of the stage by default. Stages that are not placed come last.
 */
export function proposeStages(
  { stages: written }: Pick<Seen, 'stages'>,
  config: Pick<Config, 'stages'>,
  lexicon: LabelLexicon<StageGroup>,
): readonly ProposedLabel<StageGroup>[] {
  const stages = merged(written);
  const find = stageLookup(config.stages);
  const placeOf = ({ label, meaning }: ProposedLabel<StageGroup>): readonly [number, number] => {
    const { sum = 0, count = 0 } = stages.get(label)?.probability ?? {};
    const group = meaning === undefined ? stageGroups.length : stageGroups.indexOf(meaning);
    return [group, count > 0 ? sum / count : (find(label)?.index ?? 50)];
  };
  return [...stages]
    .map(([label, count]) => {
      const stage = find(label);
      return stage === undefined
        ? proposed(label, count, placeStage(label, count, lexicon))
        : known(label, count, stage.group);
    })
    .sort((a, b) => {
      const [groupA, placeA] = placeOf(a);
      const [groupB, placeB] = placeOf(b);
      return groupA - groupB || placeA - placeB || byCount(a, b);
    });
}
