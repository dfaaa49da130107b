import type { Standpoint } from '../certify/path.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { grownBytes } from '../lib/grown.ts';
import type { AuditRecord } from '../model/records.ts';
import { evidenceOfAll } from '../score/evidence.ts';
import { bitOf, hasCostlyFailure, type Marks } from '../score/marks.ts';
import type { FailingRecord } from '../score/path/path.ts';
import { type Entry, fingerprintOf } from './entries.ts';
import { type AuditRequest, isDecisive } from './request.ts';

interface HeldRecord extends FailingRecord {
  readonly id: string;
}

/** Records on which something fails, by the rep who could mend them: what paths to a certificate are found from. */
export interface Failing {
  /** Keeps a copy of the marks where there is something to mend. */
  readonly add: (entry: Entry, record: AuditRecord, marks: Marks) => void;
  readonly of: (entry: Entry) => Pick<Standpoint, 'evidence' | 'records' | 'isMendable' | 'fingerprintOf'>;
}

const isFailing = (marks: Marks): boolean => marks.some((mark) => hasCostlyFailure(bitOf(mark)));

const byTypeAndId = (a: HeldRecord, b: HeldRecord): number => byCodeUnit(a.type, b.type) || byCodeUnit(a.id, b.id);

/** The records of one rep, with the marks of all of them in one piece: a third of what they take one by one. */
function startHeld() {
  const records: Omit<HeldRecord, 'marks'>[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  return {
    add: (record: (typeof records)[number], marks: Marks): void => {
      const start = records.length * marks.length;
      bytes = grownBytes(bytes, start + marks.length);
      bytes.set(marks, start);
      records.push(record);
    },
    /** `each` marks stand for a record. */
    inOrder: (each: number): readonly HeldRecord[] =>
      records.map((record, at) => ({ ...record, marks: bytes.subarray(at * each, (at + 1) * each) })).sort(byTypeAndId),
  };
}

export function createFailing(request: AuditRequest): Failing {
  const { rulebook, rubrics } = request;
  const evidence = evidenceOfAll(rubrics, rulebook.rules);
  const held = new Map<string, ReturnType<typeof startHeld>>();
  const isCertified = ({ kind }: Entry): boolean => kind === 'user' && isDecisive(request);
  return {
    add: (entry, { type, id }, marks) => {
      if (!isCertified(entry) || !isFailing(marks)) return;
      const own = held.get(entry.key) ?? startHeld();
      held.set(entry.key, own);
      own.add({ type, id: id ?? '' }, marks);
    },
    of: ({ key }) => {
      const records = held.get(key)?.inOrder(rulebook.rules.length) ?? [];
      return {
        evidence,
        records,
        isMendable: (place) => rulebook.rules[place]?.isLasting !== true,
        fingerprintOf: (record, place) => {
          const { type = 'lead', id = '' } = records[record] ?? {};
          return fingerprintOf(rulebook.rules[place]?.id ?? '', { type, id });
        },
      };
    },
  };
}
