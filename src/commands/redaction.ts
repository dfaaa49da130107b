import type { Config } from '../config/config.ts';
import { UserError } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Diff } from '../model/diff.ts';
import type { Trend } from '../model/trend.ts';
import type { Appeal } from '../program/appeals.ts';
import { redact } from '../reports/redact.ts';
import { redactAppeals } from '../reports/redact-appeals.ts';
import { redactDiff } from '../reports/redact-diff.ts';
import { redactTrend } from '../reports/redact-trend.ts';
import { type Redaction, redactions, startRedactor } from '../reports/redactor.ts';
import { oneOf, type Typed } from './command.ts';

/** Takes out what must not be shown, wherever something is: in reports, and in what a failed gate quotes. */
export interface Hush {
  readonly result: (result: AuditResult) => AuditResult;
  readonly diff: (diff: Diff) => Diff;
  readonly trend: (trend: Trend) => Trend;
  readonly appeals: (appeals: readonly Appeal[]) => readonly Appeal[];
}

function redactionFrom(typed: Typed, config: Pick<Config, 'redact'>): Redaction {
  const written = oneOf(typed, 'redact');
  if (written === undefined) return config.redact;
  const found = redactions.find((one) => one === written);
  if (found !== undefined) return found;
  const hint = didYouMean(written, redactions) ?? `one of ${redactions.join(', ')}`;
  throw new UserError({ message: `--redact: no redaction "${written}"`, hint });
}

/** As the option says, else the configuration. Throws a `UserError` for a redaction that does not exist. */
export function hushFrom(typed: Typed, config: Pick<Config, 'redact'>): Hush {
  const redaction = redactionFrom(typed, config);
  // One for all that a command shows, so that a person is called the same in the report and by a gate.
  const redactor = startRedactor(redaction);
  return {
    result: (result) => redact(result, redaction, redactor),
    diff: (diff) => redactDiff(diff, redaction, redactor),
    trend: (trend) => redactTrend(trend, redaction, redactor),
    appeals: (appeals) => redactAppeals(appeals, redaction, redactor),
  };
}
