import { byCodeUnit } from '../lib/code-order.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import type { Rule } from '../rulebook/rule.ts';
import { isStored, type StoredView, storedPath } from '../rulebook/stored-scope.ts';
import { countedMark, isUnknownMark, type Marks } from '../score/marks.ts';
import type { PinnedStandards } from './pinned.ts';
import { rejudge } from './rejudge.ts';
import { marksOf } from './rescore.ts';

/** The earlier run as the rules of the later one would have judged it. */
export interface Carried {
  /** By `recordKey`: its marks in the order of the later rules, waivers of the earlier run carried over. */
  readonly marks: ReadonlyMap<string, Marks>;
  /** Ids of rules that came, went or changed. */
  readonly changed: readonly string[];
}

export const recordKey = ({ type, id }: Pick<JudgedRecord, 'type' | 'id'>): string => `${type} ${id}`;

/** Everything that a rule decides by, in force. */
function signatureOf({ on, when, expect, severity, params, overrides, supersedes, judgesInherited }: Rule<StoredView>) {
  const cases = (list: Rule<StoredView>['severity'] | null) =>
    list?.map((one) => [one.when?.source ?? null, one.is]) ?? null;
  return JSON.stringify([
    on,
    when?.source ?? null,
    expect.source,
    cases(severity),
    params,
    overrides.map((one) => [one.when.source, one.isOff, one.params, cases(one.severity)]),
    supersedes,
    judgesInherited,
  ]);
}

type Rules = readonly Rule<StoredView>[];

const signatures = (rules: Rules): ReadonlyMap<string, string> =>
  new Map(rules.map((rule) => [rule.id, signatureOf(rule)]));

function changedRules(from: PinnedStandards, to: PinnedStandards): ReadonlySet<string> {
  const [before, after] = [signatures(from.rulebook.rules), signatures(to.rulebook.rules)];
  const isSameCalendar = from.settings.get(CALENDAR) === to.settings.get(CALENDAR);
  const all = new Set([...before.keys(), ...after.keys()]);
  return new Set([...all].filter((id) => !isSameCalendar || before.get(id) !== after.get(id)));
}

const CALENDAR = 'configuration.json: calendar';

/** Rules whose verdict can differ: those that changed, and those that one of them explains away. */
function touched(changed: ReadonlySet<string>, ...books: readonly Rules[]): ReadonlySet<string> {
  const explained = books.flat().flatMap(({ id, supersedes }) => (changed.has(id) ? supersedes : []));
  return new Set([...changed, ...explained]);
}

/** Puts marks of one list of rules in the order of another; a rule that is not there does not apply. */
function reordered(marks: Marks, places: readonly number[]): Uint8Array {
  if (marks.length === places.length && places.every((place, i) => place === i)) return Uint8Array.from(marks);
  return Uint8Array.from(places, (place) => marks[place] ?? 0);
}

/** Rules that read, of a record of a type, something that the earlier run stored of no record. */
function blindRules(rules: Rules, lacking: readonly string[]): (rule: number, type: JudgedRecord['type']) => boolean {
  const missing = new Set(lacking);
  return (place, type) =>
    rules[place]?.reads.some((path) => isStored(path, type) && missing.has(storedPath(path, type))) ?? false;
}

/**
 * Judges the earlier run by the rules of the later one. What did not change keeps the marks that it had; a rule that
 * reads what was not stored then is taken as it came out later, where the record is still there.
 */
export function carryOver(a: Run, b: Run, from: PinnedStandards, to: PinnedStandards): Carried {
  const changed = changedRules(from, to);
  const own = new Map(a.rules.map((id, place) => [id, place]));
  const places = b.rules.map((id) => own.get(id) ?? -1);
  if (changed.size === 0) {
    return { marks: new Map(a.records.map((one) => [recordKey(one), reordered(marksOf(one), places)])), changed: [] };
  }
  const { rules } = to.rulebook;
  const open = touched(changed, from.rulebook.rules, rules);
  const isOpen = b.rules.map((id) => open.has(id));
  const again = rejudge(a, to.rulebook);
  const later = new Map(b.records.map((one) => [recordKey(one), one]));
  const isBlind = blindRules(rules, again.lacking);
  const marks = a.records.map((record, i): readonly [string, Marks] => {
    const key = recordKey(record);
    const kept = reordered(marksOf(record), places);
    const judged = marksOf(again.records[i] ?? record);
    const after = later.get(key);
    const seen = after && marksOf(after);
    const carried = kept.map((mark, place) => {
      if (isOpen[place] !== true) return mark;
      const fresh = judged[place] ?? 0;
      const isLost = seen !== undefined && isUnknownMark(fresh) && isBlind(place, record.type);
      return isLost ? countedMark(seen[place] ?? 0) : fresh;
    });
    return [key, carried];
  });
  return { marks: new Map(marks), changed: [...changed].sort(byCodeUnit) };
}

/** Settings that differ and that no rule shows. */
export function otherChanges(from: PinnedStandards, to: PinnedStandards): readonly string[] {
  const names = new Set([...from.settings.keys(), ...to.settings.keys()]);
  return [...names].filter((name) => from.settings.get(name) !== to.settings.get(name)).sort(byCodeUnit);
}
