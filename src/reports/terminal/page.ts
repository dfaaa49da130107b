import type { AuditResult } from '../../model/audit-result.ts';
import type { RenderOptions } from '../report.ts';
import { titlesOf } from '../titles.ts';
import type { Limits } from '../worst.ts';
import { type Glyphs, glyphsFor } from './glyphs.ts';

/** The paper that every part of the report is set on. */
export interface Page {
  readonly width: number;
  /** Room for more columns and longer words. */
  readonly isWide: boolean;
  readonly glyphs: Glyphs;
  readonly limits: Limits;
  readonly titleOf: (id: string) => string;
}

/** Narrower, no table has room; wider, lines are too long to read. */
const narrowest = 40;
const widest = 120;

const inTeam: Limits = { findings: 6, perRule: 2 };
const alone: Limits = { findings: 25, perRule: 5 };

/** A page for this result: one rep asked for has room for more detail. */
export function pageFor(result: AuditResult, { width, isUnicode = true }: RenderOptions): Page {
  const columns = Math.min(widest, Math.max(narrowest, width));
  return {
    width: columns,
    isWide: columns >= 100,
    glyphs: glyphsFor(isUnicode),
    limits: result.reps.length === 1 ? alone : inTeam,
    titleOf: titlesOf(result),
  };
}
