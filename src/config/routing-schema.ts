import * as z from 'zod';
import { date, duration, expression, noneTwice, text, textLike } from './terms.ts';

const owner = textLike(
  /^(?!queue:\s*$)\S/,
  'the e-mail address, name or id of a user, or queue: and the name of a queue',
);

const route = z.strictObject({
  name: text,
  when: expression,
  owner: z.union([owner, z.array(owner).min(1)]),
  from: date.optional(),
  until: date.optional(),
});

/** routing.yaml, as written: the first route whose condition holds names the owner. */
export const routingSchema = z.strictObject({
  // Findings name the route that decided.
  routes: z.array(route).min(1).superRefine(noneTwice('route')),
  grace: duration.optional(),
  exceptions: z.strictObject({ field: text }).optional(),
});

export type WrittenRouting = z.output<typeof routingSchema>;

const routeKeys: ReadonlySet<string> = new Set(Object.keys(route.shape));

/**
 * In braces YAML ends a text at a comma: `{ name: Germany, 500 and up, when: … }` has a key "500 and up" without a
 * value. Such keys are put back where they came from, behind the name.
 */
export function mendRouteNames(value: unknown): unknown {
  if (!isMapping(value) || !Array.isArray(value.routes)) return value;
  return { ...value, routes: value.routes.map(mendName) };
}

function mendName(entry: unknown): unknown {
  if (!isMapping(entry) || typeof entry.name !== 'string') return entry;
  const isRest = ([key, held]: [string, unknown]) => held === null && !routeKeys.has(key);
  const rest = Object.entries(entry).filter(isRest);
  const kept = Object.entries(entry).filter((pair) => !isRest(pair));
  return { ...Object.fromEntries(kept), name: [entry.name, ...rest.map(([key]) => key)].join(', ') };
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
