import { overRecords } from '../audit.ts';
import { SourceError } from '../lib/errors.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { JudgedRecord } from '../model/run.ts';
import { openBook } from './book.ts';
import { type Seat, startPortion } from './portion.ts';
import type { AuditRequest } from './request.ts';
import { resultOf, shareOf } from './result.ts';
import type { Share } from './share.ts';

/** The threads that an audit is shared with, as the one sees them that puts the result together. */
export interface Helpers {
  readonly count: number;
  /** Throws what has gone wrong in one of them by now. */
  readonly check: () => void;
  /** What each of them hands over in the end. Throws what has gone wrong in one of them. */
  readonly shares: () => Promise<readonly Share[]>;
}

/** Reads everything, as any thread of an audit does, and judges the owners that fall to this one. */
export const auditShare = (request: AuditRequest, seat: Seat): Promise<Share> =>
  overRecords(request, request.rulebook, (world, dataset) => {
    const records: JudgedRecord[] = [];
    const own: AuditRequest = { ...request, keep: request.keep && ((record) => void records.push(record)) };
    const book = openBook(own, world, dataset);
    const { weigh, isOwn, seal } = startPortion(seat);
    return {
      meet: weigh,
      enter: (view) => {
        if (isOwn(view)) book.enter(view);
      },
      close: (counts) => ({ ...shareOf(own, book.tear()), records, seal: seal(counts) }),
    };
  });

/** What two threads read at different moments has to be the same. */
function refuseChanged(shares: readonly Share[], seal: string): void {
  if (shares.every((share) => share.seal === seal)) return;
  throw new SourceError({
    message: 'files of the source were changed while they were read',
    hint: 'run again when nobody writes to them',
  });
}

/** Audits together with other threads, as the first of them: the same result as of `audit`, to the letter. */
export const auditTogether = (request: AuditRequest, helpers: Helpers): Promise<AuditResult> =>
  overRecords(request, request.rulebook, (world, dataset) => {
    const book = openBook(request, world, dataset);
    const { weigh, isOwn, seal } = startPortion({ number: 0, of: 1 + helpers.count });
    return {
      meet: weigh,
      enter: (view) => {
        helpers.check();
        if (isOwn(view)) book.enter(view);
        else book.pass(view);
      },
      close: async (counts) => {
        const shares = await helpers.shares();
        refuseChanged(shares, seal(counts));
        for (const { records } of shares) for (const record of records) request.keep?.(record);
        return resultOf(request, dataset, counts, book.close(shares));
      },
    };
  });
