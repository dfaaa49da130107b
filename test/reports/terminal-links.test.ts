import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/lib/escape.ts';
import { isPlainUrl } from '../../src/lib/plain-url.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { terminal } from '../../src/reports/terminal.ts';
import { corpus, hostileResult } from './hostile.ts';
import { finding, rep, sample } from './sample.ts';

function textOf(
  result: AuditResult,
  options: {
    readonly width: number;
    readonly isColored?: boolean;
    readonly isLinked?: boolean;
    readonly isBrief?: boolean;
  },
): string {
  const rendered = terminal.render(result, { isColored: false, ...options });
  if (typeof rendered !== 'string') throw new Error('not text');
  return rendered;
}

const LINK = /\u001b\]8;;([^\u001b]*)\u001b\\/g;
const COLOR = /\u001b\[[\d;]*m/g;

const plain = (text: string): string => text.replace(LINK, '').replace(COLOR, '');

describe('the terminal report', () => {
  it.each([60, 80, 120, 160])(
    'at %i columns says the same with and without color and links, and keeps within them',
    (width) => {
      for (const result of [sample(), hostileResult()]) {
        const bare = textOf(result, { width });
        expect(plain(textOf(result, { width, isColored: true, isLinked: true }))).toBe(bare);
        const longest = Math.max(...bare.split('\n').map(displayWidth));
        expect(longest).toBeLessThanOrEqual(Math.min(width, 120));
      }
    },
  );

  it.each([false, true])('links records, each link ended on its line (brief: %s)', (isBrief) => {
    const one = sample({ reps: [rep({ findings: [finding()] })] });
    const lines = textOf(one, { width: 80, isLinked: true, isBrief }).split('\n');
    const targets = lines.flatMap((line) => {
      const found = [...line.matchAll(LINK)].map(([, target = '']) => target);
      expect(found.filter((target) => target === '')).toHaveLength(found.length / 2);
      return found.filter((target) => target !== '');
    });
    expect(new Set(targets)).toEqual(new Set(['https://brightwater.my.example/00QDw000004XyZAEA0']));
    expect(textOf(one, { width: 80, isBrief })).not.toContain('\u001b');
  });

  it('leads nowhere but to plain addresses of records', () => {
    const rendered = textOf(hostileResult(), { width: 100, isLinked: true });
    const targets = [...rendered.matchAll(LINK)].map(([, target = '']) => target).filter((target) => target !== '');
    for (const target of targets) expect(isPlainUrl(target)).toBe(true);
    expect(plain(rendered)).not.toContain('\u001b');
    expect(corpus.length).toBeGreaterThan(40);
  });

  it.each(['שלום עולם חברה', 'شركة النور', '株式会社スレッド', 'Z̷a̶l̴g̸o̵', '👩‍👩‍👧‍👦 family'])(
    'keeps %s within its column',
    (name) => {
      const named = sample({
        reps: [rep({ name, findings: [finding({ record: { ...finding().record, name: name.repeat(8) } })] })],
      });
      for (const width of [60, 80, 120])
        for (const line of textOf(named, { width }).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(textOf(named, { width: 80 })).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    },
  );
});
