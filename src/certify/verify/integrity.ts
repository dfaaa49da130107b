import type { Certificate } from '../../model/certificate.ts';
import { sealEntry, verifyChain } from '../../model/chain.ts';
import type { Entry } from '../../model/ledger.ts';
import { certificateText } from '../certificate-text.ts';
import { decisionDraft, decisionId } from '../decision-entry.ts';
import { isSignedBy, publicFingerprint } from '../keys.ts';
import { certificateParts, partsOf, signedText } from '../parts.ts';
import { type Check, fails, holds, skipped } from './check.ts';

/** Where two texts part, as line and column. */
function parting(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Byte for byte as it is written: nothing is hidden in blanks, escapes or the order of keys. */
function formCheck(certificate: Certificate, text: string): Check {
  const written = certificateText(certificate);
  if (text === written) return holds('form', 'written as certify writes it');
  return fails('form', `not written as certify writes it, from ${parting(text, written)} on`);
}

function partsCheck({ content, parts }: Certificate): readonly Check[] {
  const own = partsOf(content);
  const changed = certificateParts.filter((part) => own[part] !== parts[part]);
  if (changed.length === 0) return [holds('parts', `${certificateParts.length} parts match their hashes`)];
  return changed.map((part) =>
    fails(`part ${part}`, 'its content does not match its hash: one of the two was changed'),
  );
}

const idCheck = ({ id, content, parts }: Certificate): Check =>
  id === decisionId(content, parts)
    ? holds('id', `${id} names this decision`)
    : fails('id', `${id} is not the id of this decision`);

/** The entry of the ledger as the certificate tells it; `undefined` where it cannot have been one. */
function entryIn({ content, parts, ledger }: Certificate): Entry {
  const { seq, at, rep, previous } = ledger;
  const draft = { ...decisionDraft(content, parts), rep, at };
  const before = { seq: seq - 1, kind: 'decision', rep, at, body: null, previous, hash: previous } as const;
  return { ...sealEntry(draft, before) };
}

function entryCheck(certificate: Certificate): Check {
  const { ledger, content } = certificate;
  const { id, email, name } = content.subject.rep;
  if (ledger.rep !== (id ?? email ?? name ?? '')) return fails('ledger entry', 'it is about somebody else');
  return entryIn(certificate).hash === ledger.hash
    ? holds('ledger entry', `entry ${ledger.seq} records this decision`)
    : fails('ledger entry', `the hash of entry ${ledger.seq} is not that of this decision`);
}

function signatureCheck(certificate: Certificate): Check {
  const { signature } = certificate;
  if (signature === null) return fails('signature', 'there is none');
  if (publicFingerprint(signature.publicKey) !== signature.key)
    return fails('signature', 'the key in it does not have the fingerprint that it names');
  return isSignedBy(signature.publicKey, signedText(certificate), signature.value)
    ? holds('signature', `made with the key ${signature.key}`)
    : fails('signature', 'it was not made over this certificate with the key that it names');
}

/** Everything that can be told from the certificate alone. */
export const integrityChecks = (certificate: Certificate, text: string): readonly Check[] => [
  formCheck(certificate, text),
  ...partsCheck(certificate),
  idCheck(certificate),
  entryCheck(certificate),
  signatureCheck(certificate),
];

/** The certificate against a ledger: an unbroken chain in which its entry stands where it says. */
export function ledgerCheck({ ledger }: Certificate, entries: readonly Entry[] | undefined): readonly Check[] {
  if (entries === undefined) return [skipped('ledger', 'no store or ledger was given: --store, --ledger FILE')];
  const broken = verifyChain(entries).map(({ message }) => fails('ledger', message));
  const entry = entries.find(({ seq }) => seq === ledger.seq);
  if (entry === undefined)
    return [...broken, fails('ledger', `it has no entry ${ledger.seq}: cut off, or another one`)];
  if (entry.hash !== ledger.hash) return [...broken, fails('ledger', `its entry ${ledger.seq} is another one`)];
  return broken.length > 0
    ? broken
    : [holds('ledger', `unbroken, ${entries.length} entries; ${ledger.seq} is this one`)];
}
