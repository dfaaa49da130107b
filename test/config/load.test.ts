import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LoadOptions, loadConfig } from '../../src/config/load.ts';
import { UserError } from '../../src/lib/errors.ts';
import { exampleConfig, exampleRouting } from './example.ts';
import { folder } from './folder.ts';

const exampleFiles = {
  'threadcount.yaml': exampleConfig,
  'routing.yaml': exampleRouting,
  'waivers.yaml': '',
  'leave.yaml': '- { rep: rep1@seller.example, from: 2026-06-01, to: 2026-07-15 }\n- { rep: Ada, from: 2026-11-02 }',
  'started.yaml': 'started: [{ rep: rep2@seller.example, date: 2026-10-01 }]',
  'our-rules/': '',
};

const load = (files: Readonly<Record<string, string | Uint8Array>>, options: Partial<LoadOptions> = {}) =>
  loadConfig({ cwd: folder(files), ...options });

function complaints(files: Readonly<Record<string, string | Uint8Array>>, options: Partial<LoadOptions> = {}) {
  try {
    load(files, options);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the example of the interface', () => {
  const config = () => load(exampleFiles);

  it('is understood as it stands', () => {
    expect(config()).toMatchObject({
      source: { kind: 'salesforce' },
      calendar: {
        timezone: 'America/New_York',
        days: 'mon-fri',
        hours: '09:00-17:00',
        holidays: ['2026-11-26'],
        fiscalYearStarts: 2,
      },
      dateOrder: 'mdy',
      currency: { report: 'USD', rates: { EUR: 1.08 } },
      fields: { lead: { nextStep: 'Next_Step__c', nextStepDate: 'Next_Step_Date__c' } },
      internalDomains: ['seller.example'],
      overrides: [{ when: { source: 'deal.amount < 10000' }, rules: [{ rule: 'coverage/too-few', isOff: true }] }],
      closedWithin: { amount: 90, unit: 'd' },
      redact: 'none',
    });
  });

  it('turns a rule off, sets a parameter, and changes a severity', () => {
    expect(config().rules).toEqual([
      {
        rule: 'status/stale-lead',
        isOff: false,
        params: { working: '10d' },
        severity: undefined,
        at: ['rules', 'status/stale-lead'],
      },
      { rule: 'roles/untyped', isOff: true, params: {}, severity: undefined, at: ['rules', 'roles/untyped'] },
      {
        rule: 'next-steps/too-far',
        isOff: false,
        params: {},
        severity: [{ is: 'info' }],
        at: ['rules', 'next-steps/too-far'],
      },
    ]);
  });

  it('maps the columns of a file', () => {
    const { files, file } = config();
    expect(files).toEqual([
      {
        type: 'deal',
        file: 'sales_pipeline.csv',
        path: join(String(file), '../sales_pipeline.csv'),
        columns: {
          id: 'opportunity_id',
          name: 'opportunity_id',
          ownerName: 'sales_agent',
          stage: 'deal_stage',
          createdAt: 'engage_date',
          closeDate: 'close_date',
          amount: 'close_value',
          accountName: 'account',
        },
        values: {},
        dates: 'dd-MM-yy',
        at: ['files', 'deal'],
      },
    ]);
  });

  it('resolves every path against the file', () => {
    const cwd = folder(exampleFiles);
    expect(loadConfig({ cwd })).toMatchObject({
      file: join(cwd, 'threadcount.yaml'),
      waivers: { file: join(cwd, 'waivers.yaml'), list: [] },
      store: { kind: 'sqlite', path: join(cwd, '.threadcount/threadcount.db') },
      packs: [
        { kind: 'shipped', id: 'threadcount/hygiene' },
        { kind: 'shipped', id: 'threadcount/multithreading' },
        { kind: 'folder', path: join(cwd, 'our-rules') },
      ],
    });
  });

  it('reads the routes in order, commas in names included', () => {
    const { routing } = config();
    expect(routing?.routes.map(({ name, owners, from }) => [name, owners, from])).toEqual([
      ['named account Acme', ['rep1@seller.example'], undefined],
      ['Germany, 500 and up', ['rep2@seller.example'], '2026-10-01'],
      ['everything else', ['queue:Inbound Queue'], undefined],
    ]);
    expect(routing?.grace).toEqual({ amount: 2, unit: 'bd' });
    expect(routing?.exceptionField).toBe('Routing_Exception__c');
  });

  it('reads leave and starting days, as a list or under their key', () => {
    const { leave, started } = config();
    expect(leave).toEqual([
      { rep: 'rep1@seller.example', from: '2026-06-01', to: '2026-07-15' },
      { rep: 'Ada', from: '2026-11-02', to: undefined },
    ]);
    expect(started).toEqual([{ rep: 'rep2@seller.example', date: '2026-10-01' }]);
  });

  it('knows where each expression and key was written', () => {
    const { stages, overrides, routing, locate } = config();
    const proposal = stages.find(({ name }) => name === 'Proposal/Price Quote');
    expect(proposal?.exit[1]?.origin).toMatchObject({
      file: 'threadcount.yaml',
      line: 13,
      column: 74,
      raw: "'deal.everEngaged.count >= 2'",
    });
    expect(overrides[0]?.when.origin).toMatchObject({ line: 17, column: 21 });
    expect(routing?.routes[1]?.when.origin).toMatchObject({ file: 'routing.yaml', line: 3, column: 40 });
    expect(routing?.locate(['routes', 1, 'owner'], 'value')).toEqual({ file: 'routing.yaml', line: 3, column: 101 });
    expect(locate(['rules', 'roles/untyped'], 'key')).toEqual({ file: 'threadcount.yaml', line: 16, column: 59 });
  });
});

describe('finding the file', () => {
  const files = { 'threadcount.yaml': 'redact: all', 'a/b/': '', 'a/other.yaml': 'redact: contacts' };

  it('is searched for from the working directory upwards', () => {
    const root = folder(files);
    const config = loadConfig({ cwd: join(root, 'a', 'b') });
    expect(config.file).toBe(join(root, 'threadcount.yaml'));
    expect(config.redact).toBe('all');
  });

  it('takes the nearest of several', () => {
    const root = folder({ ...files, 'a/threadcount.yaml': 'redact: contacts' });
    expect(loadConfig({ cwd: join(root, 'a', 'b') }).redact).toBe('contacts');
  });

  it('is the one of the flag where there is a flag, also for the demo', () => {
    const root = folder(files);
    expect(loadConfig({ cwd: root, flag: 'a/other.yaml', ignoreDiscovered: true }).redact).toBe('contacts');
  });

  it('is ignored for the demo without a flag', () => {
    expect(load(files, { ignoreDiscovered: true })).toMatchObject({ file: undefined, redact: 'none' });
  });

  it('is missed by name when the flag leads nowhere', () => {
    expect(complaints({ 'threadcount.yaml': 'redact: all' }, { flag: 'threadcuont.yaml' })).toEqual([
      'threadcuont.yaml: no such file (did you mean "threadcount.yaml"?)',
    ]);
  });
});

describe('defaults', () => {
  it('stand alone where nothing is written', () => {
    const cwd = folder({ 'threadcount.yaml': '# nothing yet\n' });
    expect(loadConfig({ cwd })).toMatchObject({
      source: undefined,
      calendar: { timezone: 'UTC', days: 'mon-fri', hours: '09:00-17:00', holidays: [], fiscalYearStarts: 1 },
      dateOrder: 'mdy',
      currency: undefined,
      files: [],
      fields: {},
      packs: [
        { kind: 'shipped', id: 'threadcount/hygiene' },
        { kind: 'shipped', id: 'threadcount/multithreading' },
      ],
      rules: [],
      overrides: [],
      routing: undefined,
      waivers: { file: undefined, maximum: 90, list: [] },
      leave: [],
      started: [],
      store: { kind: 'sqlite', path: join(cwd, '.threadcount/threadcount.db') },
      closedWithin: { amount: 90, unit: 'd' },
      redact: 'none',
    });
  });

  it('fill in what a team leaves out of its calendar and its statuses', () => {
    const { calendar, leadStatuses } = load({
      'threadcount.yaml':
        'calendar: { timezone: Europe/Berlin }\nstatuses: { lead: { Heiß: qualified, New: working } }',
    });
    expect(calendar).toMatchObject({ timezone: 'Europe/Berlin', days: 'mon-fri' });
    expect(leadStatuses).toMatchObject({ Heiß: 'qualified', New: 'working', Nurturing: 'nurture' });
  });
});

describe('forms of a value', () => {
  const read = (text: string) => load({ 'threadcount.yaml': text, 'exports/': '' });

  it('names a source by a word, by a path, or with its options', () => {
    expect(read('source: demo').source).toEqual({ kind: 'demo' });
    expect(read('source: hubspot').source).toEqual({ kind: 'hubspot' });
    expect(read('source: { hubspot: {} }').source).toEqual({ kind: 'hubspot' });
    expect(read('source: { salesforce: { target-org: prod, api-version: "66.0" } }').source).toEqual({
      kind: 'salesforce',
      targetOrg: 'prod',
      apiVersion: '66.0',
    });
    expect(read('source: { salesforce: { note-bodies: true } }').source).toEqual({
      kind: 'salesforce',
      noteBodies: true,
    });
    expect(read('source: ./exports').source).toMatchObject({ kind: 'path', path: expect.stringMatching(/exports$/) });
  });

  it('names a store by a path or a URL', () => {
    expect(read('store: postgres://db.example/threadcount').store).toEqual({
      kind: 'postgres',
      url: 'postgres://db.example/threadcount',
    });
    expect(read('store: runs.db').store).toMatchObject({ kind: 'sqlite', path: expect.stringMatching(/runs\.db$/) });
  });

  it('takes one file or several for a kind of record, and other spellings of a field', () => {
    const { files } = read(
      'files: { activity: [{ file: tasks.csv }, { file: calls.csv, values: { isCompleted: { Done: true } } }], lead: { file: l.csv, columns: { nextStepText: Step } } }',
    );
    expect(files).toMatchObject([
      { type: 'activity', file: 'tasks.csv', at: ['files', 'activity', 0] },
      { type: 'activity', file: 'calls.csv', values: { isCompleted: { Done: true } }, at: ['files', 'activity', 1] },
      { type: 'lead', columns: { nextStep: 'Step' }, at: ['files', 'lead'] },
    ]);
  });

  it('takes a list of severities, each with its condition', () => {
    const [rule] = read('rules: { a/b: { severity: [{ when: deal.amount > 5, is: critical }, { is: error }] } }').rules;
    expect(rule?.severity).toEqual([
      { is: 'critical', when: { source: 'deal.amount > 5', origin: expect.objectContaining({ line: 1, column: 36 }) } },
      { is: 'error' },
    ]);
  });

  it('takes several owners and a last day for a route', () => {
    const { routing } = load({
      'threadcount.yaml': 'routing: r.yaml',
      'r.yaml': 'routes: [{ name: a, when: "true", owner: [x@s.example, y@s.example], until: 2026-12-31 }]',
    });
    expect(routing?.routes).toMatchObject([{ owners: ['x@s.example', 'y@s.example'], until: '2026-12-31' }]);
  });
});

describe('one thing wrong', () => {
  it.each([
    ['source: ./nope', '1:9: no such file or folder: ./nope'],
    ['source: 5', '1:9: source: expected text, or a mapping, found 5'],
    [
      'source: { salesforce: { target-org: "a; rm -rf" } }',
      '1:37: target-org: expected an alias or user name of the Salesforce CLI, found "a; rm -rf"',
    ],
    [
      'source: { salesforce: { api-version: 66.0 } }',
      '1:38: api-version: expected an API version in quotes, such as "66.0", found 66',
    ],
    ['source: { salesforce: { note-bodies: all } }', '1:38: note-bodies: expected true or false, found "all"'],
    ['source: { salesforce: { target_org: prod } }', '1:25: unknown key "target_org" (did you mean "target-org"?)'],
    [
      'calendar: { timezone: Amerca/New_York }',
      '1:23: unknown time zone "Amerca/New_York" (did you mean "America/New_York"?)',
    ],
    ['calendar: { days: [mon, tui] }', '1:25: "tui" is not a weekday (did you mean "tue"?)'],
    ['calendar: { days: mon-fry }', '1:19: "fry" is not a weekday (did you mean "fri"?)'],
    ['calendar: { hours: 9-5 }', '1:20: "9-5" are not working hours (write 09:00-17:00, the end after the beginning)'],
    ['calendar: { holidays: [2026-02-30] }', '1:24: 2026-02-30 is not in the calendar'],
    ['calendar: { holidays: [26.11.2026] }', '1:24: holidays: expected a date such as 2026-11-26, found "26.11.2026"'],
    ['calendar: { fiscal-year-starts: 0 }', '1:33: fiscal-year-starts: expected 1 or more, found 0'],
    ['calender: {}', '1:1: unknown key "calender" (did you mean "calendar"?)'],
    ['text: { date-order: ymd }', '1:21: date-order: expected one of mdy, dmy, found "ymd"'],
    ['currency: { rates: { EUR: 1.08 } }', '1:1: missing key "report" (it takes a currency code such as USD)'],
    ['currency: { report: USD, rates: { EUR: -1 } }', '1:40: EUR: expected more than 0, found -1'],
    ['files: { deals: { file: d.csv } }', '1:10: unknown key "deals" (did you mean "deal"?)'],
    ['files: { deal: { columns: {} } }', '1:10: missing key "file" (it takes a path)'],
    ['files: { deal: { file: d.csv, columns: { amout: x } } }', '1:42: unknown key "amout" (did you mean "amount"?)'],
    [
      'files: { deal: { file: d.csv, dates: "%d-%m" } }',
      '1:38: dates: expected a date pattern such as dd-MM-yy, found "%d-%m"',
    ],
    ['fields: { lead: { nextStepp: X__c } }', '1:19: unknown key "nextStepp" (did you mean "nextStep"?)'],
    [
      'statuses: { lead: { Hot: workin } }',
      '1:26: Hot: expected one of new, working, qualified, nurture, disqualified, converted, found "workin" (did you mean "working"?)',
    ],
    [
      'stages: [{ name: A, group: middle }]',
      '1:28: group: expected one of early, mid, late, won, lost, found "middle"',
    ],
    ['stages: [{ name: A, group: mid }, { name: a, group: mid }]', '1:43: a second stage "a"'],
    [
      'stages: [{ name: A, group: mid, exit: deal.amount > 0 }]',
      '1:39: exit: expected a list, found "deal.amount > 0"',
    ],
    [
      'internal-domains: [https://seller.example]',
      '1:20: internal-domains: expected a domain such as seller.example, found "https://seller.example"',
    ],
    ['packs: [our-ruls]', '1:9: no such file or folder: our-ruls'],
    ['packs: [threadcount/../nowhere]', '1:9: no such file or folder: threadcount/../nowhere'],
    ['packs: []', '1:8: packs: expected at least 1 entry, found a list'],
    ['rules: { a/b: on }', '1:15: a/b: expected off, or a mapping, found "on"'],
    ['rules: { a/b: { sevrity: info } }', '1:17: unknown key "sevrity" (did you mean "severity"?)'],
    ['overrides: [{ rules: {} }]', '1:13: missing key "when" (it takes an expression)'],
    ['overrides: [{ when: "", rules: {} }]', '1:21: when: expected an expression, found ""'],
    ['routing: 5', '1:10: routing: expected a path, found 5'],
    ['routing: rooting.yaml', '1:10: no such file or folder: rooting.yaml'],
    ['waivers: w.yaml', '1:10: no such file or folder: w.yaml'],
    ['people: { leave: l.yaml }', '1:18: no such file or folder: l.yaml'],
    ['people: [a]', '1:9: people: expected a mapping, found a list'],
    ['closed-within: 90', '1:16: closed-within: expected a duration such as 10d, 2w, 4h, 2bd or 3bh, found 90'],
    ['closed-within: 900000d', '1:16: 900000d is too long a duration'],
    ['redact: contact', '1:9: redact: expected one of none, contacts, all, found "contact" (did you mean "contacts"?)'],
    ['redact: none\nredact: all', '2:1: duplicate key "redact" (keep one of the two)'],
    ['- redact', '1:1: file: expected a mapping, found a list'],
  ])('%s', (text, complaint) => {
    expect(complaints({ 'threadcount.yaml': text })).toEqual([`threadcount.yaml:${complaint}`]);
  });

  it.each([
    ['routes: []', '1:9: routes: expected at least 1 entry, found a list'],
    ['routes: [{ name: a, owner: b }]', '1:10: missing key "when" (it takes an expression)'],
    [
      'routes: [{ name: a, when: "true", owner: "queue: " }]',
      '1:42: owner: expected the e-mail address, name or id of a user, or queue: and the name of a queue, found "queue: "',
    ],
    ['routes: [{ name: a, when: "true", ower: b }]', '1:10: missing key "owner"'],
    [
      'routes: [{ name: a, when: "true", owner: b, from: soon }]',
      '1:51: from: expected a date such as 2026-11-26, found "soon"',
    ],
    ['routes: [{ name: a, when: "true", owner: b }, { name: a, when: "true", owner: c }]', '1:55: a second route "a"'],
    [
      'routes: [{ name: a, when: "true", owner: b }]\ngrace: 2',
      '2:8: grace: expected a duration such as 10d, 2w, 4h, 2bd or 3bh, found 2',
    ],
    ['', '1:1: file: expected a mapping, found nothing'],
  ])('in routing.yaml: %s', (text, complaint) => {
    const [first] = complaints({ 'threadcount.yaml': 'routing: routing.yaml', 'routing.yaml': text });
    expect(first).toContain(`routing.yaml:${complaint}`);
  });

  it.each([
    ['- { rep: a, from: 2026-02-01, to: 2026-01-01 }', '1:35: the leave ends before it begins'],
    ['- { rep: a }', '1:3: missing key "from" (it takes a date such as 2026-11-26)'],
    ['- { rep: 5, from: 2026-02-01 }', '1:10: rep: expected text, found 5 (put it in quotes)'],
    ['leaves: []', '1:1: unknown key "leaves" (did you mean "leave"?)'],
    ['all of August', '1:1: file: expected a list, or a mapping, found "all of August"'],
  ])('in leave.yaml: %s', (text, complaint) => {
    const found = complaints({ 'threadcount.yaml': 'people: { leave: leave.yaml }', 'leave.yaml': text });
    expect(found).toContain(`leave.yaml:${complaint}`);
  });

  it('is a file that is no text', () => {
    const utf16 = Buffer.from('\uFEFFredact: all', 'utf16le');
    expect(complaints({ 'threadcount.yaml': utf16 })).toEqual([
      'threadcount.yaml: is not text in UTF-8 (save it as UTF-8)',
    ]);
  });

  it('is a folder where a file is meant', () => {
    expect(complaints({ 'threadcount.yaml': 'routing: r', 'r/': '' })).toEqual(['r: is not a file']);
  });

  it('is a file too large to be written by hand', () => {
    const huge = `# ${'x'.repeat(1_048_576)}`;
    expect(complaints({ 'threadcount.yaml': huge })).toEqual([
      'threadcount.yaml: the file is larger than 1048576 bytes',
    ]);
  });
});

describe('many things wrong', () => {
  it('are all named at once, over all files, in the order of the main file', () => {
    const files = {
      'threadcount.yaml':
        'redact: some\nrouting: routng.yaml\npeople: { leave: leave.yaml, started: none.yaml }\nfoo: 1',
      'routing.yaml': 'routes: []',
      'leave.yaml': '- { rep: a }\n- { from: 2026-01-32 }',
    };
    expect(complaints(files)).toEqual([
      'threadcount.yaml:1:9: redact: expected one of none, contacts, all, found "some"',
      'threadcount.yaml:2:10: no such file or folder: routng.yaml (did you mean "routing.yaml"?)',
      'threadcount.yaml:3:39: no such file or folder: none.yaml',
      'threadcount.yaml:4:1: unknown key "foo"',
      'leave.yaml:1:3: missing key "from" (it takes a date such as 2026-11-26)',
      'leave.yaml:2:3: missing key "rep" (it takes text)',
      'leave.yaml:2:11: 2026-01-32 is not in the calendar',
    ]);
  });
});

describe('what need not exist', () => {
  it('is the source of the file when a flag names another', () => {
    expect(complaints({ 'threadcount.yaml': 'source: ./gone' }, { hasOtherSource: true })).toEqual([]);
  });

  it('is the file of waivers for the command that makes it', () => {
    expect(complaints({ 'threadcount.yaml': 'waivers: w.yaml' }, { createsWaivers: true })).toEqual([]);
  });
});

describe('the hash', () => {
  const hashOf = (files: Readonly<Record<string, string>>) => load({ ...exampleFiles, ...files }).hash;
  const hash = () => hashOf({});

  it('is the same wherever the files lie', () => {
    expect(hash()).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(hashOf({})).toBe(hash());
  });

  it('does not depend on comments, line ends or the order of keys', () => {
    const lines = exampleConfig.trim().split('\n');
    const isTop = (line: string) => /^[a-z]/.test(line);
    const withoutStages = lines.filter((line) => !/^(stages|files|fields|redact|\s)/.test(line) && isTop(line));
    const text = withoutStages.join('\n');
    const reordered = [...withoutStages].reverse().join('\r\n# a comment\r\n');
    expect(hashOf({ 'threadcount.yaml': reordered })).toBe(hashOf({ 'threadcount.yaml': text }));
  });

  it('does not depend on the names of other files, the source or the store', () => {
    const moved = exampleConfig
      .replace('routing: routing.yaml', 'routing: our-rules/r.yaml')
      .replace('source: salesforce', 'source: hubspot')
      .replace('threadcount.db', 'other.db');
    expect(hashOf({ 'threadcount.yaml': moved, 'our-rules/r.yaml': exampleRouting })).toBe(hash());
  });

  it.each([
    ['a parameter', { 'threadcount.yaml': exampleConfig.replace('10d', '11d') }],
    ['a route', { 'routing.yaml': exampleRouting.replace('rep1@', 'rep3@') }],
    ['a leave', { 'leave.yaml': '[]' }],
    ['a starting day', { 'started.yaml': '[]' }],
  ])('changes with %s', (_, files) => {
    expect(hashOf(files)).not.toBe(hash());
  });
});
