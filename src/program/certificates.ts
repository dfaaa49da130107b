import * as z from 'zod';
import { SourceError } from '../lib/errors.ts';
import { formatDay, parseInstant } from '../lib/time.ts';
import type { Zone } from '../lib/time-zone.ts';
import { certificationVerdicts } from '../model/audit-result.ts';
import type { Certified } from '../model/certification-record.ts';
import type { Entry } from '../model/ledger.ts';
import type { Somebody } from '../model/outcome.ts';
import { areSame, isSame } from './who.ts';

const label = z.string().nullable().default(null);

/** What is read of a decision; whatever else an entry holds is of no matter here. */
const content = z.looseObject({
  subject: z.looseObject({ rep: z.looseObject({ id: label, name: label, email: label }) }),
  decision: z.looseObject({
    certification: z.looseObject({ id: z.string(), title: z.string() }),
    verdict: z.enum(certificationVerdicts),
    total: z.number(),
    threshold: z.number(),
    evaluator: z.string(),
    validUntil: z.string().nullable(),
  }),
  criteria: z.array(z.looseObject({ id: z.string(), level: z.number().nullable() })),
  standards: z.looseObject({
    rubric: z.looseObject({ version: z.string() }),
    packs: z.array(z.looseObject({ id: z.string(), version: z.string() })),
  }),
});

const decisionBody = z.union([
  z.looseObject({ id: z.string().optional(), content }),
  content.transform((own) => ({ id: undefined, content: own })),
]);

const revocationBody = z.looseObject({ certificate: z.string() });

const dayOf = ({ at }: Entry, zone: Zone): string => formatDay(zone.toDay(parseInstant(at, zone) ?? 0));

function certifiedOf(entry: Entry, zone: Zone): Certified {
  const read = decisionBody.safeParse(entry.body);
  if (!read.success)
    throw new SourceError({ message: `entry ${entry.seq} of the ledger is no decision that this version knows` });
  const { subject, decision, criteria, standards } = read.data.content;
  const { id, name, email } = subject.rep;
  return {
    seq: entry.seq,
    id: read.data.id ?? `TC-${entry.hash.slice('sha256:'.length, 'sha256:'.length + 12).toUpperCase()}`,
    rep: entry.rep,
    who: { id, name, email },
    certification: decision.certification.id,
    title: decision.certification.title,
    verdict: decision.verdict,
    total: decision.total,
    threshold: decision.threshold,
    evaluator: decision.evaluator,
    levels: Object.fromEntries(criteria.map((one) => [one.id, one.level])),
    decidedOn: dayOf(entry, zone),
    validUntil: decision.validUntil,
    revokedOn: null,
    rubricVersion: standards.rubric.version,
    packs: standards.packs.map((pack) => ({ id: pack.id, version: pack.version })),
  };
}

/** Every decision of a ledger up to a moment, in its order, with the day on which it was revoked, if it was. */
export function certificationsOf(entries: readonly Entry[], asOf: number, zone: Zone): readonly Certified[] {
  const past = entries.filter(({ at }) => (parseInstant(at, zone) ?? 0) <= asOf);
  const revoked = new Map(
    past
      .filter(({ kind }) => kind === 'revocation')
      .flatMap((entry) => {
        const read = revocationBody.safeParse(entry.body);
        return read.success ? [[read.data.certificate, dayOf(entry, zone)] as const] : [];
      }),
  );
  return past
    .filter(({ kind }) => kind === 'decision')
    .map((entry) => {
      const one = certifiedOf(entry, zone);
      return { ...one, revokedOn: revoked.get(one.id) ?? revoked.get(entry.hash) ?? null };
    });
}

export const isOf = ({ rep, who }: Certified, somebody: Somebody): boolean =>
  isSame(rep, somebody) || areSame(who, somebody);

/** The decision that counts on a day: the latest; one that found too little evidence takes nothing away. */
export function standingOn(own: readonly Certified[], day: string): Certified | undefined {
  return own.findLast(({ decidedOn, verdict }) => decidedOn <= day && verdict !== 'insufficient-evidence');
}

/** The certificate that somebody held on a day: not expired, not revoked, and not lost by a later decision. */
export function inForceOn(own: readonly Certified[], day: string): Certified | undefined {
  const last = standingOn(own, day);
  if (last === undefined || (last.verdict !== 'certified' && last.verdict !== 'provisional')) return undefined;
  const isOver =
    (last.validUntil !== null && last.validUntil < day) || (last.revokedOn !== null && last.revokedOn <= day);
  return isOver ? undefined : last;
}
