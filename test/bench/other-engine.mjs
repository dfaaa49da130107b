import { Engine } from 'json-rules-engine';
import { quantile } from './measure.mjs';
import { AS_OF, DAY } from './org-shape.mjs';

/* The five rules of `expressions.mjs` as json-rules-engine wants them. It knows two answers: what is not known is not so. */

const TODAY = Math.floor(AS_OF / DAY);

const is = (fact, operator, value) => ({ fact, operator, value });
const isClosed = is('isOpen', 'notEqual', true);

/** By the name of the rule. */
const conditions = {
  'close date ahead': { any: [isClosed, is('closeDate', 'greaterThanInclusive', TODAY)] },
  'can be reached': { any: [is('email', 'notEqual', null), is('phone', 'notEqual', null)] },
  'worked lately': {
    any: [is('category', 'notIn', ['working', 'qualified']), is('lastAt', 'greaterThanInclusive', AS_OF - 14 * DAY)],
  },
  'late deals are threaded': {
    any: [
      is('stageGroup', 'notEqual', 'late'),
      { all: [is('amount', 'greaterThan', 0), is('engaged', 'greaterThanInclusive', 3)] },
    ],
  },
  'next step stands': {
    any: [
      isClosed,
      {
        all: [
          is('level', 'greaterThanInclusive', 3),
          is('isOverdue', 'notEqual', true),
          is('due', 'greaterThanInclusive', TODAY),
        ],
      },
    ],
  },
};

const VIEWS = 256;
const ROUNDS = 9;

/**
 * The nanoseconds of one evaluation. Only views of which everything is known: there both must give the same answer.
 *
 * @param {string} name
 * @param {readonly Record<string, unknown>[]} all
 * @param {(view: any) => boolean | undefined} byHand
 */
export async function costElsewhere(name, all, byHand) {
  const views = all.filter((view) => Object.values(view).every((value) => value !== undefined)).slice(0, VIEWS);
  const engine = new Engine([{ conditions: conditions[name], event: { type: 'holds' } }], {
    allowUndefinedFacts: true,
  });
  const evaluate = async (view) => (await engine.run(view)).events.length > 0;
  for (const view of views)
    if ((await evaluate(view)) !== byHand(view)) throw new Error(`${name}: differs on ${JSON.stringify(view)}`);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (const view of views) await engine.run(view);
    rounds.push(Number(process.hrtime.bigint() - start));
  }
  return quantile(rounds) / views.length;
}
