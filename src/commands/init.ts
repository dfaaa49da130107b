import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Proposal } from '../init/proposal.ts';
import { EXIT, SourceError, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { type Command, isGiven, oneOf, type Typed } from './command.ts';
import type { LiveChoice } from './live-source.ts';
import { common, option } from './options.ts';

const names = { config: 'threadcount.yaml', routing: 'routing.yaml' } as const;

interface Place {
  /** Absolute: the export. */
  readonly path: string;
  /** Absolute: where the files are written. */
  readonly folder: string;
  /** The export as the configuration names it. */
  readonly source: string;
  readonly label: string;
  /** A CRM that is read over its API, in place of a path. */
  readonly live?: LiveChoice;
}

const labelOf = (path: string): string => (statSync(path).isDirectory() ? `${basename(path)}/` : basename(path));

/** A path as it is written into a configuration: from its folder, with slashes. */
function sourceFrom(folder: string, path: string): string {
  const shown = relative(folder, path).split(sep).join('/');
  return shown === '' ? '.' : shown;
}

function placeOf(typed: Typed, { cwd }: Io): Place {
  const written = oneOf(typed, 'source');
  if (written === undefined)
    throw new UserError({
      message: 'threadcount init needs --source',
      hint: 'name the folder of exports, or a CRM: --source exports/, --source salesforce',
    });
  if (written === 'demo')
    throw new UserError({ message: 'the demo brings its own configuration', hint: 'name a folder of exports' });
  const live: LiveChoice | undefined =
    written === 'salesforce' || written === 'hubspot' ? { kind: written } : undefined;
  const path = resolve(cwd, written);
  const folder = resolve(cwd, oneOf(typed, 'dir') ?? '.');
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UserError({ message: `--dir: ${oneOf(typed, 'dir')} is not a folder` });
  if (live !== undefined) return { path, folder, source: written, label: written, live };
  const label = existsSync(path) ? labelOf(path) : written;
  return { path, folder, source: sourceFrom(folder, path), label };
}

/** What stands there already is left alone, and told before any work is done. */
function refuseOverwriting(folder: string, isForced: boolean): void {
  if (isForced) return;
  const standing = Object.values(names).filter((name) => existsSync(join(folder, name)));
  if (standing.length === 0) return;
  throw new UserError(
    standing.map((name) => ({
      message: 'exists already, and is left as it is',
      at: { file: name },
      hint: '--force overwrites it',
    })),
  );
}

/** Whether files are known by themselves; what is wrong with them otherwise is told by whoever reads them whole. */
async function recognizes(open: () => Promise<{ readonly close: () => Promise<void> }>): Promise<boolean> {
  try {
    const dataset = await open();
    await dataset.close();
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function propose({ path, source, label }: Place, io: Io): Promise<Proposal> {
  const [{ surveySource, openLexicons, typeNamed }, { investigate }, { wantsAll }, { loadConfig }, sources, calendars] =
    await Promise.all([
      import('./survey-source.ts'),
      import('../init/investigate.ts'),
      import('../init/look.ts'),
      import('../config/load.ts'),
      import('../sources/index.ts'),
      import('../facts/calendar.ts'),
    ]);
  const { samples, pathOf } = await surveySource(path, label);
  const config = loadConfig({ cwd: io.cwd, ignoreDiscovered: true, hasOtherSource: true });
  const { zone } = calendars.createCalendar(config.calendar);
  const asOf = io.now();
  const open = (opening: Partial<typeof config>, wants: ReturnType<typeof wantsAll>) =>
    sources.files({ path, label, config: { ...config, ...opening }, zone })(wants);
  const isRecognized = await recognizes(() => open({}, wantsAll(asOf)));
  return investigate({
    ...{ source, label, asOf, config, open, samples, typeNamed, pathOf, isRecognized },
    lexicons: openLexicons(),
  });
}

/** The same of a CRM, over its API: nothing lies in files there. */
async function proposeLive(typed: Typed, { source, label }: Place, choice: LiveChoice, io: Io): Promise<Proposal> {
  const [{ lookLive }, { openLexicons }, { investigate }, { loadConfig }, { createCalendar }] = await Promise.all([
    import('./survey-live.ts'),
    import('./survey-source.ts'),
    import('../init/investigate.ts'),
    import('../config/load.ts'),
    import('../facts/calendar.ts'),
  ]);
  const config = loadConfig({ cwd: io.cwd, ignoreDiscovered: true, hasOtherSource: true });
  const { zone } = createCalendar(config.calendar);
  const look = await lookLive(typed, { config, choice, zone }, io);
  return investigate({
    ...{ source, label, config, ...look, asOf: io.now(), targetOrg: oneOf(typed, 'targetOrg') },
    ...{ pathOf: (file: string) => file, isRecognized: true, lexicons: openLexicons() },
  });
}

/** Where nothing tells and somebody is there to ask, the answer counts for sure. */
async function settleDateOrder(proposal: Proposal, io: Io): Promise<Proposal> {
  const { dateOrder } = proposal;
  if (dateOrder === undefined || dateOrder.order !== undefined) return proposal;
  const { askOne } = await import('./ask.ts');
  const answer = await askOne(
    `${dateOrder.why}.\nIs 11/5 the 5th of November (mdy) or the 11th of May (dmy)?`,
    ['mdy', 'dmy'],
    io,
  );
  const order = answer === 'mdy' || answer === 'dmy' ? answer : undefined;
  return order === undefined ? proposal : { ...proposal, dateOrder: { order, certainty: 'sure', why: 'you said so' } };
}

function save(folder: string, files: readonly (readonly [string, string])[], isForced: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    throw new SourceError({
      message: `could not be written: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

async function run(typed: Typed, io: Io): Promise<number> {
  const place = placeOf(typed, io);
  const { liveSettings } = await import('./live-source.ts');
  liveSettings(typed, place.live ?? { kind: 'path', path: place.path });
  const isForced = isGiven(typed, 'force');
  refuseOverwriting(place.folder, isForced);
  const [{ configText }, { routingText }, { initPage }, { wantsColor, widthOf }] = await Promise.all([
    import('../init/config-text.ts'),
    import('../init/routing-text.ts'),
    import('../pages/init.ts'),
    import('./terminal.ts'),
  ]);
  const proposal = await settleDateOrder(
    place.live === undefined ? await propose(place, io) : await proposeLive(typed, place, place.live, io),
    io,
  );
  const files = [
    [names.config, configText(proposal)],
    [names.routing, routingText(proposal)],
  ] as const;
  save(place.folder, files, isForced);
  const shown = sourceFrom(io.cwd, place.folder);
  const written = files.map(([name]) => (shown === '.' ? name : `${shown}/${name}`));
  const options = { width: widthOf(io), isColored: wantsColor(io, typed.options.color !== false) };
  io.stdout.write(initPage(proposal, written, options));
  return EXIT.done;
}

export const init: Command = {
  name: 'init',
  summary: 'Write a commented threadcount.yaml and routing.yaml for the source found',
  options: [
    { flags: '--source <source>', about: 'salesforce, hubspot, or a folder, file or zip of exports' },
    option.targetOrg,
    option.maxCalls,
    { flags: '--dir <dir>', about: 'Folder to write to (default: where you are)' },
    { flags: '--force', about: 'Overwrite what stands there' },
    ...common.filter((one) => one !== option.config),
  ],
  examples: [
    'threadcount init --source exports/',
    'threadcount init --source salesforce --target-org prod',
    'threadcount init --source pipeline.csv --dir audits/emea',
    'threadcount init --source exports/ --force          write both files anew',
  ],
  run,
};
