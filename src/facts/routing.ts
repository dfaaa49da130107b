import { defineFact, type Shape, type Subject } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { owner } from './owner.ts';
import { recordAt } from './record-at.ts';
import { namesAccount, routeOn, turningDays } from './routes.ts';
import type { Route } from './world.ts';

const provides = {
  applies: { type: 'boolean', about: 'The routing policy speaks of records of this type' },
  route: { type: 'text', label: 'Route', about: 'Name of the first route in force that the record matches' },
  expected: { type: 'text', label: 'Expected owner', about: 'The owner that this route names' },
  isRight: { type: 'boolean', about: 'The owner is the one that the route names' },
  isExcepted: { type: 'boolean', about: 'A reason for another owner is on record', field: 'routingException' },
  namesAccount: { type: 'boolean', about: 'This route speaks of certain accounts by name' },
  since: {
    type: 'instant',
    label: 'Owner since',
    about: 'When the record was routed: when it was created, or when the present owner got it',
  },
  sinceNotAfter: {
    type: 'instant',
    about: 'The latest moment at which the record can have been routed: known even where changes of owner are not',
  },
  movedAt: {
    type: 'instant',
    label: 'Routing moved',
    about:
      'Since when routing names another owner, though it did name the present one after the record was routed: the route changed, or a field that it reads; blank when it did not move',
  },
} as const;

const QUEUE = 'queue:';

const isSame = (known: string | null | undefined, wanted: string): boolean | undefined =>
  known === undefined ? undefined : known?.toLowerCase() === wanted;

/**
 * Whether the owner is the one that a route names: `queue:Name`, an e-mail address, an id or a name. An owner of whom
 * that is not known can be neither confirmed nor denied; a queue is nobody's address.
 */
function matches(expected: string, { id, name, email, kind }: Shape<typeof owner.provides>): boolean | undefined {
  if (expected.startsWith(QUEUE)) {
    const wanted = expected.slice(QUEUE.length).trim();
    return kind !== 'queue' ? false : name === undefined ? undefined : name === wanted;
  }
  const wanted = expected.toLowerCase();
  if (id === expected) return true;
  if (!wanted.includes('@')) return isSame(name, wanted);
  return isSame(email, wanted) ?? (kind === 'user' ? undefined : false);
}

function isNamedBy({ owners }: Route, shape: Shape<typeof owner.provides>): boolean | undefined {
  if (shape.kind === undefined) return undefined;
  const answers = owners.map((expected) => matches(expected, shape));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

const latest = (...instants: readonly (number | null | undefined)[]): number | null =>
  instants.reduce<number | null>((best, at) => (at && (best === null || at > best) ? at : best), null);

/** What was so from a moment on, until the next. */
interface Spell {
  readonly at: number;
  readonly isRight: boolean | undefined;
}

/**
 * Replays the policy from the moment that a record was routed: as its fields stood and the routes were in force at each
 * change of either.
 */
function replay(subject: Subject, routes: readonly Route[], since: number): readonly Spell[] {
  const { record, world } = subject;
  const { zone } = world.calendar;
  const shape = owner.of(subject);
  const changes = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined);
  const turns = [...changes.map(({ at }) => at), ...turningDays(routes).map((day) => zone.startOfDay(day))];
  const moments = [since, ...turns.filter((at) => at > since && at <= world.asOf)];
  return [...new Set(moments)]
    .sort((a, b) => a - b)
    .map((at) => {
      const then = { record: recordAt(record, changes, at, zone), world };
      const route = routeOn(then, routes, zone.toDay(at));
      return { at, isRight: route === undefined ? undefined : isNamedBy(route, shape) };
    });
}

/** When the record was routed; not known where it may have changed hands unseen. */
const routedAt = ({ createdAt }: Subject['record'], since: number | null | undefined): number | null | undefined =>
  since === undefined ? undefined : latest(createdAt, since);

/**
 * Where it is not known when the present owner got the record: whoever was never right since it was created was not right
 * either when they got it.
 */
function movedUnseen(subject: Subject, routes: readonly Route[]): null | undefined {
  const { record } = subject;
  if (typeof record.createdAt !== 'number') return undefined;
  return replay(subject, routes, record.createdAt).every(({ isRight }) => isRight === false) ? null : undefined;
}

/** An owner who was never right was misrouted; one who was right at first was left behind when routing moved. */
function movedAt(
  subject: Subject,
  routes: readonly Route[],
  since: number | null | undefined,
): number | null | undefined {
  if (since === null) return null;
  // What the fields that routes read held before cannot be told.
  if (!subject.world.has(`${subject.record.type}History`)) return undefined;
  if (since === undefined) return movedUnseen(subject, routes);
  const spells = replay(subject, routes, since);
  const wrongFrom = spells.findLastIndex(({ isRight }) => isRight !== false) + 1;
  if (spells.some(({ isRight }) => isRight === true)) return spells[wrongFrom]?.at ?? null;
  return spells.some(({ isRight }) => isRight === undefined) ? undefined : null;
}

const unknown = {
  route: undefined,
  expected: undefined,
  isRight: undefined,
  since: undefined,
  sinceNotAfter: undefined,
  movedAt: undefined,
};

/** Whether a reason for another owner is on record; where the CRM has no field for one, there is none. */
function isExceptedBy({ record, world }: Subject): boolean | undefined {
  const { routingException } = record;
  if (routingException === undefined) return world.hasField(record.type, 'routingException') ? undefined : false;
  return routingException !== null;
}

/** Ownership against the routing policy. Where no route matches there is nothing to be right or wrong about. */
export const routing = defineFact({
  name: 'routing',
  on: ['lead', 'deal'],
  about: 'Ownership against the routing policy (routing.yaml), as it stood when the record was routed and as it stands',
  reads: ['record.ownerId', 'record.createdAt', 'record.routingException', 'routing'],
  parts: ['people', 'history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const isExcepted = isExceptedBy(subject);
    const routes = world.routing?.[record.type];
    const applies = routes === undefined ? undefined : routes.length > 0;
    const accounts = routes?.some(namesAccount) ?? false;
    const route = routeOn(subject, routes ?? [], world.today);
    if (route === undefined) return { ...unknown, applies, isExcepted, namesAccount: accounts ? undefined : false };
    const shape = owner.of(subject);
    const isRight = isNamedBy(route, shape);
    const since = routedAt(record, shape.since);
    return {
      applies,
      route: route.name,
      expected: route.owners.join(', '),
      isRight,
      isExcepted,
      namesAccount: namesAccount(route),
      since,
      sinceNotAfter: since ?? record.modifiedAt,
      movedAt: isRight === false ? movedAt(subject, routes ?? [], since) : isRight && null,
    };
  },
});
