import type { SigningKey } from '../../certify/keys.ts';
import { EXIT, SourceError, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { Entry } from '../../model/ledger.ts';
import type { Store } from '../../stores/store.ts';
import { askOne } from '../ask.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import type { Workbench } from '../workbench.ts';
import type { WholeFiles } from '../write-whole.ts';
import type { Asked } from './asked.ts';
import type { Drafted } from './decide-case.ts';

/** The key to sign with. Without one nothing is decided, unless an unsigned record is asked for. */
async function keyFor(typed: Typed, { config }: Workbench, io: Io): Promise<SigningKey | undefined> {
  if (isGiven(typed, 'unsigned')) return undefined;
  const { findSigningKey } = await import('../signing-key.ts');
  const key = findSigningKey(typed, config, io);
  if (key === undefined)
    throw new UserError({
      message: 'there is no key to sign with',
      hint: 'threadcount keys new makes one; --unsigned records the decision without a signature',
    });
  const listed = config.trustedKeys.find(({ fingerprint }) => fingerprint === key.fingerprint);
  if (listed?.revoked)
    throw new UserError({
      message: `the key ${key.fingerprint} was revoked on ${listed.revoked}: nothing it signs is trusted`,
      hint: 'threadcount keys new makes another',
    });
  return key;
}

async function refuseRevoked(key: SigningKey | undefined, store: Store): Promise<void> {
  if (key === undefined) return;
  const { revocationsOf } = await import('../../certify/verify/revocations.ts');
  const found = revocationsOf(await store.entries(['revocation'])).find(
    ({ fingerprint }) => fingerprint === key.fingerprint,
  );
  if (found !== undefined)
    throw new UserError({
      message: `the key ${key.fingerprint} was revoked on ${found.at.slice(0, 10)}: ${found.reason}`,
      hint: 'threadcount keys new makes another',
    });
}

/** Shows the decision, and asks where nobody has said yes beforehand. */
async function isConfirmed(typed: Typed, { content }: Drafted, io: Io): Promise<boolean> {
  const [{ decisionPage }, { widthOf, wantsColor }] = await Promise.all([
    import('../../pages/certificate.ts'),
    import('../terminal.ts'),
  ]);
  const isShown = !isGiven(typed, 'quiet') && oneOf(typed, 'format') !== 'json';
  const isColored = wantsColor(io, typed.options.color !== false);
  if (isShown) io.stdout.write(decisionPage(content, { width: widthOf(io), isColored }));
  await io.stdout.drain?.();
  if (isGiven(typed, 'yes')) return true;
  return (await askOne('Record this decision in the ledger?', ['yes', 'no'], io)) === 'yes';
}

/** Everything that is written beside the ledger: the certificate in its forms, the evidence, the proposals. */
async function contentsOf(typed: Typed, certificate: Certificate, { evidence }: Drafted) {
  const [{ formsOf }, { writeBundle }, { proposalsFor }] = await Promise.all([
    import('./outputs.ts'),
    import('../../stores/bundle.ts'),
    import('./proposals.ts'),
  ]);
  const forms = formsOf(allOf(typed, 'output'));
  const certificates = await Promise.all(forms.map((form) => form.render(certificate)));
  return [
    ...certificates,
    ...(oneOf(typed, 'evidence') === undefined ? [] : [writeBundle(evidence)]),
    ...(oneOf(typed, 'proposals') === undefined ? [] : [proposalsFor(certificate, evidence.run.result)]),
  ];
}

/** Once the decision is in the ledger, what cannot be written can be written by running it again. */
function writeFiles(files: WholeFiles, contents: readonly (string | Uint8Array)[], { seq }: Entry): void {
  try {
    files.write(contents);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const hint = `the decision is recorded as entry ${seq}; run the same again to write its files`;
    throw new SourceError(
      error.problems.map((problem) => ({ ...problem, hint })),
      { cause: error },
    );
  }
}

async function record(drafted: Drafted, store: Store, io: Io) {
  const [{ decisionDraft }, { partsOf }, { formatInstant }] = await Promise.all([
    import('../../certify/decision-entry.ts'),
    import('../../certify/parts.ts'),
    import('../../lib/time.ts'),
  ]);
  const draft = decisionDraft(drafted.content, partsOf(drafted.content));
  return store.appendOnce({ ...draft, at: formatInstant(io.now()) });
}

async function tell(typed: Typed, certificate: Certificate, isNew: boolean, io: Io): Promise<void> {
  if (oneOf(typed, 'format') === 'json') {
    const { certificateText } = await import('../../certify/certificate-text.ts');
    io.stdout.write(certificateText(certificate));
    return;
  }
  if (isGiven(typed, 'quiet')) return;
  const { verificationLine } = await import('../../model/certificate.ts');
  io.stdout.write(`\n${isNew ? 'Recorded' : 'Recorded already'}: ${verificationLine(certificate)}\n`);
}

interface Desk {
  readonly bench: Workbench;
  readonly asked: Asked;
  readonly key: SigningKey | undefined;
  readonly files: WholeFiles;
}

async function certifyIn(store: Store, { bench, asked, key, files }: Desk, typed: Typed, io: Io): Promise<number> {
  const [{ draftDecision }, { sealCertificate }] = await Promise.all([
    import('./decide-case.ts'),
    import('../../certify/seal.ts'),
  ]);
  await refuseRevoked(key, store);
  const drafted = await draftDecision(typed, bench, asked, { store, io });
  if (!(await isConfirmed(typed, drafted, io))) {
    io.stderr.write('nothing was recorded\n');
    return EXIT.done;
  }
  const { entry, isNew } = await record(drafted, store, io);
  const certificate = sealCertificate(drafted.content, entry, key);
  writeFiles(files, await contentsOf(typed, certificate, drafted), entry);
  await tell(typed, certificate, isNew, io);
  return EXIT.done;
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { storeAddress, withStore }, { askedOf }, { formsOf }, { openWhole }, { checkFormat }] =
    await Promise.all([
      import('../workbench.ts'),
      import('../open-store.ts'),
      import('./asked.ts'),
      import('./outputs.ts'),
      import('../write-whole.ts'),
      import('../show.ts'),
    ]);
  checkFormat(typed);
  formsOf(allOf(typed, 'output'));
  const bench = openWorkbench(typed, io);
  const asked = askedOf(typed, bench.request.rubrics, io);
  const key = await keyFor(typed, bench, io);
  const named = [...allOf(typed, 'output'), oneOf(typed, 'evidence'), oneOf(typed, 'proposals')];
  const files = openWhole(
    named.filter((file) => file !== undefined),
    io.cwd,
  );
  try {
    const address = storeAddress(typed, bench.config, io);
    return await withStore(address, {}, (store) => certifyIn(store, { bench, asked, key, files }, typed, io));
  } finally {
    files.discard();
  }
}

export const certify: Command = {
  name: 'certify',
  summary: 'Decide on one rep, show the decision, record it in the ledger, and sign the certificate',
  options: [
    { flags: '--rep <who>', about: 'Who is certified: e-mail, name or id' },
    { flags: '--certification <id>', about: 'Which certification: crm-hygiene or multi-threading' },
    { flags: '--evaluator <who>', about: 'Who answers for the decision, and is not the rep' },
    { flags: '--yes', about: 'Record without asking; needed where there is no terminal' },
    {
      flags: '--output <file>',
      about: 'Also write the certificate: .json (which verify checks), .md, .html, .pdf',
      isRepeatable: true,
    },
    { flags: '--evidence <file>', about: 'Also write the evidence, from which verify decides again' },
    { flags: '--proposals <file>', about: 'Also write the fixes of the cheapest path as a CSV to review and import' },
    {
      flags: '--key <file>',
      about: 'Sign with this key (default: THREADCOUNT_SIGNING_KEY, .threadcount/signing-key.pem)',
    },
    { flags: '--unsigned', about: 'Record the decision without a signature' },
    {
      flags: '--sample [n]',
      about: 'Decide on a sample of up to n leads and n deals (12), by status and stage, in place of all records',
    },
    option.seed,
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.store,
    option.format,
    option.quiet,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount certify --rep priya.raman@brightwater.example --certification crm-hygiene --evaluator helen.marchetti@brightwater.example',
    'threadcount certify --rep "Tom Halvorsen" --certification crm-hygiene --evaluator "Helen Marchetti" --yes --output tom.json --output tom.md --evidence tom.evidence --proposals tom.csv',
    'threadcount certify --rep ana@acme.example --certification multi-threading --evaluator max@acme.example --sample 15 --seed 7',
  ],
  run,
};
