import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../src/lib/yaml.ts';
import { compileCondition } from '../../../src/rulebook/expression/compile.ts';
import { dealScope, problemsOf, scopeWithoutCalendar } from './deal-scope.ts';

describe('names', () => {
  it.each([
    ['record.nextstep.due == null', '1: unknown name "record.nextstep.due" (did you mean "record.nextStep.due"?)'],
    ['has(deal.amout)', '5: unknown name "deal.amout" (did you mean "deal.amount"?)'],
    ['deal.amount.size', '1: unknown name "deal.amount.size" (did you mean "deal.amount"?)'],
    ['record.nextStep == null', '1: "record.nextStep" is not a value of its own (it holds due, text)'],
    ['deal.contacts.exists(c, c.rol == "x")', '25: unknown field "rol" (did you mean "role"?)'],
    ['deal.champion.xyzzy', '1: unknown field "xyzzy" (it has role, engaged, seen, titles)'],
    ['lead.tags.exists(t, t.name == "x")', '21: text has no field "name"'],
    ['olderThn(asOf, params.limit)', '1: unknown function "olderThn" (did you mean "olderThan"?)'],
    ['contains("a", "b")', '1: unknown function "contains" (write it after its value, as in x.contains(…))'],
    ['record.nextStep.text.contain("x")', '1: unknown method "contain" (did you mean "contains"?)'],
    [
      'asOf.olderThan(params.limit)',
      '1: unknown method "olderThan" (write olderThan(…), with the value as its first argument)',
    ],
  ])('%s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'record.constructor',
    'record.__proto__.x',
    'hasOwnProperty("x")',
    'constructor("x")',
    'date.constructor',
    '"x".constructor',
    '"x".constructor("y")',
    'deal.champion.constructor',
    'deal.champion.__proto__',
    '[1].toString()',
    'deal.contacts.exists(c, c.constructor == null)',
  ])('names that every object inherits are unknown: %s', (source) => {
    expect(problemsOf(source)).toHaveLength(1);
  });
});

describe('types', () => {
  it.each([
    ['deal.amount > "5"', '1: > cannot compare number with text (write 5 without quotes)'],
    ['deal.closeDate == "2026-10-01"', '1: == cannot compare date with text (write date("2026-10-01"))'],
    ['"2026-10-01" < record.createdAt', '1: < cannot compare text with instant (write date("2026-10-01"))'],
    ['params.limit > "10d"', '1: > cannot compare duration with text (write duration("10d"))'],
    ['params.limit > 10', '1: > cannot compare duration with number'],
    ['record.isOpen < true', '1: < cannot compare boolean with boolean'],
    ['record.isOpen == 1', '1: == cannot compare boolean with number'],
    ['lead.tags == lead.tags', '1: == cannot compare list of text with list of text (use in, all or exists)'],
    ['deal.amount && true', '1: && needs boolean, but this is number (compare it with something, such as != null)'],
    ['true || deal.amount', '9: || needs boolean, but this is number (compare it with something, such as != null)'],
    ['!deal.stage.group', '2: ! needs boolean, but this is text (compare it with something, such as != null)'],
    ['record.isOpen ? 1 : "a"', '17: the two branches of ?: hold values of different types (give both the same type)'],
    ['deal.amount + "a"', '1: + does not work on number and text'],
    ['asOf * 2', '1: * does not work on instant and number'],
    ['asOf * params.limit', '1: * does not work on instant and duration'],
    ['-record.nextStep.text', '2: - needs number, but this is text'],
    [
      '"a" in deal.stage.group',
      '8: in needs a list on its right, but this is text (for a part of a text write whole.contains(part))',
    ],
    ['deal.amount in lead.tags', '1: in cannot look for number in a list of text'],
    ['[1, "a"]', '5: a list of number cannot hold text'],
    ['deal.amount.exists(x, true)', '1: exists() needs a list, but this is number'],
    ['lead.tags.exists(t)', '1: exists() takes a variable and an expression, as in exists(x, x != null)'],
    [
      'lead.tags.filter(t, size(t))',
      '21: filter() needs boolean, but this is number (compare it with something, such as != null)',
    ],
    ['lead.tags.all(t, lead.tags.all(t, true))', '32: "t" already names an element'],
    ['deal.amount.contains("a")', '1: contains() needs text, but this is number'],
    ['record.nextStep.text.trim("a")', '1: trim() takes no values, not 1'],
    ['record.nextStep.text.startsWith()', '1: startsWith() takes one value, not 0'],
    ['size(deal.amount)', '1: size() needs a text or a list, but this is number'],
    ['size()', '1: unknown function "size" (it takes one value)'],
    ['abs("a")', '5: abs() needs number, but this is text'],
    ['abs(1, 2)', '1: abs() takes one number'],
    ['max(1)', '1: max() takes two or more numbers, instants or dates'],
    ['min(1, asOf)', '8: min() of numbers needs number, but this is instant'],
    ['has(1 + 1)', '1: has() takes one name, as in has(record.createdAt)'],
    ['olderThan(asOf)', '1: olderThan() takes 2 values, not 1 (as in olderThan(instant, duration))'],
    ['olderThan(asOf, "10d")', '17: olderThan() needs duration, but this is text (write duration("10d"))'],
    ['date("2026-02-30")', '6: "2026-02-30" is not a date (as in date("2026-10-01"))'],
    [
      'instant("2026-10-01T09:00:00")',
      '9: "2026-10-01T09:00:00" is not an instant (as in instant("2026-10-01T09:00:00Z"))',
    ],
    ['duration("10 days")', '10: "10 days" is not a duration (did you mean "10d"?)'],
    ['date(deal.stage.group)', '1: date() takes one text that is written out, such as date("…")'],
    ['record.nextStep.text.matches(deal.stage.group)', '30: matches() needs its pattern written out as a text'],
    [
      'record.nextStep.text.matches("(?=a)")',
      '30: matches() cannot read the pattern: invalid or unsupported Perl syntax: `(?=` (patterns follow RE2 syntax)',
    ],
    ['9007199254740993', '1: this whole number is too large to be exact'],
    ['5u', '1: unsigned numbers and bytes are not part of this language (leave out the u or the b)'],
    ['lead.tags[0]', '1: maps, indexes and optional fields are not part of this language'],
    ['{"a": 1}', '1: maps, indexes and optional fields are not part of this language'],
  ])('%s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  it('the value must be of the kind that its place wants', () => {
    expect(problemsOf('deal.amount', 'boolean')).toEqual([
      '1: boolean is wanted here, but this is number (compare it with something, such as != null)',
    ]);
    expect(problemsOf('deal.amount', 'number')).toEqual([]);
    expect(problemsOf('null', 'number')).toEqual([]);
  });

  it('dates, instants and durations are kept apart where no calendar is known', () => {
    expect(problemsOf('asOf == deal.closeDate', 'any', scopeWithoutCalendar)).toEqual([
      '1: a date and an instant cannot be compared here, where no time zone is known',
    ]);
    expect(problemsOf('asOf - params.limit', 'any', scopeWithoutCalendar)).toEqual([
      '1: - cannot move an instant here, where no calendar is known',
    ]);
  });

  it('one mistake is told once, and all mistakes are told in the order of the text', () => {
    expect(
      problemsOf('record.isOpn && deal.amount + 1 > "1" && (deal.amout - params.limit) * 2 > 1 && recrd.isOpen.x'),
    ).toEqual([
      '1: unknown name "record.isOpn" (did you mean "record.isOpen"?)',
      '17: > cannot compare number with text (write 1 without quotes)',
      '43: unknown name "deal.amout" (did you mean "deal.amount"?)',
      '81: unknown name "recrd.isOpen.x" (did you mean "record.isOpen"?)',
    ]);
  });
});

describe('syntax', () => {
  it.each([
    ['', '1: the expression is empty'],
    ['  ', '1: the expression is empty'],
    ['record.isOpen && (', '19: the expression ends too early'],
    ['deal.amount = 1', '13: unexpected "=" (write == to compare)'],
    ['record.isOpen and true', '15: unexpected "and" (write && for "and")'],
    ['record.isOpen OR true', '15: unexpected "OR" (write || for "or")'],
    ['not record.isOpen', '5: unexpected "record" (write ! for "not")'],
    ['deal.stage.group == “late”', '21: unexpected "“" (use straight quotes)'],
    ['deal.stage.group == "late', '21: unterminated string'],
    ['😀', '1: unexpected "😀"'],
    ['lead.tags.exists(1, true)', '18: exists(var, predicate) invalid predicate iteration variable'],
  ])('%s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

describe('places', () => {
  it.each([
    'when: record.isOpen && record.isOpn\n',
    "  when: 'deal.stage.group == \"it''s\" && record.isOpn'\n",
    'when: "deal.stage.group == \\"x\\" && record.isOpn"\n',
    'when: "deal.stage.group == \'\\x41\\u00e4\\U0001F600\' &&\\n\\trecord.isOpn"\n',
    'when: "record.isOpen \\\n    && record.isOpn"\n',
    'when: |\n  record.isOpen &&\n    record.isOpn\n',
    'when: >-\n  record.isOpen\n\n  && record.isOpn\n',
    'when: record.isOpen &&\n  record.isOpn\n',
    'when: |\n  record.isOpen && // why\n  record.isOpn\n',
  ])('are those of the YAML file: %j', (text) => {
    const yaml = parseYaml(text, 'rule.yaml');
    const source = Object.values(Object(yaml.value)).join('');
    const compiled = compileCondition(source, dealScope, yaml.scalarSource(['when']));
    const lines = text.slice(0, text.indexOf('record.isOpn')).split('\n');
    const place = { file: 'rule.yaml', line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    expect('problems' in compiled && compiled.problems.map(({ at }) => at)).toEqual([place]);
  });

  it('point behind the last character where the expression ends too early', () => {
    const yaml = parseYaml('when: "record.isOpen &&"\n', 'rule.yaml');
    const compiled = compileCondition('record.isOpen &&', dealScope, yaml.scalarSource(['when']));
    expect('problems' in compiled && compiled.problems.map(({ at }) => at)).toEqual([
      { file: 'rule.yaml', line: 1, column: 24 },
    ]);
  });
});
