import type { AuditRequest } from '../../audit/request.ts';
import type { Config } from '../../config/config.ts';
import { type Placed, readProgram } from '../../config/program-files.ts';
import type { WrittenProgram } from '../../config/program-schema.ts';
import type { Io } from '../../lib/io.ts';
import { formatDay, parseInstant } from '../../lib/time.ts';
import type { Zone } from '../../lib/time-zone.ts';
import type { Certified } from '../../model/certification-record.ts';
import type { Outcomes } from '../../model/outcome.ts';
import type { RunHead } from '../../model/run.ts';
import { certificationsOf } from '../../program/certificates.ts';
import type { Store } from '../../stores/store.ts';
import { isGiven, oneOf, type Typed } from '../command.ts';
import { storeAddress, withStore } from '../open-store.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

/** What the commands of the program work with. */
export interface Program {
  readonly bench: Workbench;
  readonly config: Config;
  readonly policy: Placed<WrittenProgram>;
  readonly zone: Zone;
  readonly asOf: number;
  /** The day of as-of in the zone of the team, as days since 1970 and as written. */
  readonly today: number;
  readonly day: string;
}

export function openProgram(typed: Typed, io: Io): Program {
  const bench = openWorkbench(typed, io);
  const { config, request } = bench;
  const { setting } = request;
  const policy = readProgram(oneOf(typed, 'program'), { configFile: config.file, cwd: io.cwd });
  const { zone } = setting.calendar;
  return { bench, config, policy, zone, asOf: setting.asOf, today: setting.today, day: formatDay(setting.today) };
}

/** Opens the store of the configuration, or of `--store`, which must be there. */
export const inStore = <T>(typed: Typed, io: Io, { config }: Program, work: (store: Store) => Promise<T>): Promise<T> =>
  withStore(storeAddress(typed, config, io), { mustExist: true }, work);

/** What the ledger has decided by as-of. */
export const decisionsIn = async (store: Store, { asOf, zone }: Program): Promise<readonly Certified[]> =>
  certificationsOf(await store.entries(['decision', 'revocation']), asOf, zone);

/** The runs of everyone up to as-of, of the source that was stored last, in order. */
export async function headsIn(store: Store, { asOf }: Pick<Program, 'asOf'>, zone: Zone): Promise<readonly RunHead[]> {
  const past = (await store.runs()).filter((head) => (parseInstant(head.asOf, zone) ?? 0) <= asOf);
  const whole = past.filter(({ scope }) => scope === '');
  const last = (whole.length > 0 ? whole : past).at(-1);
  return past.filter(({ scope, source }) => scope === last?.scope && source === last.source);
}

/** What became of deals and leads, those closed within so many days included. */
export async function outcomesOf(typed: Typed, io: Io, { bench }: Program, days: number): Promise<Outcomes> {
  const [{ readOutcomes }, { withProgress }] = await Promise.all([
    import('../../audit/outcomes.ts'),
    import('../progress.ts'),
  ]);
  const { request } = bench;
  const read = withProgress(request.read, io, { isOff: isGiven(typed, 'quiet') || typed.options.progress === false });
  const scope: AuditRequest['scope'] = { ...request.scope, closedWithin: { amount: days, unit: 'd' } };
  return readOutcomes({ ...request, read, scope });
}
