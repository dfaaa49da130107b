import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/lib/escape.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { RenderOptions } from '../../src/reports/report.ts';
import { terminal } from '../../src/reports/terminal.ts';
import { area, certification, finding, rep, sample } from './sample.ts';

const plain = { width: 80, isColored: false } satisfies RenderOptions;
const render = (result: AuditResult, options: Partial<RenderOptions> = {}): string =>
  String(terminal.render(result, { ...plain, ...options }));
const linesOf = (text: string): string[] => text.split('\n');
const of = (...reps: AuditResult['reps']): AuditResult => sample({ reps });

/** Everything that a terminal may obey: controls but the line end, and what reorders or hides text. */
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const colorCodes = /\u001b\[\d+m/g;

const hostile = [
  '\u001b[2J\u001b[31mAudit passed\u001b[0m Ltd',
  '\u009b31m\u009d0;title\u0007',
  '\u202emoc.elpmaxe\u202c\u2066 Trading',
  'two\r\nlines\u2028and\u0085more\ttabs',
  'Nötig & Söhne '.repeat(15),
  '株式会社青空配送サービス'.repeat(6),
  '👩‍👩‍👧‍👦 Family 🫠🪿 Movers 👍🏽',
  'zalgo\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308',
  'W'.repeat(300),
  '',
];

/** One text wherever a CRM's text can stand. */
const filledWith = (text: string): AuditResult => {
  const seen = finding({
    record: { type: 'deal', id: text, name: text, url: text },
    message: text,
    evidence: [1, 2, 3, 4].map(() => ({ field: text, value: text })),
    exposure: { amount: 1234, currency: text },
  });
  const missing = area('roles', { evaluable: 3, level: null, missing: text });
  const cut = rep({
    id: text,
    name: text,
    email: text,
    areas: [area('status'), missing],
    certifications: [certification()],
    findings: [seen, { ...seen, severity: 'warning' }],
    notEvaluable: [{ rule: 'roles/untyped', reason: text, records: 3 }],
  });
  const result = of(cut, rep(), rep({ ...cut, kind: 'queue' }));
  const gaps = [{ what: text, reason: text, affects: ['roles/untyped'] }];
  return { ...result, source: { ...result.source, label: text, gaps } };
};

describe('the terminal report', () => {
  it.each([80, 120])('is one to read at %i columns', async (width) => {
    await expect(render(sample(), { width })).toMatchFileSnapshot(`../golden/terminal-${width}.txt`);
  });

  it.each([40, 60, 80, 100, 120, 200])('never runs over %i columns', (width) => {
    for (const result of [sample(), ...hostile.map(filledWith)]) {
      for (const line of linesOf(render(result, { width }))) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('never runs over the width nor prints a control, whatever the records say', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 130 }), (value, width) => {
        const shown = render(filledWith(value), { width });
        expect(shown).not.toMatch(obeyed);
        for (const line of linesOf(shown)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  });

  it.each(hostile)('shows %j without obeying it', (text) => {
    expect(render(filledWith(text))).not.toMatch(obeyed);
    expect(render(filledWith(text), { isColored: true }).replace(colorCodes, '')).not.toMatch(obeyed);
  });

  it('says the same with color and without', () => {
    const colored = render(sample(), { isColored: true });
    expect(colored).toMatch(colorCodes);
    expect(colored.replace(colorCodes, '').replace(/ +$/gm, '')).toBe(render(sample()));
  });

  it('draws with ASCII alone where asked to', () => {
    const result = of(
      rep({ areas: [area('status')], certifications: [certification()], findings: [finding()] }),
      rep(),
    );
    expect(render(result)).toMatch(/[█✓━]/);
    expect(render(result, { isUnicode: false })).not.toMatch(/[^\n -~]/);
  });

  it('fits everyone on one screen when brief', () => {
    const text = render(sample(), { isBrief: true });
    expect(linesOf(text).length).toBeLessThan(40);
    expect(text).toMatch(/Kelsey Brandt +61\.8 +✗ not certified/);
    expect(text).toContain('threadcount explain 006Dw000004Rd0IAQ0');
  });

  it('changes nothing in the result', () => {
    const frozen = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
      return Object.freeze(value);
    };
    expect(render(frozen(sample()))).toBe(render(sample()));
  });
});

describe('a rep', () => {
  it('is told the verdict, the points and what makes it uncertain', () => {
    const text = render(of(rep({ certifications: [certification({ total: 19, marks: ['borderline'] })] })));
    expect(text).toContain('✓ CRM hygiene: certified · 19 of 24 points, 18 needed · borderline');
  });

  it('is told what held a level down', () => {
    const capped = area('coverage', { level: 2, cappedBy: 'coverage/single-threaded' });
    expect(render(of(rep({ areas: [capped] })))).toContain('held at 2 by coverage/single-threaded, which is critical');
  });

  it('is told why criteria have no level, once per reason', () => {
    const missing = { evaluable: 0, failed: 0, level: null, missing: 'no record applies' } as const;
    const text = render(of(rep({ areas: [area('roles', missing), area('stages', missing)] })));
    expect(text).toContain('– no level: Buying roles, Stage criteria (no record applies)');
  });

  it('sees the share of records passed as a bar, shaded over its interval', () => {
    const text = render(of(rep({ areas: [area('status', { evaluable: 20, failed: 10 })] })));
    expect(text).toMatch(/Status discipline +1 not shown +█+▓+▒+░+ +50\.0 % +10 +0 +20/);
  });

  it('sees no more than two findings of a rule among others, and how many more there are', () => {
    const many = Array.from({ length: 12 }, (_, i) => finding({ record: { ...finding().record, name: `Lead ${i}` } }));
    const text = render(of(rep({ findings: many }), rep()));
    expect(text).toContain('12 leads, the worst 2 shown');
    expect(text).toContain('… and 10 more: next-steps/undated 10');
    expect(text).not.toContain('Lead 2');
  });

  it('sees more when asked for alone', () => {
    const many = Array.from({ length: 12 }, (_, i) => finding({ record: { ...finding().record, name: `Lead ${i}` } }));
    const text = render(of(rep({ findings: many })));
    expect(text).toContain('12 leads, the worst 5 shown');
    expect(text).toContain('Lead 4');
  });

  it('sees the gravest finding first, and of two the one on the larger deal', () => {
    const at = (name: string, amount: number) =>
      finding({ record: { ...finding().record, name }, exposure: { amount, currency: 'USD' } });
    const small = at('Small', 10_000);
    const large = at('Large', 90_000);
    const grave = finding({ severity: 'critical', rule: 'workflow/lost-lead' });
    const text = render(of(rep({ findings: [small, large, grave] })));
    const places = ['workflow/lost-lead', 'Large · USD 90,000', 'Small'].map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('reads a value once, not again where the message quotes it', () => {
    const text = render(of(rep({ findings: [finding()] })));
    expect(text.match(/Send proposal to Dana/g)).toHaveLength(1);
    expect(text).toContain('Next_Step__c since 2026-11-03');
  });

  it('reads once what several findings say alike', () => {
    const text = render(of(rep({ findings: [finding(), finding()] })));
    expect(text.match(/names no date/g)).toHaveLength(1);
    expect(text.match(/Sandpiper Elevators {2}https/g)).toHaveLength(2);
  });

  it('sees the habit before the slip where nothing else tells them apart', () => {
    const slip = finding({ rule: 'exceptions/broken' });
    const text = render(of(rep({ findings: [slip, finding(), finding()] })));
    expect(text.indexOf('next-steps/undated')).toBeLessThan(text.indexOf('exceptions/broken'));
  });

  it('learns what could not be judged, by reason', () => {
    const reason = 'LeadHistory: no such file';
    const notEvaluable = [
      { rule: 'status/lags-event', reason, records: 1200 },
      { rule: 'status/batch-cleanup', reason, records: 34 },
      { rule: 'roles/untyped', reason: 'Title is not known', records: 7 },
    ];
    const text = render(of(rep({ notEvaluable })));
    expect(text).toContain('    1,234  LeadHistory: no such file → status/lags-event');
    expect(text).toContain('        7  Title is not known');
  });
});

describe('records that no active user answers for', () => {
  it.each(['queue', 'inactive-user', 'none'] as const)('have no score and no criteria (%s)', (kind) => {
    const text = render(of(rep({ kind, areas: [area('status')], findings: [finding()] })));
    expect(text).toContain('next-steps/undated');
    expect(text).not.toMatch(/91\.3|Status discipline/);
  });

  it('are named where nobody is known', () => {
    expect(render(of(rep({ kind: 'none', id: null, name: null, email: null })))).toContain('Records without an owner');
  });
});

describe('the end of the report', () => {
  it('names everyone in the order of the result, however they fare', () => {
    const names = ['Ana', 'Bea', 'Cem'];
    const scores = [40, 90, 60];
    const reps = names.map((name, i) => rep({ name, score: scores[i] ?? 0 }));
    const table = linesOf(render(of(...reps))).filter((line) => /^ {2}(Ana|Bea|Cem)/.test(line));
    expect(table.map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual([
      ['Ana', '40.0'],
      ['Bea', '90.0'],
      ['Cem', '60.0'],
    ]);
  });

  it('names every one of many', () => {
    const reps = Array.from({ length: 230 }, (_, i) => rep({ name: `Rep ${i}` }));
    const table = linesOf(render(of(...reps), { isBrief: true })).filter((line) => /^ {2}Rep \d/.test(line));
    expect(table.map((line) => line.trim().split(/ {2,}/)[0])).toEqual(reps.map(({ name }) => name));
  });

  it('suggests to explain the worst finding and to look at its owner', () => {
    const text = render(sample(), { width: 120, sourceOption: '--source crm/' });
    expect(text).toContain('threadcount explain 006Dw000004Rd0IAQ0 --source crm/');
    expect(text).toContain('threadcount audit --rep renata.silveira@brightwater.example --source crm/');
  });

  it('suggests no command made of text that a shell would run', () => {
    const record = { ...finding().record, id: '$(reboot)' };
    const text = render(of(rep({ id: '-x', email: 'a;reboot@evil.example', findings: [finding({ record })] }), rep()));
    const commands = linesOf(text).filter((line) => line.startsWith('    threadcount '));
    expect(commands).toEqual(['    threadcount audit --source exports/ --format json  everything as data']);
  });
});

describe('one screen', () => {
  const brief = { ...plain, isBrief: true } satisfies RenderOptions;
  const first = finding({ fingerprint: 'a'.repeat(20), message: 'Next step "ping" names no date' });
  const second = finding({ fingerprint: 'b'.repeat(20), severity: 'critical', rule: 'workflow/lost-lead' });
  const path = [{ fingerprint: first.fingerprint, gain: 1.25 }];
  const one = rep({
    findings: [second, first],
    certifications: [certification({ verdict: 'not-certified', path, pathTo: 'certified' })],
  });

  it('of a team is everyone in a table', () => {
    const text = terminal.render(sample(), brief);
    expect(text).toContain('Jonah Whitlock');
    expect(text).not.toContain('criterion');
  });

  it('of one rep is what to fix first: what turns the verdict goes before what is worse', () => {
    const text = String(terminal.render(sample({ reps: [one] }), brief));
    expect(text).toContain('What Jonah Whitlock can fix first: 2 things, about 5 min');
    expect(text).toContain('1 fix leads to certified (the fewest that do), worth 1.3 points');
    expect(text).toMatch(/1\. Sandpiper Elevators · \+1\.25 points · 5 min\n[^2]*2\. Sandpiper Elevators\n/);
    expect(text).toContain('https://brightwater.my.example/00QDw000004XyZAEA0');
  });

  it('leaves out of it what is waived', () => {
    const waiver = { id: 'w', reason: 'other', text: 't', approver: 'h', until: '2026-12-31' };
    const waived = rep({ findings: [finding({ waiver })] });
    expect(terminal.render(sample({ reps: [waived] }), brief)).toContain('nothing, all is in order');
  });
});
