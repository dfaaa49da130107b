import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { findSigningKey }, { storeAddress }, { readLedger }, { revocationsOf }, { showPage }, safe] =
    await Promise.all([
      import('../workbench.ts'),
      import('../signing-key.ts'),
      import('../open-store.ts'),
      import('../open-ledger.ts'),
      import('../../certify/verify/revocations.ts'),
      import('../show.ts'),
      import('../../lib/escape.ts'),
    ]);
  const config = openConfig(typed, io);
  const own = findSigningKey(typed, config, io)?.fingerprint;
  const entries = await readLedger(storeAddress(typed, config, io), [], (store) => store.entries(['revocation']));
  const revoked = revocationsOf(entries).filter(({ fingerprint }) => fingerprint !== undefined);
  const fingerprints = new Set([
    ...config.trustedKeys.map(({ fingerprint }) => fingerprint),
    ...revoked.flatMap(({ fingerprint }) => fingerprint ?? []),
    ...(own === undefined ? [] : [own]),
  ]);
  const keys = [...fingerprints].map((fingerprint) => {
    const listed = config.trustedKeys.find((one) => one.fingerprint === fingerprint);
    const revocation = revoked.find((one) => one.fingerprint === fingerprint);
    return {
      fingerprint,
      owner: listed?.owner ?? null,
      from: listed?.from ?? null,
      until: listed?.until ?? null,
      revoked: listed?.revoked ?? revocation?.at.slice(0, 10) ?? null,
      isTrusted: listed !== undefined && listed.revoked === null && revocation === undefined,
      signsHere: fingerprint === own,
    };
  });
  const line = (key: (typeof keys)[number]): string => {
    const about = [
      key.revoked !== null ? `revoked on ${key.revoked}` : key.isTrusted ? 'trusted' : 'not among trusted-keys',
      key.owner ?? '',
      key.from === null ? '' : `from ${key.from}`,
      key.until === null ? '' : `until ${key.until}`,
      key.signsHere ? 'signs here' : '',
    ];
    return `${key.fingerprint}  ${about.filter(Boolean).join(', ')}\n`;
  };
  showPage(typed, io, {
    data: { schemaVersion: 1, keys },
    page: () =>
      keys.length === 0
        ? 'No keys: threadcount keys new makes one.\n'
        : safe.terminalSafe(keys.map(line).join(''), { newlines: 'keep' }),
  });
  return EXIT.done;
}

export const keysList: Command = {
  name: 'keys list',
  summary: 'The keys that certificates are signed with and trusted by, by fingerprint; never a private key',
  options: [
    {
      flags: '--key <file>',
      about: 'The key that signs (default: THREADCOUNT_SIGNING_KEY, .threadcount/signing-key.pem)',
    },
    option.store,
    option.format,
    ...common,
  ],
  examples: ['threadcount keys list', 'threadcount keys list --format json'],
  run,
};
