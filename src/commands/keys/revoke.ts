import { EXIT, type Problem, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

function problemsIn(fingerprint: string, texts: Readonly<Record<string, string>>): readonly Problem[] {
  const isFingerprint = /^sha256:[0-9a-f]{64}$/.test(fingerprint);
  return [
    ...(isFingerprint
      ? []
      : [{ message: `"${fingerprint}" is no fingerprint of a key`, hint: 'threadcount keys list shows them' }]),
    ...Object.entries(texts).flatMap(([name, text]): readonly Problem[] => {
      if (text === '') return [{ message: `--${name} is needed`, hint: 'threadcount keys revoke --help' }];
      return CONTROLS.test(text) ? [{ message: `--${name} holds a line end or a control character` }] : [];
    }),
  ];
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { storeAddress, withStore }, { formatInstant }] = await Promise.all([
    import('../workbench.ts'),
    import('../open-store.ts'),
    import('../../lib/time.ts'),
  ]);
  const fingerprint = (typed.args[0] ?? '').trim();
  const reason = (oneOf(typed, 'reason') ?? '').trim();
  const by = (oneOf(typed, 'by') ?? '').trim();
  const problems = problemsIn(fingerprint, { reason, by });
  if (problems.length > 0) throw new UserError(problems);
  return withStore(storeAddress(typed, openConfig(typed, io), io), {}, async (store) => {
    const body = { schemaVersion: 1, fingerprint, reason, by };
    const { entry, isNew } = await store.appendOnce({ kind: 'revocation', rep: '', at: formatInstant(io.now()), body });
    io.stdout.write(
      `${fingerprint}: ${isNew ? 'revoked' : 'revoked already'}, entry ${entry.seq} of the ledger.\n` +
        'Who verifies without this ledger has to know, too: add revoked: DATE to the key under trusted-keys.\n',
    );
    return EXIT.done;
  });
}

export const keysRevoke: Command = {
  name: 'keys revoke',
  summary: 'Take a key back: nothing that it signed is trusted any more, whenever that was',
  args: ['<fingerprint>'],
  options: [
    { flags: '--reason <words>', about: 'Why' },
    { flags: '--by <who>', about: 'Who takes it back' },
    option.store,
    ...common,
  ],
  examples: ['threadcount keys revoke sha256:5b1c… --reason "The laptop was lost" --by "Lena Fitch"'],
  run,
};
