import type { Config } from '../config/config.ts';
import type { Investigation } from '../init/investigate.ts';
import type { Io } from '../lib/io.ts';
import type { Zone } from '../lib/time-zone.ts';
import type { LiveSurvey } from '../sources/live/survey.ts';
import type { Typed } from './command.ts';
import { type LiveChoice, liveSource } from './live-source.ts';

/** What an investigation is given of a CRM. */
export type LiveLook = Pick<Investigation, 'open' | 'samples' | 'typeNamed' | 'shown'>;

const nothing: LiveSurvey = { objects: [], columnOf: () => undefined };

/** The survey of the source, once it exports one: see `LiveSurvey`. Without one no field is proposed, only labels and people. */
const surveyOf = async (_: LiveChoice): Promise<LiveSurvey> => nothing;

/** Looks at a CRM over its API: its fields, and its records as the configuration to be would read them. */
export async function lookLive(
  typed: Typed,
  { config, choice, zone }: { readonly config: Config; readonly choice: LiveChoice; readonly zone: Zone },
  io: Io,
): Promise<LiveLook> {
  const { objects, columnOf } = await surveyOf(choice);
  return {
    samples: objects,
    typeNamed: (name) => objects.find((object) => object.name === name)?.type,
    shown: { types: new Set(objects.map(({ type }) => type)), columnOf },
    open: async (opening, wants) => {
      const live = liveSource(typed, { ...config, ...opening }, choice, io);
      if (live === undefined) throw new Error('a live choice without a live source');
      return live.open(zone)(wants);
    },
  };
}
