import type { AuditRequest } from '../audit/request.ts';
import type { CallUsage } from '../model/dataset.ts';
import type { MirrorDraft, Mirrors } from '../model/mirror.ts';
import { mirrorLine } from '../reports/mirror-line.ts';
import type { OpenMirror } from '../stores/open-mirror.ts';
import type { Store } from '../stores/store.ts';

/** The mirror of one snapshot: what the source gets of it, and what is stored of it. */
export interface Mirroring {
  readonly mirrors: Mirrors;
  /** Everything was read: what it came to, in a line for people; `undefined` where the source keeps no mirror. */
  readonly end: (usage: CallUsage) => string | undefined;
  /** What goes to the store with the run; `undefined` where not everything was read. */
  readonly draft: () => MirrorDraft | undefined;
}

export interface MirroringOptions {
  readonly store: Store;
  readonly request: Pick<AuditRequest, 'scope' | 'only'>;
  /** `--full`: nothing that was left is used. */
  readonly isAnew: boolean;
  readonly now: () => number;
  readonly notify: (line: string) => void;
}

/** Reps, teams and rules that are asked for: whoever asks for others gets a mirror of their own. */
const scopeOf = ({ scope: { reps, teams }, only }: MirroringOptions['request']): string =>
  JSON.stringify({ reps, teams, only });

const DAMAGED = 'what the last snapshot left is damaged: everything is read anew';

/** Whoever wants no copy kept is told of one that is there. */
export const STILL_KEPT = 'the store still keeps rows that earlier snapshots read: threadcount store forget drops them';

export function startMirroring({ store, request, isAnew, now, notify }: MirroringOptions): Mirroring {
  let opened: OpenMirror | undefined;
  let calls: number | undefined;
  return {
    mirrors: {
      open: async (of) => {
        opened = await store.mirror({ of, scope: scopeOf(request), isAnew, readAt: now() });
        if (opened.isDamaged) notify(DAMAGED);
        return opened.mirror;
      },
    },
    end: ({ made }) => {
      calls = made;
      return opened && mirrorLine(opened.tally(), made);
    },
    draft: () => (calls === undefined ? undefined : opened?.draft(calls)),
  };
}
