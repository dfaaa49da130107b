import { type Certainty, spanOf } from './engagement.ts';
import type { Subject } from './fact.ts';
import type { DealPerson } from './people-on-deal.ts';
import { journeyOf, stretchAt } from './stage-moves.ts';

/** Wrote to us at least once; mail of unknown direction may have been that. */
const hasWritten = ({ participation }: DealPerson): Certainty =>
  participation === null
    ? false
    : participation.inboundAt !== null
      ? true
      : participation.unclear.length > 0
        ? undefined
        : false;

/** Took part in enough stretches of the deal's journey, from the first sign of them to the latest. */
function isAcrossStages({ participation }: DealPerson, subject: Subject): Certainty {
  const span = participation === null ? null : spanOf(participation);
  if (span === null) return false;
  const { moves } = journeyOf(subject);
  if (moves === undefined) return undefined;
  const { stages } = subject.world.buyingRoles.championBehavior;
  return stretchAt(moves, span[1]) - stretchAt(moves, span[0]) + 1 >= stages;
}

/**
 * Champion by recorded role; or, by behavior, somebody without a recorded role who keeps meeting us, writes to us, and
 * does so from one stage into the next. Whoever is recorded as something else is that.
 */
export function behavesAsChampion(person: DealPerson, subject: Subject): Certainty {
  const { buyingRoles } = subject.world;
  if (buyingRoles.isChampion(person.roles)) return true;
  if (person.isRoleHidden) return undefined;
  if (person.roles.length > 0) return false;
  const met = person.participation?.met.length ?? 0;
  const signs = [met >= buyingRoles.championBehavior.meetings, hasWritten(person), isAcrossStages(person, subject)];
  return signs.includes(false) ? false : signs.includes(undefined) ? undefined : true;
}
