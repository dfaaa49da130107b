import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/model/certificate.ts';
import { html } from '../../../src/reports/certificates/html.ts';
import { openFonts } from '../../../src/reports/certificates/pdf/fonts.ts';
import { visualOrder, wordsOf } from '../../../src/reports/certificates/pdf/runs.ts';
import { pdf } from '../../../src/reports/certificates/pdf.ts';
import { own } from '../hostile.ts';
import { certificate, content, hostileCertificate, refused } from './sample-certificate.ts';

const latin = async (of: Certificate): Promise<string> => Buffer.from(await pdf.render(of)).toString('latin1');
const pages = (text: string): number => (text.match(/\/Type\s*\/Page\b/g) ?? []).length;

describe('a certificate as PDF', () => {
  it('is one page, and two with a plan', async () => {
    expect(pages(await latin(certificate()))).toBe(1);
    expect(pages(await latin(refused()))).toBe(2);
  });

  it('has equal bytes for equal certificates, in any time zone', async () => {
    const before = process.env.TZ;
    const first = await latin(certificate());
    process.env.TZ = 'Pacific/Auckland';
    const second = await latin(certificate());
    process.env.TZ = before;
    expect(second).toBe(first);
    expect(first).toContain('(D:20261119093000Z)');
  });

  it('embeds every font that it uses, and holds nothing that acts', async () => {
    const text = await latin(hostileCertificate('=cmd <script>alert(1)</script> javascript:alert(1)'));
    expect(text.match(/\/FontFile2/g)?.length).toBeGreaterThan(2);
    expect(text).not.toMatch(/\/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA)\b/);
    expect(text).not.toMatch(/\/URI \((?!https:\/\/)/);
  });

  it('stays within its two pages whatever people have typed', async () => {
    const nasty = own.filter((text) => text === '' || text.length > 60 || /[^\u0020-\u007e]/.test(text)).slice(-10);
    for (const text of nasty) expect(pages(await latin(hostileCertificate(text)))).toBe(2);
  });
});

describe('text on paper', () => {
  const fonts = openFonts();
  const shown = (text: string): string =>
    wordsOf(text, 'serif', fonts, 40)
      .map(({ runs }) => runs.map((run) => run.text).join(''))
      .join(' ');

  it('falls back on a second face for what the first does not have', () => {
    expect(wordsOf('Łukasz', 'serif', fonts, 40)[0]?.runs).toEqual([{ text: 'Łukasz', face: 'serif' }]);
    expect(wordsOf('שלום', 'serif', fonts, 40)[0]?.runs).toEqual([{ text: 'שלום', face: 'sans' }]);
  });

  it('shows the code of a character that no face has', () => {
    expect(shown('李 Wei 👩')).toBe('⟨U+674E⟩ Wei ⟨U+1F469⟩');
  });

  it('puts words of right-to-left scripts in the order in which they are read', () => {
    const words = wordsOf('Dr. שלום עולם (Haifa)', 'sans', fonts, 40);
    expect(visualOrder(words).map(({ runs }) => runs[0]?.text)).toEqual(['Dr.', 'עולם', 'שלום', '(Haifa)']);
  });

  it('breaks what is longer than a line, and shows controls', () => {
    expect(shown('x'.repeat(90))).toBe(`${'x'.repeat(40)} ${'x'.repeat(40)} ${'x'.repeat(10)}`);
    expect(shown('a\u001b[2Jb\u202ec')).toBe('a⟨U+241B⟩[2Jbc');
  });
});

describe('a certificate as HTML', () => {
  it('has no plan where there is nothing to mend, and one where there is', async () => {
    expect(String(await html.render(certificate()))).not.toContain('Remediation plan');
    expect(String(await html.render(refused()))).toContain('Certification anew by');
  });

  it('says what a provisional certificate rests on', async () => {
    const { decision } = content();
    const provisional = content({ decision: { ...decision, verdict: 'provisional', marks: ['waiver-reliance'] } });
    const text = String(await html.render(certificate(provisional)));
    expect(text).toContain('is provisionally certified in');
    expect(text).toContain('rests on waivers');
  });

  it('lets no text become markup', async () => {
    for (const text of own) {
      const page = String(await html.render(hostileCertificate(text)));
      expect(page).not.toMatch(/<(?:script|img|iframe|svg onload)/i);
      expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});
