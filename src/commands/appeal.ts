import { EXIT, type Problem, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { EntryDraft } from '../model/ledger.ts';
import { type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';

/** What was typed: a rep contests a finding, or a manager rules. */
type Asked =
  | { readonly kind: 'contest'; readonly rep: string; readonly reason: string }
  | { readonly kind: 'rule'; readonly outcome: 'upheld' | 'overturned'; readonly by: string; readonly text: string };

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** What each way of using the command needs, and what belongs to the other. */
const needs = { contest: ['rep', 'reason'], rule: ['by', 'text'] } as const;

function askedOf(typed: Typed): Asked {
  const outcomes = (['uphold', 'overturn'] as const).filter((name) => isGiven(typed, name));
  const kind = outcomes.length > 0 ? 'rule' : 'contest';
  const other = needs[kind === 'rule' ? 'contest' : 'rule'];
  const text = (name: string): string => (oneOf(typed, name) ?? '').trim();
  const problems: Problem[] = [
    ...(outcomes.length > 1 ? [{ message: '--uphold or --overturn, not both' }] : []),
    ...needs[kind]
      .filter((name) => text(name) === '')
      .map((name) => ({ message: `--${name} is needed`, hint: 'threadcount appeal --help' })),
    ...other
      .filter((name) => oneOf(typed, name) !== undefined)
      .map((name) => ({
        message: `--${name} does not go with ${kind === 'rule' ? 'a ruling' : 'contesting a finding'}`,
        hint: kind === 'rule' ? 'a ruling takes --by and --text' : 'a ruling begins with --uphold or --overturn',
      })),
    ...needs[kind]
      .filter((name) => CONTROLS.test(text(name)))
      .map((name) => ({ message: `--${name} holds a line end or a control character`, hint: 'write it on one line' })),
  ];
  if (!/^[0-9a-f]{20}$/.test(typed.args[0] ?? ''))
    problems.push({
      message: `"${typed.args[0] ?? ''}" is no fingerprint of a finding: 20 hexadecimal digits`,
      hint: 'threadcount explain RECORD shows them, and so does --format json',
    });
  if (problems.length > 0) throw new UserError(problems);
  if (kind === 'contest') return { kind, rep: text('rep'), reason: text('reason') };
  return { kind, outcome: outcomes[0] === 'uphold' ? 'upheld' : 'overturned', by: text('by'), text: text('text') };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { storeAddress, withStore }, { withProgress }, hearing, { appealsOf }, { formatInstant }] =
    await Promise.all([
      import('./workbench.ts'),
      import('./open-store.ts'),
      import('./progress.ts'),
      import('./hearing.ts'),
      import('../program/appeals.ts'),
      import('../lib/time.ts'),
    ]);
  const [{ showPage }, { terminalSafe }] = await Promise.all([import('./show.ts'), import('../lib/escape.ts')]);
  const asked = askedOf(typed);
  const { rep: _rep, ...options } = typed.options;
  const { config, request } = openWorkbench({ ...typed, options }, io);
  const address = storeAddress(typed, config, io);
  const read = withProgress(request.read, io, { isOff: typed.options.progress === false });
  const fingerprint = typed.args[0] ?? '';
  const court = await hearing.hear({ ...request, read }, fingerprint);
  // Before a store is made for it.
  if (asked.kind === 'contest') hearing.ownFinding(court, asked.rep, fingerprint);
  const mustExist = asked.kind === 'rule';
  return withStore(address, { mustExist }, async (store) => {
    const before = appealsOf(await store.entries(['appeal', 'ruling'])).get(fingerprint);
    const draft: Omit<EntryDraft, 'at'> =
      asked.kind === 'contest'
        ? hearing.contest(court, asked, { fingerprint, before })
        : hearing.rule(court, asked, { fingerprint, before });
    const entry = await store.append({ ...draft, at: formatInstant(io.now()) });
    const appeal = appealsOf(await store.entries(['appeal', 'ruling'])).get(fingerprint);
    const data = { schemaVersion: 1, entry: entry.seq, appeal };
    const done = asked.kind === 'contest' ? 'contested; it counts until somebody rules' : asked.outcome;
    const line = `${appeal?.rule} on ${appeal?.record.type} ${appeal?.record.id}: ${done}. Entry ${entry.seq} of the ledger.`;
    showPage(typed, io, { data, page: () => `${terminalSafe(line)}\n` });
    return EXIT.done;
  });
}

export const appeal: Command = {
  name: 'appeal',
  summary: 'Contest a finding; or, as a manager who is not the rep, uphold or overturn it',
  args: ['<finding>'],
  options: [
    { flags: '--rep <who>', about: 'Whose finding it is, and who contests it: e-mail, name or id' },
    { flags: '--reason <words>', about: 'Why it is wrong' },
    { flags: '--uphold', about: 'Rule that the finding stands' },
    { flags: '--overturn', about: 'Rule that the finding is wrong: it leaves the tally and counts against its rule' },
    { flags: '--by <manager>', about: 'Who rules: e-mail, name or id' },
    { flags: '--text <words>', about: 'The ruling, in words' },
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.store,
    option.format,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount appeal 3275fa0c6a30f0a164d5 --rep ana@acme.example --reason "Called on the desk phone, not logged"',
    'threadcount appeal 3275fa0c6a30f0a164d5 --overturn --by helen@acme.example --text "The call list shows it"',
    'threadcount appeals                                 what is open, upheld, overturned',
  ],
  run,
};
