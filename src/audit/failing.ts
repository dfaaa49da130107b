import type { Standpoint } from '../certify/path.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditRecord } from '../model/records.ts';
import { evidenceOfAll } from '../score/evidence.ts';
import { bitOf, hasCostlyFailure, type Marks } from '../score/marks.ts';
import type { FailingRecord } from '../score/path/path.ts';
import { type Entry, fingerprintOf } from './entries.ts';
import { type AuditRequest, isDecisive } from './request.ts';

interface Held extends FailingRecord {
  readonly id: string;
}

/** Records on which something fails, by the rep who could mend them: what paths to a certificate are found from. */
export interface Failing {
  /** Keeps a copy of the marks where there is something to mend. */
  readonly add: (entry: Entry, record: AuditRecord, marks: Marks) => void;
  readonly of: (entry: Entry) => Pick<Standpoint, 'evidence' | 'records' | 'isMendable' | 'fingerprintOf'>;
}

const isFailing = (marks: Marks): boolean => marks.some((mark) => hasCostlyFailure(bitOf(mark)));

const inOrder = (a: Held, b: Held): number => byCodeUnit(a.type, b.type) || byCodeUnit(a.id, b.id);

export function createFailing(request: AuditRequest): Failing {
  const { rulebook, rubrics } = request;
  const evidence = evidenceOfAll(rubrics, rulebook.rules);
  const held = new Map<string, Held[]>();
  const isCertified = ({ kind }: Entry): boolean => kind === 'user' && isDecisive(request);
  return {
    add: (entry, { type, id }, marks) => {
      if (!isCertified(entry) || !isFailing(marks)) return;
      const records = held.get(entry.key) ?? [];
      if (records.length === 0) held.set(entry.key, records);
      records.push({ type, id: id ?? '', marks: marks.slice() });
    },
    of: ({ key }) => {
      const records = [...(held.get(key) ?? [])].sort(inOrder);
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
