import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Diff } from '../model/diff.ts';
import type { Digest, DigestMessage } from '../model/digest.ts';
import type { Store } from '../stores/store.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';
import type { Hush } from './redaction.ts';

/** The digest of the last two stored runs, with what must not be shown taken out. */
async function lastDigest(store: Store, hush: Hush): Promise<Digest> {
  const [{ lastBefore, openStored }, { compare }, { digestOf }] = await Promise.all([
    import('./find-run.ts'),
    import('../history/compare.ts'),
    import('../program/digest.ts'),
  ]);
  const heads = await store.runs();
  const head = heads.at(-1);
  if (head === undefined) {
    const hint = 'threadcount snapshot stores one';
    throw new UserError({ message: `the store ${store.label} holds no run`, hint });
  }
  const to = await openStored(head, store);
  const before = lastBefore(heads, head, head.asOf);
  const diff: Diff | undefined = before && compare(await openStored(before, store), to);
  const result = hush.result(to.result);
  return digestOf({ result, run: head.id, diff: diff && hush.diff(diff) });
}

/** Messages to the managers asked for, by e-mail address, name or id. */
function narrowed({ messages, ...digest }: Digest, managers: readonly string[]): Digest {
  const isFor = (who: string, { manager }: DigestMessage): boolean =>
    manager !== null &&
    [manager.id, manager.name, manager.email].some((one) => one?.toLowerCase() === who.toLowerCase());
  const missing = managers.filter((who) => !messages.some((message) => isFor(who, message)));
  const known = messages.flatMap(({ manager }) => manager?.email ?? manager?.name ?? manager?.id ?? []);
  if (missing.length > 0)
    throw new UserError(
      missing.map((who) => ({
        message: `--team: no manager "${who}" in this run`,
        hint: `there are ${known.join(', ')}`,
      })),
    );
  if (managers.length === 0) return { ...digest, messages };
  return { ...digest, messages: messages.filter((message) => managers.some((who) => isFor(who, message))) };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openConfig },
    { storeAddress, withStore },
    { hushFrom },
    { checkFormat },
    { digestMarkdown },
    files,
    { jsonText },
  ] = await Promise.all([
    import('./workbench.ts'),
    import('./open-store.ts'),
    import('./redaction.ts'),
    import('./show.ts'),
    import('../pages/digest.ts'),
    import('./digest-files.ts'),
    import('../lib/json-text.ts'),
  ]);
  const format = oneOf(typed, 'format') === undefined ? 'markdown' : checkFormat(typed, ['markdown', 'json']);
  const folder = oneOf(typed, 'output');
  if (folder !== undefined) files.checkFolder(folder, io.cwd);
  const config = openConfig(typed, io);
  const hush = hushFrom(typed, config);
  const whole = await withStore(storeAddress(typed, config, io), { mustExist: true }, (store) =>
    lastDigest(store, hush),
  );
  const digest = narrowed(whole, allOf(typed, 'team'));
  if (folder !== undefined) {
    const names = files.writeDigest(digest, folder, io.cwd);
    if (!isGiven(typed, 'quiet')) io.stdout.write(names.map((name) => `${name}\n`).join(''));
    return EXIT.done;
  }
  const text =
    format === 'json'
      ? `${jsonText(digest, 2)}\n`
      : digest.messages.map((message) => digestMarkdown(digest, message)).join('\n---\n\n');
  if (!isGiven(typed, 'quiet')) io.stdout.write(text);
  return EXIT.done;
}

export const digest: Command = {
  name: 'digest',
  summary: 'A message for each manager: what is new and worse in their team since the run before',
  options: [
    { flags: '--output <folder>', about: 'Write each message as Markdown and JSON, and digests.json that lists them' },
    option.team,
    option.store,
    { flags: '--format <name>', about: 'markdown or json on standard output (default: markdown)' },
    option.redact,
    option.quiet,
    ...common,
  ],
  examples: [
    'threadcount digest                                  from the last two stored runs',
    'threadcount digest --output digests/                files for whatever sends mail or chat messages',
    'threadcount digest --team helen@acme.example --format json',
  ],
  run,
};
