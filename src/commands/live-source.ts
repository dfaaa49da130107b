import { dirname, join } from 'node:path';
import type { Config, SourceChoice } from '../config/config.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Zone } from '../lib/time-zone.ts';
import { version } from '../lib/version.ts';
import type { LiveOptions } from '../sources/live/live.ts';
import type { PullsOptions } from '../sources/live/pulls.ts';
import { resumableAsOf } from '../sources/live/resumable-as-of.ts';
import type { Source } from '../sources/source.ts';
import { allOf, isGiven, oneOf, type Typed } from './command.ts';
import type { Mirroring } from './mirroring.ts';

export type LiveChoice = Extract<SourceChoice, { readonly kind: 'salesforce' | 'hubspot' }>;

export const isLive = (choice: SourceChoice | undefined): choice is LiveChoice =>
  choice?.kind === 'salesforce' || choice?.kind === 'hubspot';

/** The alias reaches a command line, so it is kept to harmless characters, as in the configuration. */
const ALIAS = /^\w[\w.@+-]*$/;

/** `--target-org` and `--max-calls`. Throws a `UserError` for what makes no sense, and where nothing is called. */
export function liveSettings(typed: Typed, choice: SourceChoice | undefined) {
  const targetOrg = oneOf(typed, 'targetOrg');
  const written = oneOf(typed, 'maxCalls');
  const problems = [
    ...(targetOrg !== undefined && choice?.kind !== 'salesforce'
      ? [{ message: '--target-org: the source is not a Salesforce org', hint: 'name it: --source salesforce' }]
      : []),
    ...(targetOrg !== undefined && !ALIAS.test(targetOrg)
      ? [{ message: `--target-org: "${targetOrg}" is no alias or user name of the Salesforce CLI` }]
      : []),
    ...(written !== undefined && !isLive(choice)
      ? [{ message: '--max-calls: only --source salesforce and hubspot make calls' }]
      : []),
    ...(written !== undefined && !/^[1-9]\d{0,8}$/.test(written)
      ? [{ message: `--max-calls: expected a whole number from 1 on, found "${written}"` }]
      : []),
  ];
  if (problems.length > 0) throw new UserError(problems);
  const configured = choice?.kind === 'salesforce' ? choice.targetOrg : undefined;
  return { targetOrg: targetOrg ?? configured, maxCalls: written === undefined ? undefined : Number(written) };
}

/** Credentials change; these tell which org or portal is meant. */
const addresses = ['SF_INSTANCE_URL', 'SF_LOGIN_URL', 'SF_USERNAME', 'HUBSPOT_API_URL'];

/** Where what is pulled is kept until it is complete: beside the configuration, for runs that ask for the same. */
function pullsFor(
  typed: Typed,
  config: Config,
  { choice, targetOrg }: { readonly choice: LiveChoice; readonly targetOrg: string | undefined },
  { cwd, env, now }: Pick<Io, 'cwd' | 'env' | 'now'>,
): Omit<PullsOptions, 'notify'> {
  const { hash, file } = config;
  const scope = ['rep', 'team', 'only'].map((name) => allOf(typed, name));
  const places = addresses.map((name) => env[name] ?? null);
  return {
    folder: join(file === undefined ? cwd : dirname(file), '.threadcount', 'pulls'),
    run: JSON.stringify([version, choice, targetOrg ?? null, places, hash, scope, typed.args]),
    now,
  };
}

/** A CRM that is read over its API, not opened yet. */
export interface LiveSource {
  /** As of when an interrupted run asked that asked for the same. */
  readonly resumedAsOf: () => number | undefined;
  readonly open: (zone: Zone, mirroring?: Mirroring) => Source;
  /** What the source is given of the world. */
  readonly options: (zone: Zone) => Promise<LiveOptions>;
}

/** The live source of a choice; `undefined` for any other choice. Throws a `UserError` for options that do not fit it. */
export function liveSource(
  typed: Typed,
  config: Config,
  choice: SourceChoice | undefined,
  io: Io,
): LiveSource | undefined {
  const settings = liveSettings(typed, choice);
  if (!isLive(choice)) return undefined;
  const pulls = pullsFor(typed, config, { choice, targetOrg: settings.targetOrg }, io);
  const isQuiet = isGiven(typed, 'quiet');
  return {
    resumedAsOf: () => {
      const asOf = oneOf(typed, 'asOf') === undefined ? resumableAsOf(pulls) : undefined;
      if (asOf !== undefined && !isQuiet)
        io.stderr.write(
          `going on with an interrupted run, as of ${new Date(asOf).toISOString()} (--as-of asks anew)\n`,
        );
      return asOf;
    },
    // Loaded when it is read, so that files cost nothing of it.
    open: (zone, mirroring) => async (wants) => {
      const { openLive } = await import('./open-live.ts');
      return openLive({ choice, config, zone, ...settings, pulls, isQuiet, mirroring }, io)(wants);
    },
    options: async (zone) => {
      const { liveOptions } = await import('./open-live.ts');
      return liveOptions({ choice, config, zone, ...settings, pulls, isQuiet }, io);
    },
  };
}
