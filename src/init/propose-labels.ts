import type { Config } from '../config/config.ts';
import { foldLabel, leadStatusLookup, stageLookup } from '../config/labels.ts';
import { type LeadCategory, type StageGroup, stageGroups } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { CrmLabels } from '../model/crm-labels.ts';
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

const unseen = (): LabelCount => ({ records: 0, ended: 0, won: 0, probability: { sum: 0, count: 0 } });

/** Labels that records bear, and those that they may bear tomorrow. */
function withTold(
  seen: ReadonlyMap<string, LabelCount>,
  told: readonly { readonly label: string }[],
): ReadonlyMap<string, LabelCount> {
  const folds = new Set([...seen.keys()].map(foldLabel));
  const more = told.filter(({ label }) => !folds.has(foldLabel(label)));
  return new Map([...seen, ...more.map(({ label }) => [label, unseen()] as const)]);
}

/** What the CRM says of a status goes before words. */
const placeToldStatus =
  (told: CrmLabels['statuses'], lexicon: LabelLexicon<LeadCategory>) =>
  (label: string, count: LabelCount): Placing<LeadCategory> =>
    told.some((one) => one.isConverted && foldLabel(one.label) === foldLabel(label))
      ? { meaning: 'converted', certainty: 'sure', why: 'the CRM converts leads to it' }
      : placeStatus(label, count, lexicon);

/** What the CRM says of a stage goes before words; where no word is known, an open one is placed by its order alone. */
function placeToldStage(told: CrmLabels['stages'], lexicon: LabelLexicon<StageGroup>) {
  const open = told.filter(({ isClosed }) => !isClosed).map(({ label }) => foldLabel(label));
  return (label: string, count: LabelCount): Placing<StageGroup> => {
    const known = told.find((one) => foldLabel(one.label) === foldLabel(label));
    if (known?.isClosed === true)
      return { meaning: known.isWon ? 'won' : 'lost', certainty: 'sure', why: 'the CRM says so' };
    const placed = placeStage(label, count, lexicon);
    const at = open.indexOf(foldLabel(label));
    if (at < 0 || placed.meaning !== undefined) return placed;
    const third = (['early', 'mid', 'late'] as const)[Math.floor((at * 3) / open.length)] ?? 'late';
    return {
      meaning: third,
      certainty: 'likely',
      why: `derived: ${at + 1} of ${open.length} open stages, by its place`,
    };
  };
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
  told: CrmLabels['statuses'] = [],
): readonly ProposedLabel<LeadCategory>[] {
  const find = leadStatusLookup(leadStatuses);
  const place = placeToldStatus(told, lexicon);
  return [...withTold(statuses, told)]
    .map(([label, count]) => {
      const category = find(label);
      return category === undefined ? proposed(label, count, place(label, count)) : known(label, count, category);
    })
    .sort(byCount);
}

/**
 * Every stage of a source in the order in which a deal probably passes them: by group, then as the CRM has them, else by
 * the probability that deals have in them or the place of the stage by default. Stages that are not placed come last.
 */
export function proposeStages(
  { stages: written }: Pick<Seen, 'stages'>,
  config: Pick<Config, 'stages'>,
  lexicon: LabelLexicon<StageGroup>,
  told: CrmLabels['stages'] = [],
): readonly ProposedLabel<StageGroup>[] {
  const stages = merged(withTold(written, told));
  const place = placeToldStage(told, lexicon);
  const orderOf = (label: string): number => told.findIndex((one) => foldLabel(one.label) === foldLabel(label));
  const find = stageLookup(config.stages);
  const placeOf = ({ label, meaning }: ProposedLabel<StageGroup>): readonly [number, number] => {
    const { sum = 0, count = 0 } = stages.get(label)?.probability ?? {};
    const group = meaning === undefined ? stageGroups.length : stageGroups.indexOf(meaning);
    const order = orderOf(label);
    if (order >= 0) return [group, order];
    return [group, count > 0 ? sum / count : (find(label)?.index ?? 50)];
  };
  return [...stages]
    .map(([label, count]) => {
      const stage = find(label);
      return stage === undefined ? proposed(label, count, place(label, count)) : known(label, count, stage.group);
    })
    .sort((a, b) => {
      const [groupA, placeA] = placeOf(a);
      const [groupB, placeB] = placeOf(b);
      return groupA - groupB || placeA - placeB || byCount(a, b);
    });
}
