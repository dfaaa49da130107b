import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../src/model/audit-result.ts';
import * as reports from '../../src/reports/index.ts';
import { finding, rep, sample } from './sample.ts';

const all = Object.values(reports).filter((one) => 'render' in one);

const named = (id: string) => ({ type: 'deal', id, name: `Deal ${id}`, url: null }) as const;

const result = sample({
  reps: [
    rep({ findings: [finding(), finding({ fingerprint: 'b', record: named('0061') })] }),
    rep({
      id: '0052',
      name: 'Kim',
      email: 'kim@acme.example',
      findings: [finding({ fingerprint: 'c', severity: 'critical', record: named('0062') })],
    }),
  ],
});

/** As an audit gives it: whoever reads findings twice is given equal ones, not the same. */
const anew: AuditResult = {
  ...result,
  reps: result.reps.map(({ findings, ...told }) => ({
    ...told,
    get findings() {
      return structuredClone(findings);
    },
  })),
};

const textOf = (rendered: ReturnType<(typeof all)[number]['render']>): string =>
  typeof rendered === 'string' || rendered instanceof Uint8Array
    ? String(rendered)
    : Array.from(rendered, String).join('');

describe('a report', () => {
  it.each(all.map((report) => [report.name, report] as const))(
    '(%s) says the same of findings that are made anew whenever they are read',
    (_, report) => {
      const options = { width: 100, isColored: false };
      expect(textOf(report.render(anew, options))).toBe(textOf(report.render(result, options)));
    },
  );
});
