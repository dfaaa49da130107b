import type { CertificateContent } from '../../model/certificate.ts';
import { titleFromId } from '../titles.ts';
import { counted, verdictWords } from '../words.ts';
import { cut, excerptOf, type SheetExcerpt } from './sheet.ts';

/** What comes next, in words. */
export interface PlanSheet {
  readonly title: string;
  readonly dates: readonly (readonly [string, string])[];
  readonly feedback: readonly {
    readonly title: string;
    readonly words: string;
    readonly evidence: readonly SheetExcerpt[];
  }[];
  readonly pathWords: string | null;
  readonly path: readonly (SheetExcerpt & { readonly points: string; readonly fix: string })[];
  readonly more: string | null;
  readonly practice: readonly string[];
  readonly coach: string;
  readonly sessions: readonly string[];
}

/** What there is room for on the second page. */
const ROOM = { steps: 6, evidence: 6, practice: 2, sessions: 4, feedback: 6 } as const;

/** The plan of a decision; without anything to mend it holds the reinforcement alone. */
export function planSheetOf({ plan, criteria }: CertificateContent): PlanSheet {
  const titleOf = (id: string): string => criteria.find((one) => one.id === id)?.title ?? titleFromId(id);
  const { remediation, reinforcement } = plan;
  const missed = (remediation?.feedback ?? []).slice(0, ROOM.feedback);
  const each = Math.max(1, Math.min(3, Math.floor(ROOM.evidence / Math.max(missed.length, 1))));
  const path = remediation?.path ?? [];
  const to = remediation?.pathTo ?? null;
  return {
    title: remediation === null ? 'Reinforcement plan' : 'Remediation plan',
    dates:
      remediation === null
        ? []
        : [
            ['Coaching session by', remediation.coachingBy],
            ['Certification anew by', remediation.recertifyBy],
          ],
    feedback: missed.map(({ criterion, level, words, evidence }) => ({
      title: `${titleOf(criterion)}, ${level === null ? 'no level' : `level ${level}`}`,
      words: cut(words, 330),
      evidence: evidence.slice(0, each).map(excerptOf),
    })),
    pathWords:
      to === null || path.length === 0
        ? null
        : `${counted(path.length, 'fix leads', 'fixes lead')} to ${verdictWords[to]} (${
            remediation?.isPathExact === true ? 'no smaller set does' : 'close to the smallest set'
          })`,
    path: path
      .slice(0, ROOM.steps)
      .map((step) => ({ ...excerptOf(step), points: `+${step.points.toFixed(2)}`, fix: cut(step.fix, 120) })),
    more: path.length > ROOM.steps ? `and ${counted(path.length - ROOM.steps, 'more fix', 'more fixes')}` : null,
    practice: (remediation?.practice ?? []).slice(0, ROOM.practice).map((prompt) => cut(prompt, 330)),
    coach: cut(reinforcement.coach, 60),
    sessions: reinforcement.sessions.slice(0, ROOM.sessions).map(({ on, criterion, line, records }) => {
      const named = records.map(({ type, id, name }) => `${type} ${cut(name ?? id, 40)}`).join(', ');
      return `${on}: ${titleOf(criterion)} (${cut(line, 110)})${named === '' ? '' : `, on ${named}`}`;
    }),
  };
}
