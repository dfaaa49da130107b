import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/lib/errors.ts';
import { loadRulebook } from '../../src/rulebook/load.ts';
import { packFolder, rulebookWith, shippedRulebook } from '../support/rulebook.ts';
import { settingsOf } from '../support/settings.ts';

/** A rule file with some keys changed or added; each key is one line, in this order. */
const ruleFile = (over: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    title: 'Close date has passed',
    on: '[deal]',
    severity: 'error',
    expect: 'deal.closeDate + params.grace >= today',
    params: '{ grace: 1bd, names: [a], most: 3 }',
    message: "'Was to close on {{deal.closeDate}}'",
    fix: 'Mend it',
    source: '{ claim: ours, from: us, confidence: house }',
    ...over,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const rules = { 'status/late': ruleFile() };

describe('rule files', () => {
  it('are loaded in order of id, under the pack that names their area', () => {
    const rulebook = rulebookWith({ 'status/b': ruleFile(), 'next-steps/c': ruleFile(), 'status/a': ruleFile() });
    expect(rulebook.rules.map(({ id, area, pack }) => [id, area, pack])).toEqual([
      ['next-steps/c', 'next-steps', 'our/pack'],
      ['status/a', 'status', 'our/pack'],
      ['status/b', 'status', 'our/pack'],
    ]);
  });

  it('tell everything that is wrong with them at once, file by file and line by line', () => {
    const load = () =>
      rulebookWith({
        'status/b': ruleFile({ expect: 'deal.closeDat == today && deal.amount > "1"' }),
        'status/a': ruleFile({ message: "'Closes {{deal.closingDate}}'", evidence: '[deal.stage.name, deal.amout]' }),
        'next-steps/c': ruleFile({ severty: 'error', source: '{ claim: ours, from: us, confidence: Z }' }),
        'next-steps/d': ruleFile({
          supersedes: '[status/a, status/bb]',
          severity: '[{ when: params.gras == null, is: info }]',
        }),
      });
    expect(problemsOf(load)).toEqual([
      'our-rules/next-steps/c.yaml:8:46: confidence: expected one of A, A-, B, C, house, card, guide, found "Z" (did you mean "A"?)',
      'our-rules/next-steps/c.yaml:9:1: unknown key "severty" (did you mean "severity"?)',
      'our-rules/next-steps/d.yaml:3:20: unknown name "params.gras" (did you mean "params.grace"?)',
      'our-rules/next-steps/d.yaml:9:24: unknown rule "status/bb" (did you mean "status/b"?)',
      'our-rules/status/a.yaml:6:18: unknown name "deal.closingDate" in the message (did you mean "deal.closeDate"?)',
      'our-rules/status/a.yaml:9:29: unknown name "deal.amout" (did you mean "deal.amount"?)',
      'our-rules/status/b.yaml:4:9: unknown name "deal.closeDat" (did you mean "deal.closeDate"?)',
      'our-rules/status/b.yaml:4:35: > cannot compare number with text (write 1 without quotes)',
    ]);
  });

  it('belong to a pack', () => {
    expect(problemsOf(() => rulebookWith({ 'moods/sad': ruleFile() }))).toEqual([
      'our-rules/moods/sad.yaml: no pack names the area "moods"',
    ]);
  });

  it('take the place of a rule of the same id in an earlier folder', () => {
    const own = ruleFile({ title: 'Ours' });
    const { rules: loaded } = loadRulebook([packFolder(rules), packFolder({ 'status/late': own })]);
    expect(loaded.map(({ id, title }) => [id, title])).toEqual([['status/late', 'Ours']]);
  });
});

describe('settings of a team', () => {
  it('change parameters and severities, and turn rules off', () => {
    const said = settingsOf([
      ['status/late', { params: { grace: '2w' }, severity: [{ is: 'info' }] }],
      ['status/other', { isOff: true }],
    ]);
    const rulebook = rulebookWith({ ...rules, 'status/other': ruleFile() }, said);
    expect(rulebook.rules).toMatchObject([
      {
        id: 'status/late',
        written: { grace: '2w', names: ['a'], most: 3 },
        params: { grace: { amount: 2, unit: 'w' }, names: ['a'], most: 3 },
        severity: [{ when: null, is: 'info' }],
      },
    ]);
    expect(rulebook.on).toMatchObject({ lead: [], deal: [{ id: 'status/late' }] });
  });

  it('may only speak of rules and parameters that exist, in the type of the default', () => {
    const said = settingsOf([
      ['status/lat', {}],
      ['status/late', { params: { grase: '2bd', grace: 2, names: 'a', most: '3' } }],
      ['status/latte', { when: 'deal.amount > 0', isOff: true }],
    ]);
    expect(problemsOf(() => rulebookWith(rules, said))).toEqual([
      'threadcount.yaml:1:1: unknown rule "status/lat" (did you mean "status/late"?)',
      'threadcount.yaml:2:25: status/late has no parameter "grase" (did you mean "grace"?)',
      'threadcount.yaml:2:47: parameter "grace" of status/late takes a duration, such as "1bd"',
      'threadcount.yaml:2:57: parameter "names" of status/late takes a list of text, such as ["a"]',
      'threadcount.yaml:2:68: parameter "most" of status/late takes a number, such as 3',
      'threadcount.yaml:3:1: unknown rule "status/latte" (did you mean "status/late"?)',
    ]);
  });

  it('are checked even where a rule file is broken', () => {
    const load = () => rulebookWith({ 'status/late': 'title: [' }, settingsOf([['status/lat', {}]]));
    expect(problemsOf(load)).toContain('threadcount.yaml:1:1: unknown rule "status/lat" (did you mean "status/late"?)');
  });

  it('may set a condition only on what is known of every record', () => {
    const said = settingsOf([['status/late', { when: 'deal.amont > 0', isOff: true }]]);
    expect(problemsOf(() => rulebookWith(rules, said))).toEqual([
      'threadcount.yaml:1:23: unknown name "deal.amont" (did you mean "deal.amount"?)',
    ]);
  });
});

describe('packs', () => {
  const two = `packs:
  - { id: our/first, version: 1.0.0, review-by: 2027-02-15, areas: [status] }
  - { id: our/second, version: 1.2.0, review-by: 2027-02-15, areas: [next-steps] }`;
  const folder = packFolder({ ...rules, 'next-steps/late': ruleFile() }, two);
  const choose = (...ids: readonly string[]) =>
    loadRulebook([folder], undefined, { ids, problemAt: (index) => ({ file: 'threadcount.yaml', line: index + 1 }) });

  it('count as far as they are chosen', () => {
    expect(choose('our/second').rules.map(({ id }) => id)).toEqual(['next-steps/late']);
    expect(choose('our/second').packs).toMatchObject([{ id: 'our/second', version: '1.2.0', reviewBy: '2027-02-15' }]);
  });

  it('must exist', () => {
    expect(problemsOf(() => choose('our/first', 'our/secnd'))).toEqual([
      'threadcount.yaml:2: unknown pack "our/secnd" (did you mean "our/second"?)',
    ]);
  });

  it('hash what their rules say, not how the files are laid out', () => {
    const hashOf = (text: string) => rulebookWith({ 'status/late': text }).packs.map(({ hash }) => hash);
    const windows = ruleFile().replaceAll('\n', '\r\n');
    const reordered = ruleFile().split('\n').reverse().join('\n');
    expect(hashOf(`# a comment\n${windows}\n`)).toEqual(hashOf(ruleFile()));
    expect(hashOf(reordered)).toEqual(hashOf(ruleFile()));
    expect(hashOf(ruleFile({ fix: 'Mend it now' }))).not.toEqual(hashOf(ruleFile()));
  });
});

describe('the shipped rules', () => {
  const shipped = shippedRulebook();

  it('are in the two packs', () => {
    expect(shipped.packs.map(({ id, version, reviewBy }) => [id, version, reviewBy])).toEqual([
      ['threadcount/hygiene', '1.0.0', '2027-02-15'],
      ['threadcount/multithreading', '1.0.0', '2027-02-15'],
    ]);
  });

  it('explain away only findings of their own area, so that no criterion loses its evidence to another', () => {
    const strangers = shipped.rules.flatMap(({ id, area, supersedes }) =>
      supersedes.filter((other) => !other.startsWith(`${area}/`)).map((other) => `${id} supersedes ${other}`),
    );
    expect(strangers).toEqual([]);
  });
});
