import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Problem } from '../lib/errors.ts';
import type { Entry } from '../model/ledger.ts';
import type { Run } from '../model/run.ts';
import { createGatherer, runLines, type StoreLine } from './run-lines.ts';

/** What a decision can be made again from: the audit with every record as it was judged, and entries of the ledger. */
export interface Evidence {
  readonly run: Run;
  /** Evaluations, appeals and rulings about the rep, in order. */
  readonly entries: readonly Entry[];
}

/** The first line: the format, its version, and the hash of every byte behind it. */
const HEAD = /^threadcount-evidence (\d+) ([0-9a-f]{64})\n/;
const VERSION = 1;

/** More than any rep's records come to; beyond, a file is made to fill memory. */
const MOST = 1 << 30;

function* linesOf({ run, entries }: Evidence): Generator<StoreLine> {
  yield* runLines(run);
  for (const entry of entries) yield { entry };
}

const textOf = (evidence: Evidence): string =>
  [...linesOf(evidence)].map((line) => `${canonicalJson(line)}\n`).join('');

const digest = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The hash that a certificate holds: over canonical JSON, so that it does not depend on how it is compressed. */
export const evidenceHash = (evidence: Evidence): string => `sha256:${digest(textOf(evidence))}`;

/** The evidence as a file. */
export function writeBundle(evidence: Evidence): Uint8Array {
  const packed = deflateRawSync(textOf(evidence));
  return Buffer.concat([Buffer.from(`threadcount-evidence ${VERSION} ${digest(packed)}\n`), packed]);
}

type Read =
  | { readonly evidence: Evidence; readonly hash: string }
  | { readonly problem: Problem; readonly isChanged: boolean };

const wrong = (message: string, hint: string, isChanged = false): Read => ({ problem: { message, hint }, isChanged });

const isLine = (value: unknown): value is StoreLine => typeof value === 'object' && value !== null;

function evidenceIn(text: string): Evidence | undefined {
  const gatherer = createGatherer();
  const entries: Entry[] = [];
  let run: Run | undefined;
  for (const written of text.split('\n')) {
    const line: unknown = written === '' ? undefined : JSON.parse(written);
    if (!isLine(line)) continue;
    if (line.entry === undefined) run = gatherer.take(line)?.run ?? run;
    else entries.push(line.entry);
  }
  return run && { run, entries };
}

/** Reads a file of evidence. What is no such file at all is told from what was changed. */
export function readBundle(bytes: Uint8Array): Read {
  const start = Buffer.from(bytes.subarray(0, 120)).toString('latin1');
  const [head, version, hash] = HEAD.exec(start) ?? [];
  if (head === undefined)
    return wrong(
      'is no evidence of Threadcount',
      'threadcount certify --evidence FILE writes it beside the certificate',
    );
  if (Number(version) !== VERSION)
    return wrong(`is evidence of version ${version}`, `this version of Threadcount reads version ${VERSION}`);
  const packed = bytes.subarray(head.length);
  if (digest(packed) !== hash) return wrong('the evidence does not match its own hash', 'take it from a backup', true);
  try {
    const text = inflateRawSync(packed, { maxOutputLength: MOST }).toString('utf8');
    const evidence = evidenceIn(text);
    if (evidence !== undefined) return { evidence, hash: `sha256:${digest(text)}` };
  } catch {
    // Below: whatever is in there, it is no evidence.
  }
  return wrong('the evidence cannot be read: it is not whole', 'take it from a backup', true);
}
