import type { Trend, TrendSeries } from '../model/trend.ts';
import { type Redaction, startRedactor } from './redactor.ts';

/** Scores over time name nobody but our own people: `all` hides them, `contacts` has nothing to hide. */
export function redactTrend(trend: Trend, redaction: Redaction, redactor = startRedactor(redaction)): Trend {
  if (redaction !== 'all') return trend;
  const shown = ({ of, id, name, manager, values }: TrendSeries): TrendSeries => {
    if (of === 'everyone' || of === 'criterion') return { of, id, name, manager, values };
    const who = redactor.person(id);
    return { of, id: who, name: of === 'team' ? `team of ${who}` : who, manager: redactor.person(manager), values };
  };
  return { ...trend, scope: trend.scope === '' ? '' : 'some', series: trend.series.map(shown) };
}
