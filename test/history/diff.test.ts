import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRulebook } from '../../src/commands/open-rulebook.ts';
import { compare } from '../../src/history/compare.ts';
import { keyOf, rescore } from '../../src/history/rescore.ts';
import { type Diff, diffSchema, partKinds } from '../../src/model/diff.ts';
import type { Run } from '../../src/model/run.ts';
import { waiver } from '../support/waiver.ts';
import { demoBench, io, runFrom } from './runs.ts';

const bench = demoBench();
const now = await runFrom(bench);
const before = await runFrom(demoBench({ asOf: '2026-11-11T17:00:00Z' }));

const side = (run: Run) => ({ result: run.result, run });
const between = (from: Run, to: Run): Diff => compare(side(from), side(to));
const tenths = (points: number | null): number => Math.round((points ?? 0) * 10);

const pointsOf = ({ parts }: { parts: Diff['parts'] }) =>
  Object.fromEntries((parts ?? []).map(({ kind, points }) => [kind, points]));

/** The parts of everyone and of each owner add up to what their score moved by, exactly. */
function expectWhole(diff: Diff): void {
  const wholes = [
    { name: 'everyone', score: { from: diff.from.score, to: diff.to.score }, parts: diff.parts },
    ...diff.reps,
  ];
  for (const { name, score, parts } of wholes) {
    if (score.from === null || score.to === null) {
      expect(parts, String(name)).toBeNull();
      continue;
    }
    expect(parts?.map(({ kind }) => kind)).toEqual(partKinds);
    const sum = (parts ?? []).reduce((total, { points }) => total + tenths(points), 0);
    expect(sum, String(name)).toBe(tenths(score.to) - tenths(score.from));
  }
}

describe('two runs of different weeks', () => {
  const diff = between(before, now);

  it('make a diff by its schema', () => {
    expect(diffSchema.parse(diff)).toEqual(diff);
  });

  it('split what the score moved by', () => {
    expectWhole(diff);
    expect(diff.unexplained).toBeNull();
    expect(pointsOf(diff).rules).toBe(0);
    expect(pointsOf(diff).behavior).not.toBe(0);
  });

  it('have every finding of the later one in exactly one place', () => {
    const places = diff.reps.flatMap(({ changes }) =>
      Object.entries(changes).flatMap(([kind, list]) => list.map(({ fingerprint }) => [kind, fingerprint] as const)),
    );
    const later = ['new', 'waived', 'unwaived', 'reassigned', 'standing'];
    const found = places.filter(([kind]) => later.includes(kind)).map(([, fingerprint]) => fingerprint);
    const wanted = now.result.reps.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
    expect(found.sort()).toEqual(wanted.sort());
    expect(new Set(places.map(([, fingerprint]) => fingerprint)).size).toBe(places.length);
    expect(diff.counts.new).toBeGreaterThan(0);
    expect(diff.counts.fixed + diff.counts.closed).toBeGreaterThan(0);
  });

  it('tell a fixed finding from one whose record left', () => {
    const there = new Set(now.records.map(({ type, id }) => `${type} ${id}`));
    for (const { changes } of diff.reps) {
      for (const { record } of changes.fixed) expect(there.has(`${record.type} ${record.id}`)).toBe(true);
      for (const { record } of changes.closed) expect(there.has(`${record.type} ${record.id}`)).toBe(false);
    }
  });

  it('are nothing when they are the same run', () => {
    const none = between(now, now);
    expectWhole(none);
    expect(Object.values(pointsOf(none)).every((points) => points === 0)).toBe(true);
    expect({ ...none.counts, standing: 0 }).toEqual(
      Object.fromEntries(Object.keys(none.counts).map((kind) => [kind, 0])),
    );
    expect(none.counts.standing).toBe(now.result.reps.flatMap(({ findings }) => findings).length);
  });
});

type Judged = Run['records'][number];
type Edit = (record: Judged, i: number) => Judged | undefined;

const standards = { rubrics: bench.request.rubrics, rules: bench.request.rulebook.rules };

/** The run as it would have been with other records: scored as the audit scores. */
function edited(run: Run, edit: Edit): Run {
  const records = run.records.flatMap((record, i) => edit(record, i) ?? []);
  const again = rescore({ ...run, records }, standards);
  const scores = new Map(again.reps.map(({ key, score }) => [key, score]));
  const reps = run.result.reps.map((rep) => ({ ...rep, score: scores.get(keyOf(rep)) ?? null }));
  const summary = { ...run.result.summary, score: again.score };
  return { ...run, records, result: { ...run.result, summary, reps } };
}

const marked =
  (isChosen: (i: number) => boolean, mark: (digit: string) => string): Edit =>
  (record, i) =>
    isChosen(i) ? { ...record, marks: Array.from(record.marks, mark).join('') } : record;

const users = now.result.reps.filter(({ kind }) => kind === 'user').map(keyOf);

/** Everything that can become of a run, each under the part of the score that it belongs to. */
const edits = {
  behavior: marked(
    (i) => i % 3 === 0,
    (digit) => ('5678'.includes(digit) ? '1' : digit),
  ),
  'data-access': marked(
    (i) => i % 4 === 1,
    (digit) => ('15678'.includes(digit) ? '2' : digit),
  ),
  waivers: marked(
    (i) => i % 5 === 2,
    (digit) => ({ '6': 'e', '7': 'f', '8': 'g' })[digit] ?? digit,
  ),
  reassignment: (record: Judged, i: number) =>
    i % 7 === 3 ? { ...record, rep: users[i % users.length] ?? record.rep } : record,
  'deal-mix': (record: Judged, i: number) => (i % 6 === 4 ? undefined : record),
} as const;

describe('a finding', () => {
  const findings = now.result.reps.flatMap((rep) => rep.findings.map((finding) => ({ rep, finding })));
  const [one] = findings.filter(({ finding }) => finding.severity === 'error');
  const place = now.rules.indexOf(one?.finding.rule ?? '');
  const isIts = ({ type, id }: Judged): boolean => type === one?.finding.record.type && id === one.finding.record.id;

  /** The run in which the finding is not there any more, and its record as it then is. */
  const without = (edit: Edit): Run => {
    const records = now.records.flatMap((record, i) => (isIts(record) ? (edit(record, i) ?? []) : record));
    const reps = now.result.reps.map((rep) => ({
      ...rep,
      findings: rep.findings.filter(({ fingerprint }) => fingerprint !== one?.finding.fingerprint),
    }));
    return { ...now, records, result: { ...now.result, reps } };
  };

  const withMark =
    (digit: string): Edit =>
    (record) => ({
      ...record,
      marks: `${record.marks.slice(0, place)}${digit}${record.marks.slice(place + 1)}`,
    });

  it.each([
    ['fixed', withMark('1')],
    ['fixed', withMark('0')],
    ['not-evaluable', withMark('2')],
    ['closed', () => undefined],
  ] as const)('that is gone is told as %s by what became of its record', (kind, edit) => {
    const { counts } = between(now, without(edit));
    expect(counts).toEqual({ ...counts, [kind]: 1, standing: findings.length - 1, new: 0 });
    expect(between(without(edit), now).counts.new).toBe(1);
  });

  it('that was waived, and counts again, is told as that, and moves the score by waivers alone', async () => {
    const agreed = waiver('agreed', { kind: 'rule', rule: one?.finding.rule ?? '', rep: null });
    const waived = await runFrom({ ...bench, request: { ...bench.request, waivers: [agreed] } });
    const own = findings.filter(({ finding }) => finding.rule === one?.finding.rule).length;
    const [there, back] = [between(now, waived), between(waived, now)];
    expect([there.counts.waived, back.counts.unwaived]).toEqual([own, own]);
    expect(there.counts.new + there.counts.fixed + back.counts.new + back.counts.fixed).toBe(0);
    for (const diff of [there, back]) {
      expectWhole(diff);
      const moved = diff.reps.flatMap(({ parts }) => parts ?? []).filter(({ points }) => points !== 0);
      expect(new Set(moved.map(({ kind }) => kind))).toEqual(new Set(['waivers']));
    }
  });

  it('with another owner is told as reassigned', () => {
    const [first, second] = now.result.reps.filter((rep) => rep.findings.length > 0);
    const [finding] = first?.findings ?? [];
    if (first === undefined || second === undefined || finding === undefined) throw new Error('two owners');
    const reps = now.result.reps.map((rep) => {
      if (rep === first) return { ...rep, findings: rep.findings.slice(1) };
      return rep === second ? { ...rep, findings: [finding, ...rep.findings] } : rep;
    });
    const { counts } = between(now, { ...now, result: { ...now.result, reps } });
    expect([counts.reassigned, counts.new, counts.fixed]).toEqual([1, 0, 0]);
  });
});

describe('what a score moved by', () => {
  it.each(Object.entries(edits))('%s, and nothing else, when nothing else changed', (kind, edit) => {
    const after = edited(now, edit);
    for (const diff of [between(now, after), between(after, now)]) {
      expectWhole(diff);
      const moved = diff.reps.flatMap(({ parts }) => parts ?? []).filter(({ points }) => points !== 0);
      expect(new Set(moved.map((part) => part.kind))).toEqual(new Set([kind]));
    }
  });

  it('adds up whatever changed together, in either direction', () => {
    const anything = fc.array(
      fc.record({ edit: fc.constantFrom(...Object.values(edits)), shift: fc.integer({ min: 0, max: 11 }) }),
      { maxLength: 4 },
    );
    const apply = (run: Run, list: readonly { edit: Edit; shift: number }[]): Run =>
      list.reduce((made, { edit, shift }) => edited(made, (record, i) => edit(record, i + shift)), run);
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        expectWhole(between(apply(before, one), apply(now, other)));
      }),
      { numRuns: 6, seed: 5 },
    );
  });

  it('is laid to the rules where only a parameter changed', async () => {
    const stricter = {
      rule: 'status/stale-lead',
      isOff: false,
      params: { working: '3d' },
      severity: undefined,
      at: [],
    };
    const { config, request } = bench;
    const other = { ...config, rules: [...config.rules, stricter] };
    const after = await runFrom({
      ...bench,
      config: other,
      request: { ...request, rulebook: openRulebook(other, io.cwd) },
    });
    const diff = between(now, after);
    expectWhole(diff);
    const moved = diff.reps.flatMap(({ parts }) => parts ?? []).filter(({ points }) => points !== 0);
    expect(new Set(moved.map(({ kind }) => kind))).toEqual(new Set(['rules']));
    expect(diff.counts.new).toBe(0);
    expect(diff.counts['rule-changed']).toBeGreaterThan(0);
    expect(diff.alsoChanged).toEqual([]);
  });

  it('is laid to the rules where a rule was turned off, and where one came that reads what was not stored', async () => {
    const { config, request } = bench;
    const rule = { rule: 'coverage/too-few', isOff: true, params: {}, severity: undefined, at: [] };
    const off = [...config.rules, rule];
    const without = { ...config, rules: off };
    const less = await runFrom({
      ...bench,
      config: without,
      request: { ...request, rulebook: openRulebook(without, io.cwd) },
    });
    for (const diff of [between(now, less), between(less, now)]) {
      expectWhole(diff);
      const moved = diff.reps.flatMap(({ parts }) => parts ?? []).filter(({ points }) => points !== 0);
      expect(new Set(moved.map(({ kind }) => kind))).toEqual(new Set(['rules']));
      expect(diff.counts.new + diff.counts.fixed).toBe(0);
    }
  });

  it('says which settings changed that cannot be told from behavior', async () => {
    const { config } = bench;
    const after = await runFrom({ ...bench, config: { ...config, internalDomains: ['other.example'] } });
    expect(between(now, after).alsoChanged).toEqual(['configuration.json: internalDomains']);
  });

  it('is not split where the rules of an old run cannot be read any more, and the findings are told all the same', () => {
    const text = 'title: a rule of another time';
    const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    const pinned = before.pinned.map((file) =>
      file.name === 'rules/status/stale-lead.yaml' ? { ...file, text, hash } : file,
    );
    const diff = between({ ...before, pinned }, now);
    expect(diff.parts).toBeNull();
    expect(diff.unexplained).toContain('cannot be read: rules/status/stale-lead.yaml');
    expect(diff.counts.new).toBe(between(before, now).counts.new);
  });

  it('is not split where one side is a saved report', () => {
    const diff = compare({ result: before.result }, { result: now.result });
    expect(diff.parts).toBeNull();
    expect(diff.unexplained).toContain('compare two stored runs');
    expect(diff.counts.closed).toBe(0);
    const whole = between(before, now);
    expect(diff.counts.new).toBe(whole.counts.new);
    expect(diff.counts.fixed + diff.counts.gone).toBe(
      whole.counts.fixed + whole.counts.closed + whole.counts['not-evaluable'],
    );
  });
});
