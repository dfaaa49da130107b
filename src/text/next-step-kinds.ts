import { PEOPLE_KINDS, STEP_KINDS } from './lexicon.ts';

export type StepKind = (typeof STEP_KINDS)[number] | (typeof PEOPLE_KINDS)[number];

/** Kinds of words, each of them a bit: in two numbers, since one holds no more than 31. */
export type Kinds = { readonly steps: number; readonly people: number };

/** A set of kinds, to be asked for by `is`. */
export function anyOf(...kinds: readonly StepKind[]): Kinds {
  return { steps: bitsOf(STEP_KINDS, kinds), people: bitsOf(PEOPLE_KINDS, kinds) };
}

function bitsOf(all: readonly StepKind[], kinds: readonly StepKind[]): number {
  return all.reduce((bits, kind, at) => (kinds.includes(kind) ? bits | (1 << at) : bits), 0);
}

/** Whether two sets have a kind in common. */
export function shares(a: Kinds, b: Kinds): boolean {
  return ((a.steps & b.steps) | (a.people & b.people)) !== 0;
}
