import type { StageGroup } from '../facts/world.ts';
import type { Expression, StageChoice } from './config.ts';
import { foldLabel } from './labels.ts';

/** A stage as written; without `exit` it keeps the criteria of the default stage of its name. */
export interface StageDraft {
  readonly name: string;
  readonly group: StageGroup;
  readonly exit?: readonly Expression[] | undefined;
}

export interface Process {
  readonly name: string;
  readonly stages: readonly StageDraft[];
}

/**
 * Lays a team's stages over the processes that CRMs come with. A list that names its own closed stages, or none that a
 * CRM comes with, is the whole process. Any other list changes the first process that has one of its stages: known
 * stages in place, new ones behind the stage listed before them. Unlisted closed stages always stay.
 */
export function layStages(processes: readonly Process[], own: readonly StageDraft[] | undefined): StageChoice[] {
  if (own === undefined) return processes.flatMap(number);
  const changed = own.some(isClosed) ? undefined : processes.find(({ stages }) => own.some((one) => has(stages, one)));
  if (changed === undefined) return number({ name: 'own', stages: whole(processes, own) });
  return [change(changed, own), ...processes.filter((process) => process !== changed)].flatMap(number);
}

const isClosed = ({ group }: StageDraft): boolean => group === 'won' || group === 'lost';

const placeOf = (stages: readonly StageDraft[], { name }: StageDraft): number =>
  stages.findIndex((stage) => foldLabel(stage.name) === foldLabel(name));

const has = (stages: readonly StageDraft[], stage: StageDraft): boolean => placeOf(stages, stage) >= 0;

const withExit = (stage: StageDraft, known: StageDraft | undefined): StageDraft => ({
  ...stage,
  exit: stage.exit ?? known?.exit,
});

function whole(processes: readonly Process[], own: readonly StageDraft[]): readonly StageDraft[] {
  const known = processes.flatMap(({ stages }) => stages);
  const closed = known.filter((stage, i) => isClosed(stage) && !has(own, stage) && placeOf(known, stage) === i);
  return [...own.map((stage) => withExit(stage, known[placeOf(known, stage)])), ...closed];
}

function change({ name, stages }: Process, own: readonly StageDraft[]): Process {
  const result = [...stages];
  let last = -1;
  for (const stage of own) {
    const place = placeOf(result, stage);
    if (place >= 0) result[place] = withExit(stage, result[place]);
    else result.splice(last + 1, 0, stage);
    last = place >= 0 ? place : last + 1;
  }
  return { name, stages: result };
}

function number({ name: process, stages }: Process): StageChoice[] {
  return stages.map(({ name, group, exit }, index) => ({ process, name, group, index, exit: exit ?? [] }));
}
