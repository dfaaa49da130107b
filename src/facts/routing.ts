import { defineFact, type Shape, type Subject } from './fact.ts';
import { owner } from './owner.ts';
import type { Route } from './world.ts';

const provides = {
  applies: { type: 'boolean', about: 'The routing policy speaks of records of this type' },
  route: { type: 'text', label: 'Route', about: 'Name of the first route that the record matches' },
  expected: { type: 'text', label: 'Expected owner', about: 'The owner that this route names' },
  isRight: { type: 'boolean', about: 'The owner is the one that the route names' },
  isExcepted: { type: 'boolean', about: 'A reason for another owner is on record', field: 'routingException' },
  since: {
    type: 'instant',
    label: 'Owner and route since',
    about: 'Since when the present owner and this route have stood side by side',
  },
} as const;

const isInForce = ({ from, until }: Route, today: number): boolean =>
  (from === null || from <= today) && (until === null || today <= until);

/**
 * The route that decides: the first whose condition holds. A condition that cannot be told ends the search, as any
 * later match might be the wrong one.
 */
function routeOf(subject: Subject, routes: readonly Route[]): Route | undefined {
  const { today } = subject.world;
  for (const route of routes) {
    if (!isInForce(route, today)) continue;
    const holds = route.when(subject);
    if (holds === true) return route;
    if (holds === undefined) return undefined;
  }
  return undefined;
}

const QUEUE = 'queue:';

/** Whether the owner is one of those that a route names: `queue:Name`, an e-mail address, an id or a name. */
function matches(expected: string, { id, name, email, kind }: Shape<typeof owner.provides>): boolean {
  if (expected.startsWith(QUEUE)) return kind === 'queue' && name === expected.slice(QUEUE.length).trim();
  const wanted = expected.toLowerCase();
  return email === wanted || id === expected || name?.toLowerCase() === wanted;
}

/** Without the address of the owner, an owner named by address can be neither confirmed nor denied. */
function isRight(subject: Subject, { owners }: Route): boolean | undefined {
  const shape = owner.of(subject);
  if (shape.kind === undefined) return undefined;
  if (owners.some((expected) => matches(expected, shape))) return true;
  const isKnown =
    shape.kind !== 'user' || typeof shape.email === 'string' || !owners.some((name) => name.includes('@'));
  return isKnown ? false : undefined;
}

const latest = (...instants: readonly (number | null | undefined)[]): number | null =>
  instants.reduce<number | null>((best, at) => (at && (best === null || at > best) ? at : best), null);

const unknown = { route: undefined, expected: undefined, isRight: undefined, since: undefined };

/** Ownership against the routing policy. Where no route matches there is nothing to be right or wrong about. */
export const routing = defineFact({
  name: 'routing',
  on: ['lead', 'deal'],
  about: 'Ownership against the routing policy (routing.yaml)',
  reads: ['record.ownerId', 'record.createdAt', 'record.routingException', 'routing'],
  parts: ['people', 'history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const exception =
      record.routingException ?? (world.hasField(record.type, 'routingException') ? record.routingException : null);
    const isExcepted = exception === undefined ? undefined : exception !== null;
    const routes = world.routing?.[record.type];
    const applies = routes === undefined ? undefined : routes.length > 0;
    const route = routeOf(subject, routes ?? []);
    if (route === undefined) return { ...unknown, applies, isExcepted };
    const started = route.from === null ? null : world.calendar.zone.startOfDay(route.from);
    return {
      applies,
      route: route.name,
      expected: route.owners.join(', '),
      isRight: isRight(subject, route),
      isExcepted,
      since: latest(record.createdAt, owner.of(subject).since, started),
    };
  },
});
