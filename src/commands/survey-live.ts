import type { Config } from '../config/config.ts';
import type { Investigation } from '../init/investigate.ts';
import type { Io } from '../lib/io.ts';
import type { Zone } from '../lib/time-zone.ts';
import type { LiveOptions } from '../sources/live/live.ts';
import type { LiveSurvey } from '../sources/live/survey.ts';
import type { Typed } from './command.ts';
import { type LiveChoice, type LiveSource, liveSource } from './live-source.ts';

/** What an investigation is given of a CRM. */
export type LiveLook = Pick<Investigation, 'open' | 'samples' | 'typeNamed' | 'shown' | 'labels'>;

async function surveyOf({ kind }: LiveChoice, options: LiveOptions): Promise<LiveSurvey> {
  if (kind === 'hubspot') {
    const { surveyHubspot } = await import('../sources/hubspot/survey-hubspot.ts');
    return surveyHubspot(options);
  }
  const { surveySalesforce } = await import('../sources/salesforce/survey-salesforce.ts');
  return surveySalesforce(options);
}

/** Looks at a CRM over its API: its fields, and its records as the configuration to be would read them. */
export async function lookLive(
  typed: Typed,
  { config, choice, zone }: { readonly config: Config; readonly choice: LiveChoice; readonly zone: Zone },
  io: Io,
): Promise<LiveLook> {
  const opened = (over: Partial<Config>): LiveSource => {
    const live = liveSource(typed, { ...config, ...over }, choice, io);
    if (live === undefined) throw new Error('a live choice without a live source');
    return live;
  };
  const { objects, columnOf, labels } = await surveyOf(choice, await opened({}).options(zone));
  return {
    samples: objects,
    labels,
    typeNamed: (name) => objects.find((object) => object.name === name)?.type,
    shown: { types: new Set(objects.map(({ type }) => type)), columnOf },
    open: (opening, wants) => opened(opening).open(zone)(wants),
  };
}
