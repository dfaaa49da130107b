import { basename, dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { WrittenWaiver } from '../config/waivers-schema.ts';
import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { WaiverRow } from '../model/audit-result.ts';
import { recordTypes } from '../model/records.ts';
import type { WaiverState } from '../model/waiver.ts';
import type { Command, Typed } from './command.ts';
import { common, option } from './options.ts';
import type { Target, Terms } from './waiver-draft.ts';
import type { Workbench } from './workbench.ts';

/** Where a waiver goes, and who reads it there. */
interface Place {
  readonly path: string;
  /** Whether the configuration names the file. */
  readonly isNamed: boolean;
  /** The demo has a configuration of its own, which names none. */
  readonly isDemo: boolean;
}

/** Waivers that no configuration names a file for go beside threadcount.yaml, else here. */
async function placeOf({ file, waivers }: Config, cwd: string): Promise<Place> {
  if (waivers.file !== undefined) return { path: waivers.file, isNamed: true, isDemo: false };
  const { demoConfigFile } = await import('../sources/demo.ts');
  const isDemo = file === demoConfigFile;
  const folder = file === undefined || isDemo ? cwd : dirname(file);
  return { path: join(folder, 'waivers.yaml'), isNamed: false, isDemo };
}

/** What is left to do for the waiver to count. */
function readerOf({ isNamed, isDemo }: Place, file: string): readonly string[] {
  if (isNamed) return [];
  if (isDemo)
    return ['The demo does not read it: it has a configuration of its own. To see waivers count, audit a folder.'];
  return [`No configuration names this file yet: put  waivers: ${basename(file)}  into threadcount.yaml.`];
}

/** The waiver as it goes into the file. Of a record nobody has said whether it is a lead or a deal: it may be either. */
function draftsOf(target: Target, terms: Terms): readonly WrittenWaiver[] {
  switch (target.kind) {
    case 'finding':
      return [{ finding: target.fingerprint, ...terms }];
    case 'rule':
      return [{ rule: target.rule, ...(target.rep !== undefined && { rep: target.rep }), ...terms }];
    case 'record':
      return recordTypes.map((type) => ({
        record: { type, id: target.id },
        ...(target.rule !== undefined && { rule: target.rule }),
        ...terms,
      }));
  }
}

interface Tried {
  readonly waiver: WrittenWaiver;
  readonly state: WaiverState;
  readonly row: WaiverRow;
  /** The rule and record of a finding, for whoever reads the file. */
  readonly comment: string | undefined;
}

/** Audits with the waiver as if it had begun: finds what it is for, counts, and refuses an approver who is the rep. */
async function tryOut(drafts: readonly WrittenWaiver[], { request }: Workbench, today: string): Promise<Tried> {
  const [{ audit }, { scopeOf, waiverIdOf }, { terminalSafe }] = await Promise.all([
    import('../audit.ts'),
    import('../config/waivers.ts'),
    import('../lib/escape.ts'),
  ]);
  const at = (): { readonly file: string } => ({ file: '--approver' });
  const { waivers, reps } = await audit({
    ...request,
    waivers: drafts.map((draft) => ({
      ...{ id: waiverIdOf(draft), scope: scopeOf(draft), reason: draft.reason, text: draft.text },
      ...{ approver: draft.approver, from: draft.from < today ? draft.from : today, until: draft.until, at },
    })),
  });
  const states: readonly WaiverState[] = ['active', 'unused', 'unjudged', 'unmatched'];
  const found = states.flatMap((state) => waivers[state].map((row) => ({ state, row })))[0];
  const waiver = drafts.find((draft) => waiverIdOf(draft) === found?.row.id);
  if (found === undefined || waiver === undefined) throw new Error('a waiver that was tried and has no state');
  const finding = reps
    .flatMap(({ findings }) => findings)
    .find(({ fingerprint }) => waiver.finding !== undefined && fingerprint === waiver.finding);
  const about = finding && `${finding.rule} on ${finding.record.type} ${finding.record.id}`;
  return { ...found, waiver, comment: about === undefined ? undefined : terminalSafe(about).slice(0, 120) };
}

/** What cannot be found cannot be waived; a rule or record on which nothing fails yet can. */
function refuseIdle({ state, row, waiver }: Tried): void {
  const isFine = state === 'active' || (state === 'unused' && waiver.finding === undefined);
  if (isFine) return;
  const what = waiver.finding === undefined ? (waiver.record?.id ?? waiver.rep ?? '') : waiver.finding;
  const isNowhere = state === 'unmatched' && waiver.record !== undefined;
  const why = isNowhere ? 'there is no such lead or deal in this source' : row.note;
  throw new UserError({
    message: `nothing to waive at "${what}": ${why ?? 'it was not part of this audit'}`,
    hint: 'reports and threadcount explain show findings, records and rules; --source and --as-of say what is audited',
  });
}

async function refuseSecond(waiver: WrittenWaiver, { waivers }: Config): Promise<void> {
  const { scopeOf } = await import('../config/waivers.ts');
  const same = JSON.stringify(scopeOf(waiver));
  const other = waivers.list.find(({ scope, until }) => JSON.stringify(scope) === same && until >= waiver.until);
  if (other === undefined) return;
  throw new UserError({
    message: `${other.id} waives the same until ${other.until}`,
    at: other.at(),
    hint: 'change it in the file, or waive for longer with --until',
  });
}

const counted = (count: number): string => `${count} ${count === 1 ? 'finding' : 'findings'}`;

function told({ row, waiver }: Tried, file: string, place: Place): string {
  const covers = row.findings === 0 ? 'nothing that it is for fails at present' : `it covers ${counted(row.findings)}`;
  const lines = [
    `${row.id} is in force from ${waiver.from} until ${waiver.until}; ${covers}.`,
    ...(row.note === null ? [] : [`Note: ${row.note}.`]),
    `Written to ${file}.`,
    ...readerOf(place, file),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    bench,
    draft,
    { addWaiver },
    { editFile },
    { showPage },
    { withProgress },
    { formatDay },
    { shownPath },
    safe,
  ] = await Promise.all([
    import('./workbench.ts'),
    import('./waiver-draft.ts'),
    import('../config/edit-waivers.ts'),
    import('../lib/edit-file.ts'),
    import('./show.ts'),
    import('./progress.ts'),
    import('../lib/time.ts'),
    import('../config/find-file.ts'),
    import('../lib/escape.ts'),
  ]);
  const target = draft.targetOf(typed);
  const { rep: _rep, ...options } = typed.options;
  const workbench = bench.openWorkbench({ ...typed, options }, io, { createsWaivers: true });
  const { config, request } = workbench;
  const { today } = request.setting;
  const terms = draft.termsOf(typed, config.waivers, today);
  if (target.kind !== 'finding') draft.refuseUnknownRule(target.rule, request.rulebook);
  const read = withProgress(request.read, io, { isOff: typed.options.progress === false });
  const drafts = draftsOf(target, terms);
  for (const one of drafts) await refuseSecond(one, config);
  const tried = await tryOut(drafts, { ...workbench, request: { ...request, read } }, formatDay(today));
  refuseIdle(tried);
  const place = await placeOf(config, io.cwd);
  const { path, isNamed } = place;
  const file = shownPath(path, io.cwd);
  await editFile(path, (before) => addWaiver(before, tried, { file, policy: config.waivers }));
  const data = { schemaVersion: 1, file, isNamed, waiver: { ...tried.row, from: tried.waiver.from } };
  showPage(typed, io, { data, page: () => safe.terminalSafe(told(tried, file, place), { newlines: 'keep' }) });
  return EXIT.done;
}

export const waive: Command = {
  name: 'waive',
  summary: 'Take findings out of the tally for a time, with a reason and somebody who answers for it',
  args: ['<finding|record|rule>'],
  options: [
    { flags: '--reason <code>', about: 'Code of the reason: customer-request, data-migration, other, …' },
    { flags: '--text <words>', about: 'Why, in words' },
    { flags: '--approver <who>', about: 'Who answers for it, and is not the rep: e-mail, name or id' },
    { flags: '--until <date>', about: 'The last day in force' },
    { flags: '--from <date>', about: 'The first day in force (default: the day of the audit)' },
    { flags: '--rule <id>', about: 'Of a record, only this rule' },
    { flags: '--rep <who>', about: 'Of a rule, only the records of this rep (default: everyone)' },
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.format,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount waive 3275fa0c6a30f0a164d5 --reason customer-request --text "Asked us to wait" \\',
    '    --approver helen@acme.example --until 2026-12-31',
    'threadcount waive 00QVr00000ABCDEIA4 --rule notes/thin --reason data-migration --text "Notes not moved yet" \\',
    '    --approver helen@acme.example --until 2026-12-31',
    'threadcount waive coverage/too-few --rep ana@acme.example --reason rule-not-applicable --text "One buyer" \\',
    '    --approver helen@acme.example --until 2026-12-31',
  ],
  run,
};
