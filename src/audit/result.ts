import { isAskedOf } from '../certify/assess.ts';
import { decide } from '../certify/decide.ts';
import { cheapestPath } from '../certify/path.ts';
import type { Counts } from '../facts/gather.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { formatInstant } from '../lib/time.ts';
import type { AreaResult, AuditResult, CertificationResult, GapResult, RepResult } from '../model/audit-result.ts';
import type { Dataset } from '../model/dataset.ts';
import { areasOf } from '../score/levels.ts';
import { scoreOf } from '../score/score.ts';
import type { ClosedBook, TornBook, WrittenBook } from './book.ts';
import type { Entry } from './entries.ts';
import { groundsOf, roleOf, writtenLevels } from './grounds.ts';
import type { KeptFindings } from './kept-findings.ts';
import { type AuditRequest, isDecisive } from './request.ts';
import { ownerKey } from './scope.ts';
import type { RepShare, Share } from './share.ts';
import { rubricInForce, ruleInForce } from './standards.ts';
import { needsOf } from './wants.ts';

/** Rules of which some check could not be evaluated. */
const limitedIn = (reps: readonly RepResult[]): ReadonlySet<string> =>
  new Set(reps.flatMap(({ notEvaluable }) => notEvaluable.map(({ rule }) => rule)));

/** The gaps of the source and of the configuration, with the rules that each of them left without what they read. */
function gapsOf({ rulebook, gaps }: AuditRequest, dataset: Dataset, reps: readonly RepResult[]): GapResult[] {
  const limited = limitedIn(reps);
  const rules = rulebook.rules
    .filter(({ id }) => limited.has(id))
    .map((rule) => ({ id: rule.id, needs: needsOf([rule]) }));
  return [...dataset.gaps(), ...gaps]
    .map(({ what, reason, hides }) => ({
      what,
      reason,
      affects: rules.filter(({ needs }) => hides.some((need) => needs.has(need))).map(({ id }) => id),
    }))
    .sort((a, b) => byCodeUnit(a.what, b.what) || byCodeUnit(a.reason, b.reason));
}

/** Only active users are certified: what a queue or a leaver's records show is judged, but nobody earns it. */
function certificationsOf(
  request: AuditRequest,
  { tally, failing }: WrittenBook,
  entry: Entry,
  areas: readonly AreaResult[],
): CertificationResult[] {
  if (entry.kind !== 'user' || !isDecisive(request)) return [];
  const tallies = tally.of(entry.key);
  const role = roleOf(request, entry);
  return request.rubrics
    .filter((rubric) => isAskedOf(rubric, role))
    .map((rubric) => {
      const grounds = { tallies, ...groundsOf(request, rubric, entry) };
      const decided = decide(rubric, areas, grounds);
      const standpoint = { rubrics: request.rubrics, areas, grounds, ...failing.of(entry) };
      return { ...decided, ...cheapestPath(rubric, decided, standpoint) };
    });
}

function notEvaluableOf({ notEvaluable }: Entry): RepResult['notEvaluable'] {
  return [...notEvaluable]
    .flatMap(([rule, reasons]) => [...reasons].map(([reason, records]) => ({ rule, reason, records })))
    .sort((a, b) => byCodeUnit(a.rule, b.rule) || b.records - a.records || byCodeUnit(a.reason, b.reason));
}

/** With findings that are made when they are asked for. Put together apart, so that it keeps nothing of the audit alive. */
const withFindings = ({ notEvaluable, ...told }: RepShare, kept: KeptFindings): RepResult => {
  const key = ownerKey(told);
  return {
    ...told,
    get findings() {
      return kept.of(key);
    },
    notEvaluable,
  };
};

function partOf(request: AuditRequest, book: WrittenBook, entry: Entry): RepShare {
  const { tally, scenarios } = book;
  const areas = request.rubrics.flatMap((rubric) => [
    ...areasOf(rubric, tally.of(entry.key), writtenLevels(groundsOf(request, rubric, entry))),
  ]);
  const { kind, id, name, email, managerId, manager, records } = entry;
  return {
    id,
    kind,
    name,
    email,
    managerId,
    managerName: manager?.name ?? null,
    managerEmail: manager?.email ?? null,
    records,
    ...scoreOf(request.rubrics, areas),
    areas,
    certifications: certificationsOf(request, book, entry, areas),
    scenarios: [...scenarios.of(entry.key)],
    notEvaluable: notEvaluableOf(entry),
  };
}

/** What one of several threads found of the owners that it took. */
export function shareOf(request: AuditRequest, book: TornBook): Omit<Share, 'records' | 'seal'> {
  const { entries, findings, tally, told } = book;
  return {
    reps: [...entries.values()].map((entry) => partOf(request, book, entry)),
    findings: findings.hand(),
    tallies: [...entries.keys()].map((key) => [key, tally.of(key)]),
    told,
  };
}

const byName = (a: Owner, b: Owner): number =>
  byCodeUnit(a.name ?? '\uffff', b.name ?? '\uffff') || byCodeUnit(ownerKey(a), ownerKey(b));
type Owner = Pick<RepResult, 'id' | 'email' | 'name'>;

/** Puts the result together: reps by name, everything else in a fixed order. */
export function resultOf(request: AuditRequest, dataset: Dataset, counts: Counts, book: ClosedBook): AuditResult {
  const { entries, others, tally, records, leftOut, waivers } = book;
  const { rulebook, rubrics, setting, scope } = request;
  const asOf = formatInstant(setting.asOf);
  const own = [...entries.values()].map((entry) => partOf(request, book, entry));
  const reps = [...own, ...others].map((part) => withFindings(part, book.findings)).sort(byName);
  const gaps = gapsOf(request, dataset, reps);
  const everyone = rubrics.flatMap((rubric) => [...areasOf(rubric, tally.together(reps.map(ownerKey)))]);
  return {
    schemaVersion: 1,
    tool: { name: 'threadcount', version: request.version },
    asOf,
    source: {
      kind: dataset.kind,
      label: dataset.label,
      records: { ...records, contact: counts.contact, activity: counts.activity },
      complete:
        gaps.every(({ affects }) => affects.length === 0) && !dataset.gaps().some(({ isIncomplete }) => isIncomplete),
      gaps,
    },
    scope: {
      reps: [...scope.reps, ...scope.teams],
      only: [...request.only],
      leftOut: [...leftOut],
      sample: book.sample,
    },
    packs: rulebook.packs.map(({ id, version, hash, reviewBy }) => ({
      id,
      version,
      hash,
      reviewBy,
      isReviewOverdue: reviewBy < asOf.slice(0, 10),
    })),
    rubrics: rubrics.map(rubricInForce),
    rules: rulebook.rules.map(ruleInForce),
    configHash: request.configHash,
    dataHash: dataset.hash(),
    summary: {
      reps: reps.length,
      records: reps.reduce((sum, rep) => sum + rep.records.lead + rep.records.deal, 0),
      score: scoreOf(rubrics, everyone).score,
      ...book.findings.counts(),
    },
    waivers,
    reps,
  };
}
