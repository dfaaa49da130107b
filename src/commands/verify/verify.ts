import type { Check } from '../../certify/verify/check.ts';
import type { Trust } from '../../certify/verify/trust.ts';
import type { Config } from '../../config/config.ts';
import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { Entry } from '../../model/ledger.ts';
import type { TrustedKey } from '../../model/trusted-key.ts';
import { allOf, type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

/** The ledger to hold against, if one was given: of a store, or of an export. */
async function ledgerOf(typed: Typed, config: Config, io: Io): Promise<readonly Entry[] | undefined> {
  const [exported, store] = [oneOf(typed, 'ledger'), typed.options.store];
  if (exported !== undefined && store !== undefined)
    throw new UserError({ message: '--store or --ledger, not both', hint: 'either holds the same entries' });
  if (exported !== undefined) return (await import('./read.ts')).ledgerIn(exported, io.cwd);
  if (store === undefined) return undefined;
  const { storeAddress, withStore } = await import('../open-store.ts');
  return withStore(storeAddress(typed, config, io), { mustExist: true }, (open) => open.entries());
}

/** Keys of the configuration, and those that the command line vouches for. */
function trustedKeys(typed: Typed, { trustedKeys: listed }: Config): readonly TrustedKey[] {
  const named = allOf(typed, 'trust');
  const wrong = named.filter((fingerprint) => !/^sha256:[0-9a-f]{64}$/.test(fingerprint));
  if (wrong.length > 0)
    throw new UserError(
      wrong.map((one) => ({
        message: `--trust: "${one}" is no fingerprint of a key`,
        hint: 'sha256: and 64 hexadecimal digits, as threadcount keys list shows it',
      })),
    );
  const own = named.map((fingerprint) => ({ fingerprint, owner: null, from: null, until: null, revoked: null }));
  return [...listed, ...own];
}

/** The day that is asked about, in the team's own zone. */
async function dayOf(typed: Typed, { calendar }: Config, io: Io): Promise<string> {
  const [{ createCalendar }, { formatDay, parseDay, parseInstant }] = await Promise.all([
    import('../../facts/calendar.ts'),
    import('../../lib/time.ts'),
  ]);
  const { zone } = createCalendar(calendar);
  const written = oneOf(typed, 'asOf');
  if (written === undefined) return formatDay(zone.toDay(io.now()));
  if (parseDay(written) !== undefined) return written;
  const instant = parseInstant(written, zone);
  if (instant !== undefined) return formatDay(zone.toDay(instant));
  throw new UserError({
    message: `--as-of: "${written}" is neither a date nor an instant`,
    hint: 'write 2026-11-18 or 2026-11-18T17:00:00Z',
  });
}

/** A genuine certificate by a key that is not ours, or not any more, is a matter of trust and not of tampering. */
function refuseKey({ distrust, check }: Trust, file: string): void {
  if (distrust === null) return;
  const hints = {
    unknown:
      'it is of another organization, or the key is new: ask who signed, and add the fingerprint to trusted-keys in threadcount.yaml if it is yours',
    revoked: 'certify anew with a key that is trusted',
    'out of term': 'certify anew with a key that is in its term, or correct from and until under trusted-keys',
  } as const;
  throw new UserError({ message: check.words, at: { file }, hint: hints[distrust] });
}

interface Held {
  readonly certificate: Certificate;
  readonly checks: readonly Check[];
}

async function hold(typed: Typed, io: Io): Promise<Held> {
  const [{ openConfig }, { parseCertificate }, integrity, { trustOf }, { revocationCheck, termCheck }, { textOf }] =
    await Promise.all([
      import('../workbench.ts'),
      import('../../certify/certificate-text.ts'),
      import('../../certify/verify/integrity.ts'),
      import('../../certify/verify/trust.ts'),
      import('../../certify/verify/term.ts'),
      import('./read.ts'),
    ]);
  const [file = ''] = typed.args;
  const text = textOf(file, io.cwd);
  const read = parseCertificate(text, file);
  if ('problems' in read) throw new UserError(read.problems);
  const certificate = read.value;
  const config = openConfig(typed, io);
  const keys = trustedKeys(typed, config);
  const day = await dayOf(typed, config, io);
  const entries = await ledgerOf(typed, config, io);
  const own = integrity.integrityChecks(certificate, text);
  const trust = trustOf(certificate, keys, entries);
  // What was changed comes first: whose key it would have been is then of no matter.
  if (own.every(({ holds }) => holds !== false)) refuseKey(trust, file);
  const evidence = oneOf(typed, 'evidence');
  return {
    certificate,
    checks: [
      ...own,
      trust.check,
      ...integrity.ledgerCheck(certificate, entries),
      ...revocationCheck(certificate, entries),
      termCheck(certificate, day),
      ...(evidence === undefined ? [] : (await import('./evidence.ts')).evidenceChecks(certificate, evidence, io.cwd)),
    ],
  };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ checkFormat, showPage }, { verificationPage }] = await Promise.all([
    import('../show.ts'),
    import('../../pages/verification.ts'),
  ]);
  checkFormat(typed);
  const { certificate, checks } = await hold(typed, io);
  const failed = checks.filter(({ holds }) => holds === false);
  const { id, content } = certificate;
  const { verdict, validUntil, asOf } = content.decision;
  const told = { id, rep: content.subject.rep, certification: content.decision.certification.id };
  showPage(typed, io, {
    data: { schemaVersion: 1, isValid: failed.length === 0, ...told, verdict, asOf, validUntil, checks },
    page: (options) => verificationPage(certificate, checks, options),
  });
  if (failed.length === 0) return EXIT.done;
  const { terminalSafe } = await import('../../lib/escape.ts');
  io.stderr.write(terminalSafe(`not valid: ${failed.map(({ name }) => name).join(', ')}`).concat('\n'));
  return EXIT.gateFailed;
}

export const verify: Command = {
  name: 'verify',
  summary: 'Check a certificate, offline: signature, key, every part, term; with its evidence, decide again',
  args: ['<certificate>'],
  options: [
    { flags: '--evidence <file>', about: 'What certify --evidence wrote: judge every record again and decide' },
    { flags: '--store [url]', about: 'Hold it against the ledger of this store (default: that of the configuration)' },
    { flags: '--ledger <file>', about: 'Hold it against a ledger that store export wrote' },
    {
      flags: '--trust <fingerprint>',
      about: 'Trust this key, beside trusted-keys of the configuration',
      isRepeatable: true,
    },
    { ...option.asOf, about: 'Whether it holds on this day (default: today)' },
    option.format,
    ...common,
  ],
  examples: [
    'threadcount verify tom.json',
    'threadcount verify tom.json --evidence tom.evidence --store',
    'threadcount verify tom.json --ledger backup/ledger.jsonl --as-of 2027-11-18',
  ],
  run,
};
