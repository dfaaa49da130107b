import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditResult, RepResult } from '../../src/model/audit-result.ts';
import { differences } from './differences.ts';
import { rulesOf, sourcesPage, stateOf } from './sources-page.ts';
import { openFolder, requestFor, type Told, tell, tellBy, type Way, ways } from './told.ts';
import { withoutConverted } from './without-converted.ts';

/** Told by the form that knows most, and by each of the others. */
let base: Told;
let openOnly: Told;
let close: () => void = () => undefined;
const all = new Map<Way, Told>();

beforeAll(async () => {
  const folder = await openFolder();
  close = folder.close;
  base = await tellBy(folder.root, 'data-loader');
  const request = requestFor(folder.root, 'data-loader');
  openOnly = await tell(request, withoutConverted(request.read));
  for (const way of ways) all.set(way, way === 'data-loader' ? base : await tellBy(folder.root, way));
}, 120_000);
afterAll(() => close());

const toldBy = (way: Way): Told => {
  const told = all.get(way);
  if (told === undefined) throw new Error(`${way} was not told`);
  return told;
};

/** Where a contact acts as the lead, a lead that became a deal is no lead any more. */
const withoutLeads: readonly Way[] = ['hubspot', 'hubspot-export'];
const baseOf = (way: Way): Told => (withoutLeads.includes(way) ? openOnly : base);

const others = ways.filter((way) => way !== 'data-loader');

/** Checks of rules that a source is not excused from. */
const excused = (way: Way): ReadonlySet<string> => new Set(differences[way].map(({ rule, on }) => `${rule} ${on}`));
const kindOf = (check: string): string => check.split(' ').slice(0, 2).join(' ');

const nameOf = ({ email, name }: RepResult): string => email ?? name ?? '';

/**
 * Findings that quote something else: who is a lead in HubSpot is a contact, too, and is named as both; and what is
 * usual is measured without the leads that became deals. Without history, many have less to compare with.
 */
const quotesOther = (way: Way): ReadonlySet<string> =>
  new Set([
    ...(way.startsWith('hubspot') ? ['exceptions/duplicate', 'exceptions/conflicting'] : []),
    ...(withoutLeads.includes(way) ? ['gaming/pre-audit-burst'] : []),
  ]);

/** What people are told of each rep, ids and links apart, as far as no rule of the area is excused. */
function heard({ reps, rules }: AuditResult, way: Way) {
  const partly = new Set(differences[way].map(({ rule }) => rule));
  const areas = new Set(rules.filter(({ id }) => partly.has(id)).map(({ area }) => area));
  const isWhole = partly.size === 0;
  const isQuoted = (rule: string): boolean =>
    !quotesOther(way).has(rule) && way !== 'weekly' && way !== 'hubspot-export';
  return new Map(
    reps
      .filter(({ records }) => records.lead + records.deal > 0)
      .map((rep) => {
        const levels = rep.areas
          .filter(({ area }) => !areas.has(area))
          .map(({ area, certification, level, passRate, applicable, failed, warned }) =>
            JSON.stringify({ area, certification, level, passRate, applicable, failed, warned }),
          );
        const findings = rep.findings
          .filter(({ rule }) => !partly.has(rule))
          .map(
            ({ rule, severity, record, message }) =>
              `${severity} ${rule} ${record.name}${isQuoted(rule) ? `: ${message}` : ''}`,
          )
          .toSorted();
        const whole = isWhole
          ? [
              rep.score,
              rep.worstCaseScore,
              rep.evaluability,
              rep.certifications.map(({ id, verdict }) => [id, verdict]),
            ]
          : [];
        return [nameOf(rep), { records: rep.records, levels, findings, whole }] as const;
      }),
  );
}

describe.each(others)('the org as %s tells it', (way) => {
  test('has the same records', () => {
    expect([...toldBy(way).outcomes.keys()].toSorted()).toEqual([...baseOf(way).outcomes.keys()].toSorted());
  });

  test('comes to the same verdicts, but for what it cannot know', () => {
    const isExcused = excused(way);
    const turned = [...toldBy(way).outcomes].flatMap(([check, after]) => {
      const before = baseOf(way).outcomes.get(check);
      if (before === after || (after === 'not-evaluable' && isExcused.has(kindOf(check)))) return [];
      return [`${check}: ${before} → ${after}`];
    });
    expect(turned).toEqual([]);
  });

  test('leaves open what is documented, and nothing that it could decide', () => {
    const open = [...rulesOf(base)].flatMap(([rule, types]) =>
      [...types].filter((on) => stateOf(baseOf(way), toldBy(way), rule, on) !== 'yes').map((on) => `${rule} ${on}`),
    );
    expect(open.toSorted()).toEqual([...excused(way)].toSorted());
  });

  test('comes to the same findings, levels and scores wherever no rule is left open', () => {
    const [before, after] = [heard(baseOf(way).result, way), heard(toldBy(way).result, way)];
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
    for (const [rep, told] of after) expect([rep, told]).toEqual([rep, before.get(rep)]);
  });
});

test('the org has enough to compare', () => {
  const outcomes = [...base.outcomes].filter(([, outcome]) => outcome === 'fail').map(([check]) => kindOf(check));
  expect(new Set(outcomes).size).toBeGreaterThan(35);
});

test('docs/sources.md says what each source can tell; npx vitest run test/parity --update writes it', async () => {
  await expect(sourcesPage(base, all)).toMatchFileSnapshot('../../docs/sources.md');
});
