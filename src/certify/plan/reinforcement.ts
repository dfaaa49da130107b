import { formatDay } from '../../lib/time.ts';
import type { Reinforcement } from '../../model/certificate.ts';
import type { Criterion } from '../../model/rubric.ts';
import { type Case, today } from '../content/case.ts';
import { criteriaOf } from '../content/criteria.ts';
import { worstOf } from '../content/excerpt.ts';
import { dueBy } from './dates.ts';

type Session = Reinforcement['sessions'][number];
type SessionRecord = Session['records'][number];

/** Criteria judged from records, the weakest first. */
function weakestFirst(one: Case): readonly Criterion[] {
  const rates = new Map(criteriaOf(one).map(({ id, passRate }) => [id, passRate ?? 1]));
  return one.rubric.criteria
    .filter(({ isWritten }) => !isWritten)
    .map((criterion, at) => ({ criterion, at, rate: rates.get(criterion.id) ?? 1 }))
    .sort((a, b) => a.rate - b.rate || a.at - b.at)
    .map(({ criterion }) => criterion);
}

/** Records of a criterion to talk about: those with findings first, then the others in order, none of them twice. */
function recordsFor(criterion: Criterion, one: Case, taken: Set<string>): SessionRecord[] {
  const weak = worstOf(criterion, one.rep).map(({ record: { type, id, name } }) => ({ type, id, name }));
  const others = one.run.records
    .filter(({ type }) => criterion.on.includes(type))
    .map(({ type, id, name }) => ({ type, id, name }));
  const chosen: SessionRecord[] = [];
  for (const record of [...weak, ...others]) {
    const key = `${record.type} ${record.id}`;
    if (chosen.length >= one.rubric.program.reinforcement.records || taken.has(key)) continue;
    taken.add(key);
    chosen.push(record);
  }
  return chosen;
}

/** Who coaches, when, on which records and by which line of the rubric: with every certificate and every failure. */
export function reinforcementOf(one: Case): Reinforcement {
  const { coach, every, sessions } = one.rubric.program.reinforcement;
  const order = weakestFirst(one);
  const taken = new Set<string>();
  return {
    coach: coach === 'manager' ? (one.manager ?? 'the manager') : coach,
    sessions: Array.from({ length: sessions }, (_, i): readonly Session[] => {
      const criterion = order[i % Math.max(order.length, 1)];
      if (criterion === undefined) return [];
      const day = dueBy(today(one), { ...every, amount: every.amount * (i + 1) }, one.calendar);
      const records = recordsFor(criterion, one, taken);
      return [{ on: formatDay(day), criterion: criterion.id, line: criterion.standard, records }];
    }).flat(),
  };
}
