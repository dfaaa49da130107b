import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWaiver } from '../../src/config/edit-waivers.ts';
import { waiversJsonSchema } from '../../src/config/json-schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { type WrittenWaiver, waiversSchema } from '../../src/config/waivers-schema.ts';
import { editFile } from '../../src/lib/edit-file.ts';
import { SourceError, UserError } from '../../src/lib/errors.ts';
import { parseYaml } from '../../src/lib/yaml.ts';
import { folder } from './folder.ts';

const good = 'reason: other, text: Why, approver: vp@seller.example, from: 2026-11-01, until: 2026-11-30';
const load = (waivers: string, config = 'waivers: waivers.yaml') =>
  loadConfig({ cwd: folder({ 'threadcount.yaml': config, 'waivers.yaml': waivers }) });

function complaints(waivers: string, config?: string): readonly string[] {
  try {
    load(waivers, config);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a file of waivers', () => {
  it.each([
    ['{ finding: "0123456789abcdef0123" }', { kind: 'finding', fingerprint: '0123456789abcdef0123' }],
    ['{ record: { type: lead, id: 00Q1 } }', { kind: 'record', type: 'lead', id: '00Q1', rule: null }],
    [
      '{ record: { type: deal, id: 8412 }, rule: notes/thin }',
      { kind: 'record', type: 'deal', id: '8412', rule: 'notes/thin' },
    ],
    ['{ rule: notes/thin }', { kind: 'rule', rule: 'notes/thin', rep: null }],
    ['{ rule: notes/thin, rep: Ana }', { kind: 'rule', rule: 'notes/thin', rep: 'Ana' }],
  ])('says what is waived: %s', (target, scope) => {
    const entry = target.replace(/ \}$/, `, ${good} }`);
    const [waiver] = load(`waivers:\n  - ${entry}\n`).waivers.list;
    expect(waiver).toMatchObject({ scope, reason: 'other', approver: 'vp@seller.example', until: '2026-11-30' });
    expect(waiver?.at()).toMatchObject({ line: 2, column: 5 });
  });

  it.each(['', '# none yet\n', 'waivers:\n', 'waivers: []\n', '[]\n'])('may hold none: %j', (text) => {
    expect(load(text).waivers.list).toEqual([]);
  });

  it('names a waiver by what it is for and since when, and no more', () => {
    const idOf = (entry: string) => load(`- ${entry}`).waivers.list[0]?.id;
    const id = idOf(`{ rule: notes/thin, ${good} }`);
    expect(id).toMatch(/^w-[0-9a-f]{8}$/);
    expect(idOf(`{ rule: notes/thin, ${good.replace('Why', 'Because').replace('11-30', '12-30')} }`)).toBe(id);
    expect(idOf(`{ rule: notes/thin, ${good.replace('11-01', '11-02')} }`)).not.toBe(id);
    expect(idOf(`{ id: ours, rule: notes/thin, ${good} }`)).toBe('ours');
  });

  it.each([
    [`{ ${good} }`, '1:3: names nothing to waive: finding, record or rule'],
    [`{ finding: 12345678901234567890, ${good} }`, '1:14: finding: expected the fingerprint of a finding'],
    [`{ finding: "0123456789abcdef0123", rule: notes/thin, ${good} }`, '1:44: a finding has its rule already'],
    [`{ record: { type: lead, id: x }, rep: Ana, ${good} }`, '1:41: a rep stands beside a rule alone'],
    [
      `{ record: { type: leed, id: x }, ${good} }`,
      '1:21: type: expected one of lead, deal, found "leed" (did you mean "lead"?)',
    ],
    [`{ rule: thin, ${good} }`, '1:11: rule: expected the id of a rule, such as notes/thin, found "thin"'],
    [`{ rul: notes/thin, ${good} }`, '1:5: unknown key "rul" (did you mean "rule"?)'],
    [`{ rule: notes/thin, ${good.replace('other', 'othr')} }`, '1:31: unknown reason "othr" (did you mean "other"?)'],
    [`{ rule: notes/thin, ${good.replace('text: Why, ', '')} }`, '1:3: missing key "text"'],
    [`{ rule: notes/thin, ${good.replace('2026-11-30', '2026-10-30')} }`, 'it ends before it begins'],
    [
      `{ rule: notes/thin, ${good.replace('2026-11-30', '2027-01-31')} }`,
      'lasts 91 days; 90 are the most that the configuration allows',
    ],
  ])('is refused at the place of %s', (entry, problem) => {
    expect(complaints(`- ${entry}`)).toContainEqual(expect.stringContaining(problem));
    expect(complaints(`- ${entry}`)[0]).toMatch(/^\S*waivers\.yaml:1:/);
  });

  it('tells everything that is wrong at once', () => {
    const text = [
      `- { rule: notes/thin, ${good.replace('other', 'nope')} }`,
      `- { rule: notes/thin, ${good} }`,
      `- { id: a, rule: status/x, ${good} }`,
      `- { id: a, rule: status/y, ${good.replace('2026-11-30', '2028-11-30')} }`,
    ].join('\n');
    expect(complaints(text).map((line) => line.replace(/^.*waivers.yaml:(\d+):\d+: /, '$1 '))).toEqual([
      expect.stringMatching(/^1 unknown reason "nope" \(one of customer-request, /),
      '2 a second waiver of the same from the same day',
      '4 lasts 760 days; 90 are the most that the configuration allows',
      '4 a second waiver "a"',
    ]);
  });

  it('may be given another longest term and further reasons', () => {
    const long = good.replace('other', 'legal-hold').replace('2026-11-30', '2026-12-13');
    const policy = 'waivers: { file: waivers.yaml, maximum: 6w, reasons: [legal-hold] }';
    expect(complaints(`- { rule: notes/thin, ${long} }`, policy)).toEqual([]);
    const longer = `- { rule: notes/thin, ${long.replace('12-13', '12-14')} }`;
    expect(complaints(longer, policy)).toEqual([expect.stringContaining('lasts 43 days; 42 are the most')]);
  });

  it('changes the hash of the configuration by what is in it, and only then', () => {
    const hash = (text: string) => load(text).hash;
    expect(hash('')).toBe(loadConfig({ cwd: folder({ 'threadcount.yaml': '' }) }).hash);
    expect(hash(`- { rule: notes/thin, ${good} } # why`)).toBe(hash(`waivers: [{ rule: notes/thin, ${good} }]`));
    expect(hash(`- { rule: notes/thin, ${good} }`)).not.toBe(hash(''));
  });

  it('that is commented as an example holds to the published schema', () => {
    const text = readFileSync(new URL('../../fixtures/waivers.yaml', import.meta.url), 'utf8');
    const { value } = parseYaml(text, 'waivers.yaml');
    const validate = new Ajv2020({ strict: false }).compile(waiversJsonSchema());
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(load(text).waivers.list).toHaveLength(4);
  });
});

const fresh: WrittenWaiver = {
  finding: '0123456789abcdef0123',
  reason: 'other',
  text: 'A "quoted" text: with # signs, [brackets] and ünïcode',
  approver: 'vp@seller.example',
  from: '2026-11-18',
  until: '2026-12-18',
};
const place = { file: 'waivers.yaml', policy: { maximum: 90, reasons: ['other'] } };
const added = (before: string | undefined, waiver = fresh) =>
  addWaiver(before, { waiver, comment: 'a comment' }, place);
const entry = `{ rule: notes/thin, ${good} }`;

/** The lines that were put in, the others being as they were. */
function insertedIn(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const rest = before.length - start;
  expect(after.endsWith(before.slice(start))).toBe(true);
  return after.slice(start, after.length - rest);
}

describe('adding to a file of waivers', () => {
  it.each([
    ['a block list', `waivers:\n  - ${entry}\n`],
    [
      'comments everywhere',
      `# top\nwaivers:   # here\n\n  # one\n  - ${entry}   # trailing\n\n  # the end\n# bottom\n`,
    ],
    ['a list without its key', `- ${entry}\n`],
    ['a list that is not indented', `waivers:\n- ${entry}\n- ${entry.replace('thin', 'other')}\n`],
    [
      'block entries',
      `waivers:\n    -   rule: notes/thin\n        reason: other\n        text: |\n          two\n          lines\n        approver: x\n        from: 2026-11-01\n        until: 2026-11-02\n\n`,
    ],
    ['no line end at the end', `waivers:\n  - ${entry}`],
    ['line ends of Windows', `# c\r\nwaivers:\r\n  - ${entry}\r\n# d\r\n`],
    ['a byte order mark', `\uFEFFwaivers:\n  - ${entry}\n`],
    ['a flow list', `waivers: [ ${entry}, ] # flow\n`],
    ['an end that only closes brackets', `waivers: [\n  ${entry}\n]\n`],
    ['a document mark', `---\nwaivers:\n  - ${entry}\n`],
    ['nothing but the key', 'waivers: # none yet\n'],
    ['nothing but comments', '# ours\n\n'],
    ['nothing', ''],
  ])('leaves every byte of what was there, as in %s', (_, before) => {
    const after = added(before);
    insertedIn(before, after);
    const list = load(after).waivers.list;
    expect(list.at(-1)?.text).toBe(fresh.text);
    expect(list).toHaveLength(load(before).waivers.list.length + 1);
  });

  it.each(['waivers: []\n', 'waivers: null # none\n', 'waivers: ~\n', '[] # none\n'])(
    'puts a list in place of %j',
    (before) => {
      const after = added(before);
      expect(load(after).waivers.list).toHaveLength(1);
      expect(after).toContain(before.includes('#') ? '# none' : '');
    },
  );

  it('makes the file where there is none, with a word on what it is', () => {
    expect(added(undefined)).toMatch(
      /^# Waivers: .*\n# .*\nwaivers:\n {2}- finding: "?0123456789abcdef0123"? # a comment\n/,
    );
  });

  it('keeps any text as it was given', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)),
        (text) => {
          const after = added(`waivers:\n  - ${entry}\n# end\n`, { ...fresh, text });
          expect(load(after).waivers.list.at(-1)?.text).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a file that is wrong already, and a waiver that is there already', () => {
    expect(() => added('waivers: nope\n')).toThrow('waivers.yaml:1:10');
    expect(() => added(added(''))).toThrow('a second waiver of the same from the same day');
  });

  it('holds what it wrote to the schema', () => {
    const { value } = parseYaml(added(''), 'waivers.yaml');
    expect(waiversSchema.safeParse(value).success).toBe(true);
  });
});

describe('changing a file that others change too', () => {
  it('loses nothing of what any of them wrote', async () => {
    const path = join(folder({ 'list.txt': '' }), 'list.txt');
    const names = Array.from({ length: 12 }, (_, i) => `line ${i}`);
    await Promise.all(names.map((name) => editFile(path, (before) => `${before}${name}\n`)));
    expect(readFileSync(path, 'utf8').trim().split('\n').sort()).toEqual([...names].sort());
    expect(readdirSync(join(path, '..'))).toEqual(['list.txt']);
  });

  it('leaves it as it was where the change throws', async () => {
    const path = join(folder({ 'list.txt': 'as it was' }), 'list.txt');
    const failing = editFile(path, () => {
      throw new UserError({ message: 'no' });
    });
    await expect(failing).rejects.toThrow('no');
    expect(readFileSync(path, 'utf8')).toBe('as it was');
    expect(readdirSync(join(path, '..'))).toEqual(['list.txt']);
  });

  it('takes over from a process that is gone', async () => {
    const root = folder({ 'list.txt': 'a' });
    writeFileSync(join(root, '.list.txt.lock'), '99999999');
    await editFile(join(root, 'list.txt'), (before) => `${before}b`);
    expect(readFileSync(join(root, 'list.txt'), 'utf8')).toBe('ab');
  });

  it('says what is in the way', async () => {
    const root = folder({ 'gone/': '' });
    await expect(editFile(join(root, 'none', 'list.txt'), () => '')).rejects.toThrow(SourceError);
    mkdirSync(join(root, 'list.txt'));
    await expect(editFile(join(root, 'list.txt'), () => '')).rejects.toThrow('list.txt could not be written');
  });
});
