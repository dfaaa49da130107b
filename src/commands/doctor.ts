import type { AuditRequest } from '../audit/request.ts';
import type { Config } from '../config/config.ts';
import type { Diagnosis, Note } from '../doctor/diagnosis.ts';
import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Dataset } from '../model/dataset.ts';
import { recordTypes } from '../model/records.ts';
import { allOf, type Command, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';

/** The one condition that a diagnosis can fail on. */
function wantsComplete(conditions: readonly string[]): boolean {
  const wrong = conditions.filter((condition) => condition !== 'incomplete');
  if (wrong.length > 0)
    throw new UserError(
      wrong.map((condition) => ({
        message: `--fail-on: no condition "${condition}" of doctor`,
        hint: didYouMean(condition, ['incomplete']) ?? 'incomplete is the one there is; audit has the others',
      })),
    );
  return conditions.length > 0;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function ownersWithoutEmail({ reps }: AuditResult): readonly Note[] {
  const silent = reps.filter(({ kind, email }) => kind === 'user' && email === null);
  if (silent.length === 0) return [];
  const message = `${plural(silent.length, 'owner')} without an e-mail address: routes and --team that name addresses do not find them`;
  return [{ kind: 'owners-without-email', message }];
}

function notesOn(config: Config, result: AuditResult, source: string | undefined): readonly Note[] {
  const notes: Note[] = [];
  if (config.file === undefined)
    notes.push({
      kind: 'configuration',
      message: `no threadcount.yaml found: threadcount init --source ${source ?? '…'} writes one`,
    });
  if (config.internalDomains.length === 0)
    notes.push({
      kind: 'internal-domains',
      message:
        'internal-domains is empty: colleagues who are not in the list of people count as people of the customer, so that threads look thicker than they are',
    });
  if (config.calendar.timezone === 'UTC')
    notes.push({
      kind: 'time-zone',
      message:
        'the calendar is in UTC: days end and working hours run by it; set calendar: { timezone: … } if you work elsewhere',
    });
  return [...notes, ...ownersWithoutEmail(result)];
}

/** Fields that no CRM comes with: a column of the team's own stands for them, if any does. */
const ownFields = new Set(['nextStep', 'nextStepDate', 'recheckDate', 'recycleReason', 'routingException']);

/** What the heads of files tell: columns that look like a field nobody has mapped, dates that read both ways. */
async function notesOnFiles(typed: Typed, config: Config, seen: Dataset, io: Io): Promise<readonly Note[]> {
  const [{ resolveSource }, survey, { fieldsFor }, { proposeDateOrder }] = await Promise.all([
    import('../config/resolve.ts'),
    import('./survey-source.ts'),
    import('../init/investigate.ts'),
    import('../init/propose-fields.ts'),
  ]);
  const written = oneOf(typed, 'source');
  const choice = written === undefined ? config.source : resolveSource(written, io.cwd);
  if (choice?.kind !== 'path' || seen.kind === 'demo') return [];
  const { samples } = await survey.surveySource(choice.path, seen.label);
  const typeNamed = (file: string) => config.files.find((one) => one.file === file)?.type ?? survey.typeNamed(file);
  const types = new Set(recordTypes);
  const found = fieldsFor({ samples, typeNamed, lexicons: survey.openLexicons() }, { types, columnOf: seen.columnOf });
  const unmapped = recordTypes.flatMap((type): readonly Note[] => {
    const own = (found[type] ?? []).filter(({ field }) => ownFields.has(field));
    if (own.length === 0) return [];
    const looks = own.map(({ field, column }) => `${column} like ${field}`).join(', ');
    const message = `columns of ${type}s that nobody has mapped look like fields that rules read: ${looks}; map them under fields: { ${type}: … }`;
    return [{ kind: 'unmapped-column', message }];
  });
  const order = config.files.some(({ dates }) => dates !== undefined) ? undefined : proposeDateOrder(samples);
  if (order === undefined || order.order === config.dateOrder) return unmapped;
  const told = order.order === undefined ? order.why : `${order.why} says ${order.order}`;
  const message = `text: { date-order: ${config.dateOrder} } is in force, and ${told}`;
  return [...unmapped, { kind: 'date-order', message }];
}

/** The audit of a request, watched; what the dataset hid is remembered on the way. */
async function examine(request: AuditRequest): Promise<{
  readonly result: AuditResult;
  readonly ledger: import('../doctor/ledger.ts').ClosedLedger;
  readonly hidden: ReadonlySet<string>;
  readonly seen: Dataset | undefined;
}> {
  const [{ audit }, { startLedger }] = await Promise.all([import('../audit.ts'), import('../doctor/ledger.ts')]);
  const { watch, close } = startLedger(request.rulebook.rules);
  let seen: Dataset | undefined;
  const read: AuditRequest['read'] = async (wants) => {
    seen = await request.read(wants);
    return seen;
  };
  const result = await audit({ ...request, read, watch });
  const hidden = new Set([...(seen?.gaps() ?? []), ...request.gaps].flatMap(({ hides }) => hides));
  return { result, ledger: close(), hidden, seen };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { diagnose }, { showPage }, { doctorPage }, { shownPath }, { withProgress }] =
    await Promise.all([
      import('./workbench.ts'),
      import('../doctor/diagnose.ts'),
      import('./show.ts'),
      import('../pages/doctor.ts'),
      import('../config/find-file.ts'),
      import('./progress.ts'),
    ]);
  const mustBeComplete = wantsComplete(allOf(typed, 'failOn'));
  const { config, request } = openWorkbench(typed, io);
  const read = withProgress(request.read, io, { isOff: typed.options.progress === false });
  const examined = await examine({ ...request, read });
  const diagnosis = diagnose({
    ...examined,
    rules: request.rulebook.rules,
    rubrics: request.rubrics,
    known: { statuses: Object.keys(config.leadStatuses), stages: config.stages.map(({ name }) => name) },
    calls: examined.seen?.usage?.() ?? null,
    configuration: config.file === undefined ? null : shownPath(config.file, io.cwd),
    notes: [
      ...(examined.seen === undefined ? [] : await notesOnFiles(typed, config, examined.seen, io)),
      ...notesOn(config, examined.result, oneOf(typed, 'source')),
    ],
  });
  showPage(typed, io, { data: diagnosis, page: (options) => doctorPage(diagnosis, options) });
  if (!mustBeComplete || diagnosis.isComplete) return EXIT.done;
  io.stderr.write(`gate failed: incomplete: ${shortfallOf(diagnosis)}\n`);
  return EXIT.gateFailed;
}

function shortfallOf({ criteria, source }: Diagnosis): string {
  const open = criteria.filter(({ sight }) => sight !== 'decidable').map(({ title }) => title);
  if (open.length > 0) return `not decidable: ${open.join(', ')}`;
  return `the source does not show everything: ${[...new Set(source.gaps.map(({ what }) => what))].join(', ')}`;
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'What can be judged here, what cannot, and the three things to connect next',
  options: [
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.rep,
    option.team,
    option.asOf,
    option.only,
    option.format,
    { flags: '--fail-on <condition>', about: 'Exit 1 on: incomplete', isRepeatable: true },
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount doctor --source exports/',
    'threadcount doctor --source exports/ --as-of 2026-11-18 --format json',
    'threadcount doctor --fail-on incomplete             in CI, before an audit that certifies',
  ],
  run,
};
