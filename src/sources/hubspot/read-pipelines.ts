import type { Ask } from './ask.ts';
import { type Pipeline, pipelinesSchema } from './payloads.ts';

/** Pipelines and their stages, archived ones included, by id. */
export interface Pipelines {
  readonly pipelineOf: (id: string) => string | undefined;
  readonly stageOf: (id: string) => string | undefined;
  /** Ids of the stages in which a deal is closed, and of those in which it is won. */
  readonly closed: readonly string[];
  readonly won: readonly string[];
  readonly isClosed: (id: string) => boolean | undefined;
  readonly isWon: (id: string) => boolean | undefined;
}

type Stage = Pipeline['stages'][number];

const textIn = ({ metadata }: Stage, key: string): string =>
  String(metadata?.[key] ?? '')
    .trim()
    .toLowerCase();

/** Metadata holds texts: `"1.0"` is won, `"0.0"` lost; `isClosed` is told by newer portals. */
function stateOf(stage: Stage): { readonly isClosed: boolean; readonly isWon: boolean } {
  const written = textIn(stage, 'probability');
  const probability = written === '' ? Number.NaN : Number(written);
  const told = textIn(stage, 'isClosed');
  const isClosed = told === '' ? probability === 0 || probability === 1 : told === 'true';
  return { isClosed, isWon: isClosed && probability === 1 };
}

export function pipelinesOf(results: readonly Pipeline[]): Pipelines {
  const pipelines = new Map(results.map(({ id, label }) => [id, label]));
  const stages = new Map(results.flatMap((pipeline) => pipeline.stages.map((stage) => [stage.id, stage] as const)));
  const states = new Map([...stages].map(([id, stage]) => [id, stateOf(stage)]));
  const idsOf = (key: 'isClosed' | 'isWon'): readonly string[] =>
    [...states].flatMap(([id, state]) => (state[key] ? [id] : [])).sort();
  return {
    pipelineOf: (id) => pipelines.get(id),
    stageOf: (id) => stages.get(id)?.label,
    closed: idsOf('isClosed'),
    won: idsOf('isWon'),
    isClosed: (id) => states.get(id)?.isClosed,
    isWon: (id) => states.get(id)?.isWon,
  };
}

export const readPipelines = async (ask: Ask, object: 'deals' | 'leads'): Promise<Pipelines> =>
  pipelinesOf((await ask.get(pipelinesSchema, { kind: 'pipelines', object })).results);
