import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Finding, RepResult } from '../model/audit-result.ts';
import type { Entry } from '../model/ledger.ts';
import type { JudgedRecord, PinnedFile, Run } from '../model/run.ts';

/**
 * One thing of what a store holds, under its name. A run is its head, the report without owners, its rules, its pinned
 * files, each owner followed by their findings, its records, and an end that tells whether all of that is whole.
 */
export interface StoreLine {
  readonly head?: Run['head'];
  readonly result?: Run['result'];
  readonly rules?: Run['rules'];
  readonly pinned?: PinnedFile;
  readonly rep?: RepResult;
  readonly finding?: Finding;
  readonly record?: JudgedRecord;
  readonly end?: { readonly lines: number; readonly hash: string };
  readonly entry?: Entry;
}

/** Counts and hashes lines; what JSON may write in two ways makes no difference. */
function createSeal() {
  const hash = createHash('sha256');
  let lines = 0;
  return {
    add: (line: StoreLine): void => {
      lines += 1;
      hash.update(`${canonicalJson(line)}\n`);
    },
    end: () => ({ lines, hash: `sha256:${hash.digest('hex')}` }),
  };
}

function* contentLines({ head, result, rules, records, pinned }: Run): Generator<StoreLine> {
  yield { head };
  yield { result: { ...result, reps: [] } };
  yield { rules };
  for (const file of pinned) yield { pinned: file };
  for (const rep of result.reps) {
    yield { rep: { ...rep, findings: [] } };
    for (const finding of rep.findings) yield { finding };
  }
  for (const record of records) yield { record };
}

/** A run as it leaves the store. */
export function* runLines(run: Run): Generator<StoreLine> {
  const seal = createSeal();
  for (const line of contentLines(run)) {
    seal.add(line);
    yield line;
  }
  yield { end: seal.end() };
}

interface Gathered {
  readonly head: Run['head'];
  result: Run['result'] | undefined;
  rules: Run['rules'];
  readonly pinned: PinnedFile[];
  readonly reps: { readonly rep: RepResult; readonly findings: Finding[] }[];
  readonly records: JudgedRecord[];
  readonly seal: ReturnType<typeof createSeal>;
}

const begin = (head: Run['head']): Gathered => ({
  head,
  result: undefined,
  rules: [],
  pinned: [],
  reps: [],
  records: [],
  seal: createSeal(),
});

function take(run: Gathered, line: StoreLine): void {
  run.seal.add(line);
  if (line.result !== undefined) run.result = line.result;
  if (line.rules !== undefined) run.rules = line.rules;
  if (line.pinned !== undefined) run.pinned.push(line.pinned);
  if (line.rep !== undefined) run.reps.push({ rep: line.rep, findings: [] });
  if (line.finding !== undefined) run.reps.at(-1)?.findings.push(line.finding);
  if (line.record !== undefined) run.records.push(line.record);
}

function finish({ head, result, rules, pinned, reps, records }: Gathered): Run | undefined {
  if (result === undefined) return undefined;
  const owners = reps.map(({ rep, findings }) => ({ ...rep, findings }));
  return { head, result: { ...result, reps: owners }, rules, records, pinned };
}

/** A run as its lines gave it; `undefined` for one that is not whole, or was changed. */
export interface GatheredRun {
  readonly id: string;
  readonly run: Run | undefined;
}

/** Puts runs together from their lines, one at a time: `take` gives a run with its last line. */
export function createGatherer() {
  let open: Gathered | undefined;
  return {
    take: (line: StoreLine): GatheredRun | undefined => {
      if (line.head !== undefined) open = begin(line.head);
      if (open === undefined) return undefined;
      if (line.end === undefined) {
        take(open, line);
        return undefined;
      }
      const { lines, hash } = open.seal.end();
      const isWhole = line.end.lines === lines && line.end.hash === hash;
      const done = { id: open.head.id, run: isWhole ? finish(open) : undefined };
      open = undefined;
      return done;
    },
    /** The run whose end never came. */
    rest: (): GatheredRun | undefined => open && { id: open.head.id, run: undefined },
  };
}
