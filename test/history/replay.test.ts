import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import { openRubrics } from '../../src/commands/workbench.ts';
import { readPackFiles, shippedRules } from '../../src/config/rule-files.ts';
import { openPinned } from '../../src/history/pinned.ts';
import { createRejudge, rejudge } from '../../src/history/rejudge.ts';
import { type Change, keyOf, remarkBy, rescore } from '../../src/history/rescore.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { JudgedRecord } from '../../src/model/run.ts';
import { loadRulebook, loadRulebookOver } from '../../src/rulebook/load.ts';
import { storedScopes } from '../../src/rulebook/stored-scope.ts';
import { auditOf } from '../planted/org.ts';
import { plants } from '../planted/plants.ts';
import { packFolder, shippedRulebook } from '../support/rulebook.ts';
import { setting } from '../support/setting.ts';
import { demoBench, runFrom } from './runs.ts';

const told = ({ reps }: AuditResult) =>
  reps.map((rep) => ({
    key: keyOf(rep),
    score: rep.score,
    worstCaseScore: rep.worstCaseScore,
    evaluability: rep.evaluability,
    areas: rep.areas,
    certifications: rep.certifications.map(
      ({ path: _path, pathTo: _to, isPathExact: _exact, ...decision }) => decision,
    ),
    scenarios: rep.scenarios,
  }));

const bench = demoBench();
const run = await runFrom(bench);
const standards = { rubrics: bench.request.rubrics, rules: bench.request.rulebook.rules };

describe('a run that is tallied again', () => {
  it('gives the areas, certifications, scenarios and scores of the audit', () => {
    const again = rescore(run, standards);
    expect(again.reps).toEqual(told(run.result));
    expect(again.score).toBe(run.result.summary.score);
  });

  it('gives the same by the files stored with it alone', () => {
    const { rubrics, rulebook } = openPinned(run.pinned);
    expect(rescore(run, { rubrics, rules: rulebook.rules })).toEqual(rescore(run, standards));
  });

  it('gives what the audit gives of any planted org', async () => {
    const rulebook = shippedRulebook();
    const rubrics = openRubrics();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...plants], { minLength: 1 }), async (some) => {
        const stories = some.flatMap((plant, place) => plant.tell(1 + place * 12).map(([story]) => story));
        const records: JudgedRecord[] = [];
        const result = await auditOf(stories, rulebook, { rubrics, keep: (record) => records.push(record) });
        expect(rescore({ records, result }, { rubrics, rules: rulebook.rules }).reps).toEqual(told(result));
        const stored = loadRulebookOver(storedScopes(setting().calendar), [readPackFiles(shippedRules, shippedRules)], {
          settings: new Map(),
          overrides: new Map(),
        });
        const judge = createRejudge(stored, Date.parse(result.asOf));
        for (const { marks, scenarios, ...record } of JSON.parse(JSON.stringify(records)))
          expect(judge(record), record.id).toEqual({ marks, scenarios });
      }),
      { numRuns: 5, seed: 11 },
    );
  });

  it('drops a mended failure, waives a waived one, and counts it again when the waiver goes', () => {
    const rep = run.result.reps.find(({ findings }) => findings.some(({ severity }) => severity === 'error'));
    const finding = rep?.findings.find(({ severity }) => severity === 'error');
    const to = (change: Change) =>
      rescore(run, standards, remarkBy(standards.rules, new Map([[finding?.fingerprint ?? '', change]])));
    const areaOf = (again: ReturnType<typeof rescore>) =>
      again.reps.find(({ key }) => rep && key === keyOf(rep))?.areas.filter(({ waived }) => waived > 0) ?? [];
    expect(areaOf(to('waived')).map(({ waived }) => waived)).toEqual([1]);
    expect(areaOf(to('mended'))).toEqual([]);
    expect(to('mended').score).toBeGreaterThan(run.result.summary.score ?? 100);
    expect(to('counted').score).toBe(run.result.summary.score);
  });

  it('certifies a rep whose every failure is mended', () => {
    const all = new Map(
      run.result.reps.flatMap(({ findings }) => findings.map(({ fingerprint }) => [fingerprint, 'mended'] as const)),
    );
    const again = rescore(run, standards, remarkBy(standards.rules, all));
    expect(again.reps.flatMap(({ areas }) => areas.map(({ failed, warned }) => failed + warned))).not.toContain(1);
    expect(again.score).toBe(100);
    expect(again.reps.flatMap(({ certifications }) => certifications.map(({ verdict }) => verdict))).toContain(
      'certified',
    );
  });
});

describe('a run that is judged again', () => {
  it('gives the same marks and scenarios under the rules stored with it', () => {
    const again = rejudge(run, openPinned(run.pinned).rulebook);
    expect(again.rules).toEqual(run.rules);
    expect(again.records).toEqual(run.records);
  });

  it('gives under other parameters what an audit under them gives', async () => {
    const patched = demoBench();
    const { config } = patched;
    const rule = { rule: 'status/stale-lead', isOff: false, params: { working: '3d' }, severity: undefined, at: [] };
    const other = { ...config, rules: [...config.rules, rule] };
    const { pin } = await import('../../src/history/pinned.ts');
    const { openRulebook } = await import('../../src/commands/open-rulebook.ts');
    const strict = openPinned(pin(other, [], import.meta.dirname)).rulebook;
    const again = rejudge(run, strict);
    const records: JudgedRecord[] = [];
    const rulebook = openRulebook(other, import.meta.dirname);
    const result = await audit({ ...bench.request, rulebook, keep: (record) => records.push(record) });
    expect(result.summary.findings).not.toEqual(run.result.summary.findings);
    const marks = new Map(records.map((record) => [record.id, record.marks]));
    expect(again.records.map((record) => [record.id, record.marks])).toEqual(
      again.records.map(({ id }) => [id, marks.get(id)]),
    );
    expect(again.unevaluable).toBe(rejudge(run, openPinned(run.pinned).rulebook).unevaluable);
  });

  it('leaves open what was not stored, and counts it', () => {
    const blind = run.records.map((record) => ({ ...record, features: {} }));
    const again = rejudge({ ...run, records: blind }, openPinned(run.pinned).rulebook);
    expect(again.lacking).toContain('lead.status.changedAt');
    expect(again.unevaluable).toBeGreaterThan(run.records.length);
    expect(again.records.flatMap(({ marks }) => [...marks]).filter((mark) => '5678'.includes(mark))).toEqual([]);
  });
});

describe('a run', () => {
  it('has the same id for the same audit, and another for another moment, scope or configuration', async () => {
    expect(run.head.id).toMatch(/^[0-9a-f]{12}$/);
    expect((await runFrom(demoBench())).head).toEqual(run.head);
    const others = [{ asOf: '2026-11-17' }, { rep: ['Priya Raman'] }, { only: ['status'] }];
    for (const options of others) expect((await runFrom(demoBench(options))).head.id).not.toBe(run.head.id);
  });

  it('can judge rules on free texts again only where texts were kept', async () => {
    const pack = packFolder({
      'next-steps/polite': `
title: Says please
on: [lead, deal]
severity: info
expect: record.nextStep.text != "Call"
message: not polite
fix: say please
source: { claim: none, from: us, confidence: house }
`,
    });
    const settings = { settings: new Map(), overrides: new Map() };
    const stored = loadRulebookOver(storedScopes(bench.request.setting.calendar), [pack], settings);
    const rulebook = loadRulebook([pack]);
    const again = async (keepsTexts: boolean): Promise<readonly (readonly [string, string])[]> => {
      const own = await runFrom({ ...bench, request: { ...bench.request, rulebook } }, keepsTexts);
      const judge = createRejudge(stored, Date.parse(own.head.asOf));
      return own.records.map((record) => [record.marks, judge(record).marks]);
    };
    const [kept, left] = [await again(true), await again(false)];
    expect(kept.filter(([before, after]) => before !== after)).toEqual([]);
    expect(new Set(left.map(([, after]) => after))).toEqual(new Set(['4']));
    expect(new Set(kept.map(([, after]) => after))).toContain('1');
  });

  it('keeps free texts only when asked', async () => {
    const texts = /"(?:lead|deal)\.(?:description|nextStep\.text|note\.text|decision\.noteText)"/;
    expect(JSON.stringify(run.records)).not.toMatch(texts);
    expect(run.records.length).toBe(run.result.summary.records);
  });

  it('says of a damaged file which one it is', () => {
    const broken = run.pinned.map((file) =>
      file.name === 'rules/pack.yaml' ? { ...file, text: `${file.text} ` } : file,
    );
    expect(() => openPinned(broken)).toThrow('rules/pack.yaml: the stored file is damaged');
  });

  it('names no path of this machine among its files', () => {
    expect(run.pinned.map(({ name }) => name)).toContain('rules/status/stale-lead.yaml');
    expect(JSON.stringify(run.pinned.map(({ name }) => name))).not.toMatch(/"\//);
    expect(run.pinned.find(({ name }) => name === 'configuration.json')?.text).not.toContain(import.meta.dirname);
  });
});
