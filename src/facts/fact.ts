import type { Part } from '../model/dataset.ts';
import type { ValueOf, ValueType } from '../model/fields.ts';
import type { RecordType } from '../model/records.ts';
import type { Subject, World } from './world.ts';

export type { Subject } from './world.ts';

/** One value of a fact: its type, its meaning, and the canonical field behind it if there is one. */
export interface Provided<T extends ValueType = ValueType> {
  readonly type: T;
  readonly about: string;
  /** The canonical field whose own name is quoted as evidence. */
  readonly field?: string;
  /** What evidence calls it where no field of the CRM stands behind it. */
  readonly label?: string;
}

export type Provides = Readonly<Record<string, Provided>>;

export type Shape<P extends Provides> = {
  readonly [K in keyof P]: ValueOf<P[K]['type']> | null | undefined;
};

/** How a fact is declared. */
interface FactDefinition<P extends Provides> {
  /** `nextStep`: rules reach its values as `record.nextStep.due`. */
  readonly name: string;
  readonly on: readonly RecordType[];
  readonly about: string;
  /** Canonical fields that it reads, `lead.status`; `record.` stands for both record types. */
  readonly reads: readonly string[];
  /** What the source must be able to show; `history` stands for the history of the record type. */
  readonly parts: readonly (Part | 'history')[];
  readonly provides: P;
  readonly derive: (subject: Subject) => Shape<P>;
  /** Whether it can be told of a past moment as well; any other fact is then not known. */
  readonly tellsPast?: boolean;
  /** The CRM's own name for where a value came from, when that differs from record to record. */
  labelOf?(subject: Subject, property: string): string | undefined;
  /** Since when the values hold, for evidence. */
  since?(shape: Shape<P>): number | null | undefined;
}

/** A fact: derived once for each record, on first use, however many rules read it. */
export interface Fact<P extends Provides = Provides> extends FactDefinition<P> {
  readonly of: (subject: Subject) => Shape<P>;
}

/** A shape in which nothing is known. */
export function unknownShape<P extends Provides>(provides: P): Shape<P>;
export function unknownShape(provides: Provides): Shape<Provides> {
  const shape: Record<string, undefined> = {};
  for (const name of Object.keys(provides)) shape[name] = undefined;
  return shape;
}

/** What `oncePerSubject` remembers, to be let go. */
const memories: (() => void)[] = [];

/**
 * Remembers the answer for the last subject only: records are judged one after the other. For modules, which make one
 * and keep it; see `forgetSubjects`.
 */
export function oncePerSubject<T extends object>(derive: (subject: Subject) => T): (subject: Subject) => T {
  let last: Subject | undefined;
  let answer: T | undefined;
  memories.push(() => {
    last = undefined;
    answer = undefined;
  });
  return (subject) => {
    if (subject !== last || answer === undefined) {
      answer = derive(subject);
      last = subject;
    }
    return answer;
  };
}

/** Lets go of the last record and of the whole world around it, which nobody needs any more once all are judged. */
export function forgetSubjects(): void {
  for (const forget of memories) forget();
}

/** Remembers what was worked out over all records of a world, on first use: one audit has one world. */
export function oncePerWorld<T extends object>(derive: (world: World) => T): (world: World) => T {
  const known = new WeakMap<World['folds'], T>();
  return (world) => {
    const answer = known.get(world.folds) ?? derive(world);
    known.set(world.folds, answer);
    return answer;
  };
}

/** Declares a fact, derived at most once for each record. */
export function defineFact<const P extends Provides>(definition: FactDefinition<P>): Fact<P> {
  const { derive, provides, tellsPast } = definition;
  const present = (subject: Subject): Shape<P> =>
    subject.world.present === undefined ? derive(subject) : unknownShape(provides);
  return { ...definition, of: oncePerSubject(tellsPast === true ? derive : present) };
}
