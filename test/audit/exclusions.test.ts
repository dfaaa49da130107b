import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { readShipped } from '../../src/config/rule-files.ts';
import { UserError } from '../../src/lib/errors.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Deal } from '../../src/model/records.ts';
import { createSetting } from '../../src/rulebook/setting.ts';
import { folder } from '../config/folder.ts';
import { auditOf } from '../planted/org.ts';
import { at, kim, robin, type Story } from '../planted/story.ts';
import { deal } from '../support/records.ts';
import { rulebookWith } from '../support/rulebook.ts';

const rulebook = rulebookWith({
  'status/large':
    'title: A\non: [deal]\nseverity: error\nexpect: deal.amount < 100\nmessage: F\nfix: M\nsource: { claim: c, from: f, confidence: house }',
});

const story = (id: string, ownerId: string, over: Partial<Deal> = {}): Story => ({
  record: deal({ id, ownerId, name: 'Real', amount: 500, ...over }),
  history: [],
  activities: [],
});

const stories = [
  story('006000000000001AAA', robin),
  story('0062', robin, { name: 'TEST please ignore' }),
  story('0063', kim),
  story('0064', kim, { name: undefined }),
];

const settingOf = (files: Readonly<Record<string, string>>) =>
  createSetting(loadConfig({ cwd: folder(files), hasOtherSource: true }), at('11-18 17:00'), readShipped).setting;

const audited = (scope: string): Promise<AuditResult> =>
  auditOf(stories, rulebook, { setting: settingOf({ 'threadcount.yaml': 'scope: scope.yaml', 'scope.yaml': scope }) });

const judged = ({ reps }: AuditResult): readonly string[] =>
  reps.flatMap(({ findings }) => findings.map(({ record }) => record.id)).sort();

const all = ['006000000000001AAA', '0062', '0063', '0064'];
const without = (...ids: readonly string[]) => all.filter((id) => !ids.includes(id));

describe('what a team leaves out of an audit', () => {
  it('is nothing by default, whatever records are called', async () => {
    const result = await audited('');
    expect(judged(result)).toEqual(all);
    expect(result.scope.leftOut).toEqual([]);
  });

  it.each([
    ['a condition', `{ when: 'deal.name.startsWith("TEST")', reason: test record }`, ['0062']],
    ['an owner', '{ rep: kim@seller.example, reason: test record }', ['0063', '0064']],
    ['ids', '{ records: ["0063", nobody], reason: test record }', ['0063']],
    ['an id as list views show it', '{ records: ["006000000000001"], reason: test record }', ['006000000000001AAA']],
  ])('is told by %s, and counted under its reason', async (_, exclusion, ids) => {
    const result = await audited(`exclude: [${exclusion}]`);
    expect(judged(result)).toEqual(without(...ids));
    expect(result.scope.leftOut).toEqual([{ reason: 'test record', records: ids.length }]);
  });

  it('is counted even where it is nothing', async () => {
    const { scope } = await audited(`exclude: [{ when: 'deal.amount > 9999', reason: huge }]`);
    expect(scope.leftOut).toEqual([{ reason: 'huge', records: 0 }]);
  });

  it('does not take a record of which the condition cannot be told', async () => {
    // 0064 has a name that the source does not show.
    expect(judged(await audited(`exclude: [{ when: 'deal.name != "Real"', reason: odd }]`))).toEqual(without('0062'));
  });
});

describe('a scope', () => {
  const complaints = (files: Readonly<Record<string, string>>): readonly string[] => {
    try {
      settingOf(files);
    } catch (error) {
      if (error instanceof UserError) return error.message.split('\n');
      throw error;
    }
    return [];
  };

  it('may stand in the configuration or in a file of its own, with the same hash', () => {
    const text = `exclude: [{ when: 'deal.name == "x"', reason: test }]`;
    const inline = loadConfig({ cwd: folder({ 'threadcount.yaml': `scope:\n  reps: [Ana]\n  ${text}` }) });
    const apart = loadConfig({
      cwd: folder({ 'threadcount.yaml': 'scope: s.yaml', 's.yaml': `reps: [Ana]\n${text}` }),
    });
    expect(inline.scope).toMatchObject({ reps: ['Ana'], teams: [], exclude: [{ reason: 'test' }] });
    expect(apart.hash).toBe(inline.hash);
  });

  it.each([
    [
      `scope:\n  exclude: [{ when: 'deal.nme == "x"', reason: r }]`,
      ':2:22: unknown name "deal.nme" (did you mean "deal.name"?)',
    ],
    ['scope: { exclude: [{ reason: r }] }', ':1:20: says one of when, rep and records'],
    [`scope: { exclude: [{ when: 'true', rep: x, reason: r }] }`, ':1:20: says one of when, rep and records'],
    [`scope: { exclude: [{ rep: x }] }`, ':1:20: missing key "reason"'],
    ['scope: { rep: [x] }', ':1:10: unknown key "rep" (did you mean "reps"?)'],
    ['scope: none.yaml', ':1:8: no such file or folder: none.yaml'],
  ])('is refused at its place: %j', (text, problem) => {
    expect(complaints({ 'threadcount.yaml': text })).toContainEqual(expect.stringContaining(problem));
  });
});
