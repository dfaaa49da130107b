import { isCalled } from '../../audit/scope.ts';
import type { Case } from '../../certify/content/case.ts';
import { contentOf } from '../../certify/content/content.ts';
import { createDisguise } from '../../certify/disguise.ts';
import type { Io } from '../../lib/io.ts';
import type { CertificateContent } from '../../model/certificate.ts';
import type { Person } from '../../model/records.ts';
import type { Run } from '../../model/run.ts';
import { type Evidence, evidenceHash } from '../../stores/bundle.ts';
import type { Store } from '../../stores/store.ts';
import { isGiven, type Typed } from '../command.ts';
import { withEntries } from '../open-ledger.ts';
import { withProgress } from '../progress.ts';
import { sampleFrom } from '../sample-option.ts';
import { takeRun } from '../take-run.ts';
import type { Workbench } from '../workbench.ts';
import type { Asked } from './asked.ts';
import { decidedFor, evaluatorIn, managerOf, repIn } from './parties.ts';

/** A decision that nobody has recorded yet, with everything that it stands on. */
export interface Drafted {
  readonly content: CertificateContent;
  readonly evidence: Evidence;
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu;

/** Words that give nobody away: of the rules, the rubrics and the labels of the CRM. */
function plainWords({ config, request }: Workbench): ReadonlySet<string> {
  const texts = [
    ...request.rulebook.rules.flatMap(({ title, fix, id }) => [title, fix, id]),
    ...request.rubrics.flatMap(({ criteria }) => criteria.flatMap(({ title, standard }) => [title, standard])),
    ...Object.keys(config.leadStatuses),
    ...config.stages.map(({ name }) => name),
  ];
  return new Set(texts.flatMap((text) => text.toLowerCase().match(WORD) ?? []));
}

/** Hides the names of the rep's records, of the people of the source, and whatever else looks like a name. */
export function disguiseFor(bench: Workbench, run: Run, people: readonly Person[]): (text: string) => string {
  const words = plainWords(bench);
  const names = [
    ...run.records.map(({ name }) => name),
    ...run.result.reps.flatMap(({ name, findings }) => [name, ...findings.map(({ record }) => record.name)]),
    ...people.map(({ name }) => name),
  ];
  return createDisguise({
    names: names.filter((name) => typeof name === 'string'),
    isPlain: (word) => words.has(word) || bench.request.setting.isDateWord(word),
  });
}

interface Taken {
  readonly evidence: Evidence;
  readonly people: readonly Person[];
}

/** Audits the one rep, with what the ledger says of them. */
export async function auditRep(
  typed: Typed,
  bench: Workbench,
  rep: string,
  store: Store | undefined,
  io: Io,
): Promise<Taken> {
  let people: readonly Person[] = [];
  const spoken = (await store?.entries(['appeal', 'ruling', 'evaluation'])) ?? [];
  const sample = sampleFrom(typed);
  const isOff = isGiven(typed, 'quiet') || typed.options.progress === false;
  const request = await withEntries(
    {
      ...bench.request,
      read: withProgress(bench.request.read, io, { isOff }),
      scope: { ...bench.request.scope, reps: [rep], teams: [] },
      seatsIdle: true,
      meet: (known) => {
        people = [...known.values()];
      },
      ...(sample && { sample: { ...sample, decides: true } }),
    },
    spoken,
  );
  const run = await takeRun(bench, request, io.cwd);
  const entries = spoken.filter((entry) => run.result.reps.some((one) => isCalled(entry.rep, one)));
  return { evidence: { run, entries }, people };
}

/** Decides, without recording anything. Throws a `UserError` for a rep or an evaluator who cannot be one. */
export async function draftDecision(
  typed: Typed,
  bench: Workbench,
  asked: Asked,
  { store, io }: { readonly store: Store; readonly io: Io },
): Promise<Drafted> {
  const { evidence, people } = await auditRep(typed, bench, asked.rep, store, io);
  const { run } = evidence;
  const rep = repIn(run.result, asked);
  const { setting } = bench.request;
  const one: Case = {
    run,
    rep,
    decided: decidedFor(rep, asked),
    rubric: asked.rubric,
    evaluator: evaluatorIn(people, rep, asked),
    manager: managerOf(people, rep),
    calendar: setting.calendar,
    asOf: setting.asOf,
    evidence: evidenceHash(evidence),
    disguise: disguiseFor(bench, run, people),
  };
  return { content: contentOf(one), evidence };
}
