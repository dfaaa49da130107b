import type { Subject } from './fact.ts';
import type { Route } from './world.ts';

const isInForce = ({ from, until }: Route, day: number): boolean =>
  (from === null || from <= day) && (until === null || day <= until);

/**
 * The route that decides on a day: the first in force whose condition holds. A condition that cannot be told ends the
 * search, as any later match might be the wrong one.
 */
export function routeOn(subject: Subject, routes: readonly Route[], day: number): Route | undefined {
  for (const route of routes) {
    if (!isInForce(route, day)) continue;
    const holds = route.when(subject);
    if (holds === true) return route;
    if (holds === undefined) return undefined;
  }
  return undefined;
}

/** Names that tell one company from all others: a route that reads one of them names an account. */
const ACCOUNT = new Set(['company.domain', 'company.name', 'companyName', 'website', 'account.domain', 'account.name']);

/** Whether a route speaks of certain accounts by name. */
export const namesAccount = ({ reads }: Route): boolean =>
  reads.some((path) => ACCOUNT.has(path.slice(path.indexOf('.') + 1)));

/** The days on which the policy changed. */
export const turningDays = (routes: readonly Route[]): readonly number[] =>
  routes.flatMap(({ from, until }) => [...(from === null ? [] : [from]), ...(until === null ? [] : [until + 1])]);
