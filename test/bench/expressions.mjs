import { compileCondition } from '../../dist/rulebook/expression/compile.js';
import { scopeOf } from '../../dist/rulebook/expression/scope.js';
import { nanoseconds, print, quantile } from './measure.mjs';
import { AS_OF, DAY } from './org-shape.mjs';
import { costElsewhere } from './other-engine.mjs';
import { drawing } from './random.mjs';

/*
 * Compiled rules against what a programmer would have written by hand, on values that are there already: deriving facts
 * costs the same on both sides. Both know three answers: true, false, not known.
 */

const VIEWS = 4096;
const ROUNDS = 300;
const TODAY = Math.floor(AS_OF / DAY);

/** @typedef {Record<string, any>} View */

const types = {
  'record.isOpen': 'boolean',
  'lead.category': 'text',
  'lead.email': 'text',
  'lead.phone': 'text',
  'lead.lastAt': 'instant',
  'deal.closeDate': 'date',
  'deal.stageGroup': 'text',
  'deal.amount': 'number',
  'deal.engaged': 'number',
  'step.level': 'number',
  'step.due': 'date',
  'step.isOverdue': 'boolean',
  asOf: 'instant',
  today: 'date',
  'params.limit': 'duration',
};

/** Keys without dots, so that reading a value is one property access, as it is of a fact. */
const keyOf = (/** @type {string} */ path) => path.slice(path.indexOf('.') + 1);

const limit = { amount: 14, unit: 'd' };

/** One value in twenty is blank, and as many are not known. */
function viewAt(/** @type {number} */ index) {
  const draw = drawing(21, index);
  const maybe = (/** @type {any} */ value) => (draw.chance(0.05) ? null : draw.chance(0.05) ? undefined : value);
  return {
    isOpen: maybe(draw.chance(0.7)),
    category: maybe(draw.pick(['new', 'working', 'qualified', 'nurture', 'disqualified'])),
    email: maybe('a@b.example'),
    phone: maybe('+1 555-0100'),
    lastAt: maybe(AS_OF - draw.below(40) * DAY),
    closeDate: maybe(TODAY + draw.below(60) - 20),
    stageGroup: maybe(draw.pick(['early', 'mid', 'late'])),
    amount: maybe(draw.below(90_000)),
    engaged: maybe(draw.below(6)),
    level: maybe(1 + draw.below(4)),
    due: maybe(TODAY + draw.below(60) - 20),
    isOverdue: maybe(draw.chance(0.2)),
    asOf: AS_OF,
    today: TODAY,
    limit,
  };
}

const isUnknown = (/** @type {unknown} */ value) => value === undefined;
const or = (a, b) => (a === true || b === true ? true : a === undefined || b === undefined ? undefined : false);
const and = (a, b) => (a === false || b === false ? false : a === undefined || b === undefined ? undefined : true);
const atLeast = (a, b) => (a === undefined || b === undefined ? undefined : a !== null && b !== null && a >= b);

/** @type {readonly { name: string, source: string, byHand: (view: View) => boolean | undefined }[]} */
const rules = [
  {
    name: 'close date ahead',
    source: '!record.isOpen || deal.closeDate >= today',
    byHand: ({ isOpen, closeDate, today }) => {
      if (isOpen === false || isOpen === null) return true;
      if (closeDate === undefined) return undefined;
      const isAhead = closeDate !== null && closeDate >= today;
      return isAhead ? true : isUnknown(isOpen) ? undefined : false;
    },
  },
  {
    name: 'can be reached',
    source: 'lead.email != null || lead.phone != null',
    byHand: ({ email, phone }) => {
      if (typeof email === 'string' || typeof phone === 'string') return true;
      return email === undefined || phone === undefined ? undefined : false;
    },
  },
  {
    name: 'worked lately',
    source: '!(lead.category in ["working", "qualified"]) || lead.lastAt + params.limit >= asOf',
    byHand: ({ category, lastAt, asOf, limit }) => {
      if (category !== 'working' && category !== 'qualified' && category !== undefined) return true;
      const isFresh = lastAt === undefined ? undefined : lastAt !== null && lastAt + limit.amount * DAY >= asOf;
      return isFresh === true ? true : category === undefined ? undefined : isFresh;
    },
  },
  {
    name: 'late deals are threaded',
    source: 'deal.stageGroup != "late" || (deal.amount > 0 && deal.engaged >= 3)',
    byHand: ({ stageGroup, amount, engaged }) => {
      if (stageGroup !== 'late' && stageGroup !== undefined) return true;
      const hasAmount = amount === undefined ? undefined : amount !== null && amount > 0;
      const threaded = hasAmount === false ? false : and(hasAmount, atLeast(engaged, 3));
      return threaded === true ? true : stageGroup === undefined ? undefined : threaded;
    },
  },
  {
    name: 'next step stands',
    source: '!record.isOpen || (step.level >= 3 && !step.isOverdue && step.due >= today)',
    byHand: ({ isOpen, level, isOverdue, due, today }) => {
      if (isOpen === false || isOpen === null) return true;
      if (level === null || level < 3 || isOverdue === true) return isOpen === undefined ? undefined : false;
      const isFirm = and(level === undefined ? undefined : true, isOverdue === undefined ? undefined : true);
      return or(isOpen === undefined ? undefined : false, and(isFirm, atLeast(due, today)));
    },
  },
];

const names = new Map(
  Object.entries(types).map(([path, type]) => {
    const key = keyOf(path);
    return [path, { type, read: new Function('view', `return view.${key};`) }];
  }),
);
const units = { d: DAY };
const scope = scopeOf(names, new Map(), {
  toDay: (_, at) => Math.floor(at / DAY),
  shift: (_, from, __, { amount, unit }, sign) => from + sign * amount * (units[unit] ?? Number.NaN),
});

function compiled(/** @type {string} */ source) {
  const compilation = compileCondition(source, scope);
  if ('problems' in compilation) throw new Error(compilation.problems.map(({ message }) => message).join('; '));
  return compilation.ok.evaluate;
}

/** Nanoseconds for one evaluation, the median of many rounds over all views. */
function costOf(/** @type {(view: View) => unknown} */ evaluate, /** @type {readonly View[]} */ views) {
  let held = 0;
  const rounds = Array.from({ length: ROUNDS }, () =>
    nanoseconds(() => {
      for (const view of views) if (evaluate(view) === true) held++;
    }),
  );
  return held < 0 ? Number.NaN : quantile(rounds) / views.length;
}

/** Compiled expressions against closures written by hand, and against json-rules-engine, on five typical rules. */
export async function expressions() {
  const views = Array.from({ length: VIEWS }, (_, index) => viewAt(index));
  const costs = [];
  for (const { name, source, byHand } of rules) {
    const evaluate = compiled(source);
    const other = views.find((view) => evaluate(view) !== byHand(view));
    if (other !== undefined) throw new Error(`${name}: the two sides differ on ${JSON.stringify(other)}`);
    const [hand, machine] = [costOf(byHand, views), costOf(evaluate, views)];
    costs.push({ name, hand, machine, other: await costElsewhere(name, views, byHand) });
  }
  const sum = (/** @type {'hand' | 'machine' | 'other'} */ side) =>
    costs.reduce((total, cost) => total + cost[side], 0);
  const row = ({ name, hand, machine, other }, goal) => [
    name,
    hand.toFixed(1),
    machine.toFixed(1),
    `${(machine / hand).toFixed(2)}x`,
    goal,
    other.toFixed(0),
    `${(other / machine).toFixed(0)}x`,
  ];
  print('Rules: nanoseconds for one evaluation', [
    ['', 'by hand', 'compiled', 'ratio', 'goal', 'json-rules-engine', 'of compiled'],
    ...costs.map((cost) => row(cost, '')),
    row({ name: 'all five', hand: sum('hand'), machine: sum('machine'), other: sum('other') }, '<= 3x'),
  ]);
}
