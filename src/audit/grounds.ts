import type { Grounds } from '../certify/assess.ts';
import { givenLevels } from '../certify/given.ts';
import { addSpan } from '../lib/span.ts';
import { type Day, formatDay } from '../lib/time.ts';
import type { RoleId } from '../model/roles.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Entry } from './entries.ts';
import type { AuditRequest } from './request.ts';
import { isCalled } from './scope.ts';

/** What somebody is: by their own entry in people: roles first, then by what the CRM calls their role. */
export function roleOf({ roles = [] }: AuditRequest, entry: Entry): RoleId | null {
  const own = roles.find(({ rep }) => rep !== undefined && isCalled(rep, entry));
  if (own !== undefined) return own.role;
  const title = entry.title?.trim().toLowerCase();
  return roles.find((one) => one.title !== undefined && one.title.toLowerCase() === title)?.role ?? null;
}

/** The first day in the role, where that is so lately that the rubric speaks of an early ramp. */
function rampOf({ setting }: AuditRequest, { program }: Rubric, entry: Entry, today: Day): string | null {
  const started = setting.presence.startedOn(entry);
  if (started === undefined || started > today) return null;
  return today < addSpan(started, program.provisional.earlyRamp) ? formatDay(started) : null;
}

/** What a decision on one owner stands on beside records: role, early ramp, and evaluations by somebody else. */
export function groundsOf(request: AuditRequest, rubric: Rubric, entry: Entry): Omit<Grounds, 'tallies'> {
  const { setting, evaluations = [] } = request;
  const today = setting.calendar.zone.toDay(setting.asOf);
  const own = evaluations.filter(({ rep, evaluator }) => isCalled(rep, entry) && !isCalled(evaluator, entry));
  return {
    role: roleOf(request, entry),
    started: rampOf(request, rubric, entry, today),
    given: givenLevels(rubric, own, today),
  };
}

/** The written levels of a criterion each, as areas show them. */
export const writtenLevels = ({ given = [] }: Pick<Grounds, 'given'>) =>
  Object.fromEntries(given.filter(({ kind }) => kind === 'written').map(({ criterion, level }) => [criterion, level]));
