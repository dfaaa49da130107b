import { tenure } from '../facts/tenure.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { recordTypes } from '../model/records.ts';
import type { Feature, JudgedRecord } from '../model/run.ts';
import { isDuration, isList, type Value } from '../rulebook/expression/type.ts';
import { type NameCard, names, type View } from '../rulebook/scope.ts';
import { isFreeText, isStored, storedPath } from '../rulebook/stored-scope.ts';
import type { Marks } from '../score/marks.ts';
import { nameOf } from './entries.ts';
import type { AuditRequest } from './request.ts';

/** What became of one record. */
export interface Judged {
  readonly marks: Marks;
  readonly observed: readonly (boolean | undefined)[];
  readonly amount: number | null | undefined;
}

/** Beside what rules read: whether a record was held out as inherited. */
const always: readonly string[] = ['record.tenure.isInherited'];

const strata = { lead: names.get('lead.status.category'), deal: names.get('deal.stage.name') } as const;

/** A value as plain data; what JSON cannot hold counts as not known. */
function featureOf(value: Value): Feature | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (isDuration(value)) return { amount: value.amount, unit: value.unit };
  if (isList(value)) {
    const items = value.map(featureOf);
    const known = items.filter((item) => item !== undefined);
    return known.length === items.length ? known : undefined;
  }
  const fields: Record<string, Feature> = {};
  for (const [field, inner] of Object.entries(value)) {
    const feature = featureOf(inner);
    if (feature !== undefined) fields[field] = feature;
  }
  return fields;
}

/** The names that decide under a rulebook, with the place where each is stored, once, in order. */
function storedNames(
  { rulebook, setting, keepsTexts = false }: AuditRequest,
  type: JudgedRecord['type'],
): readonly (readonly [string, NameCard])[] {
  const paths = [
    ...always,
    ...rulebook.rules.flatMap(({ reads }) => reads),
    ...rulebook.scenarios.flatMap(({ when }) => when.reads),
    ...setting.exitReads,
  ].filter((path) => isStored(path, type) && (keepsTexts || !isFreeText(path)));
  const places = new Map(paths.map((path) => [storedPath(path, type), names.get(path)]));
  return [...places]
    .flatMap(([path, name]): (readonly [string, NameCard])[] => (name === undefined ? [] : [[path, name]]))
    .sort(([a], [b]) => byCodeUnit(a, b));
}

const observation = (isObserved: boolean | undefined): string =>
  isObserved === undefined ? '?' : isObserved ? '1' : '0';

/** Makes the record of a judgment: what was found, and what the rules read to find it. */
export function createJudged(request: AuditRequest): (rep: string, view: View, judged: Judged) => JudgedRecord {
  const [leads, deals] = recordTypes.map((type) => storedNames(request, type));
  const featuresOf = (view: View): JudgedRecord['features'] => {
    const features: Record<string, Feature> = {};
    for (const [path, name] of (view.record.type === 'lead' ? leads : deals) ?? []) {
      const feature = featureOf(name.read(view));
      if (feature !== undefined) features[path] = feature;
    }
    return features;
  };
  return (rep, view, { marks, observed, amount }) => {
    const { record } = view;
    const stratum = strata[record.type]?.read(view);
    return {
      rep,
      type: record.type,
      id: record.id ?? '',
      name: nameOf(record),
      stratum: typeof stratum === 'string' ? stratum : null,
      ...(amount === undefined ? {} : { amount }),
      marks: Array.from(marks, (mark) => mark.toString(36)).join(''),
      scenarios: observed.map(observation).join(''),
      features: featuresOf(view),
    };
  };
}

/** Whether the record was held out because its owner had just got it. */
export const wasInherited = ({ type, features }: JudgedRecord): boolean =>
  features[`${type}.${tenure.name}.isInherited`] === true;
