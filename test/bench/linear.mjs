import { auditOrg } from './audit-org.mjs';
import { generateOrg } from './generate-org.mjs';
import { print, scaleOr } from './measure.mjs';
import { countsAt } from './org-shape.mjs';

const TIMES = 5;

/**
 * An org five times as large as another: a million leads and five million activities against the whole org, or what
 * `BENCH_SCALE` makes of both. A record should cost the same in either.
 */
export async function linear() {
  const scale = scaleOr(1);
  const at = async (/** @type {number} */ size) => {
    const { leads, deals } = countsAt(size);
    const { user, system, seconds, peakMb } = await auditOrg(generateOrg(size), 1);
    return { records: leads + deals, seconds, cpu: user + system, peakMb };
  };
  const small = await at(scale);
  const large = await at(scale * TIMES);
  const perRecord = (/** @type {typeof small} */ { cpu, records }) => cpu / records;
  const row = (/** @type {typeof small} */ one, /** @type {string} */ goal) => [
    `${one.records} leads and deals`,
    one.seconds.toFixed(0),
    one.cpu.toFixed(0),
    (perRecord(one) * 1e6).toFixed(0),
    one.peakMb.toFixed(0),
    `${(perRecord(one) / perRecord(small)).toFixed(2)}x`,
    goal,
  ];
  print('Growth: the same work for five times as many', [
    ['', 'seconds', 'CPU s', 'CPU us a record', 'peak MB', 'ratio', 'goal'],
    row(small, 'floor'),
    row(large, '<= 1.2x, 2,000 MB at a million leads'),
  ]);
}
