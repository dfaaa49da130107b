import { z } from 'zod';
import { leadCategories, stageGroups } from '../facts/world.ts';
import type { RowType } from '../model/fields.ts';

/** What a row of activity can be. */
export const activityKinds = ['call', 'email', 'meeting', 'task', 'note'] as const;
export type ActivityKind = (typeof activityKinds)[number];

const terms = z.array(z.string().min(1));
const byField = z.record(z.string(), terms);
const traits = z.strictObject({ files: terms, columns: terms });
const everyType = <S extends z.ZodType>(schema: S) =>
  z.strictObject({
    lead: schema,
    deal: schema,
    account: schema,
    contact: schema,
    contactRole: schema,
    person: schema,
    activity: schema,
    history: schema,
  });

/** lexicons/columns.yaml: what files and columns are called. */
export const columnLexiconSchema = z.strictObject({
  types: everyType(traits),
  record: byField,
  ...everyType(byField).shape,
});

/** lexicons/labels.yaml: what labels stand for. */
export const labelLexiconSchema = z.strictObject({
  statuses: z.record(z.enum(leadCategories), terms),
  stages: z.record(z.enum(stageGroups), terms),
  negations: terms,
  kinds: z.record(z.enum(activityKinds), terms),
});

/**
 * Words of a name, in lower case, without accents, cut at signs, underscores and capitals: `Next_Step__c`,
 * `nextStep` and "Next step" are all `next step`. Kept to a length that no name has, since headers can be anything.
 */
export function foldName(name: string): string {
  return name
    .slice(0, 200)
    .trim()
    .replace(/__p?c$/i, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Columns by row type and canonical field, folded. */
export interface ColumnLexicon {
  readonly types: {
    readonly [T in RowType]: { readonly files: readonly string[]; readonly columns: readonly string[] };
  };
  readonly terms: { readonly [T in RowType]: ReadonlyMap<string, readonly string[]> };
}

/** Labels by meaning, folded. */
export interface LabelLexicon<Meaning extends string> {
  readonly meanings: ReadonlyMap<Meaning, readonly string[]>;
  readonly negations: ReadonlySet<string>;
}

const folded = (list: readonly string[]): readonly string[] => list.map(foldName);

export function columnLexiconOf(written: z.output<typeof columnLexiconSchema>): ColumnLexicon {
  const termsOf = (type: RowType): ReadonlyMap<string, readonly string[]> => {
    const shared = type === 'lead' || type === 'deal' ? written.record : {};
    return new Map(Object.entries({ ...shared, ...written[type] }).map(([field, list]) => [field, folded(list)]));
  };
  const traitsOf = (type: RowType) => ({
    files: folded(written.types[type].files),
    columns: folded(written.types[type].columns),
  });
  const each = <T>(make: (type: RowType) => T) => ({
    person: make('person'),
    account: make('account'),
    contact: make('contact'),
    contactRole: make('contactRole'),
    history: make('history'),
    activity: make('activity'),
    lead: make('lead'),
    deal: make('deal'),
  });
  return { types: each(traitsOf), terms: each(termsOf) };
}

const meaningsOf = <Meaning extends string>(
  order: readonly Meaning[],
  written: Readonly<Partial<Record<Meaning, readonly string[]>>>,
): ReadonlyMap<Meaning, readonly string[]> =>
  new Map(order.map((meaning) => [meaning, folded(written[meaning] ?? [])]));

export function labelLexiconsOf({ statuses, stages, kinds, negations }: z.output<typeof labelLexiconSchema>) {
  const shared = new Set(folded(negations));
  return {
    statuses: { meanings: meaningsOf(leadCategories, statuses), negations: shared },
    stages: { meanings: meaningsOf(stageGroups, stages), negations: shared },
    kinds: { meanings: meaningsOf(activityKinds, kinds), negations: shared },
  };
}
