import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civil, dayOf } from '../../src/text/dates-calendar.ts';
import { createNextStepAnalyzer, type NextStepJudgment } from '../../src/text/next-step.ts';
import { shippedLexicons } from './lexicons.ts';

const judge = createNextStepAnalyzer(shippedLexicons(), { dateOrder: 'mdy' });
const EDITED = dayOf(2026, 11, 16);
const AS_OF = dayOf(2026, 11, 18);

/** A next step last edited on Monday, November 16, 2026, judged on the Wednesday after. */
function judged(text: string | null): NextStepJudgment {
  return judge({ text, updatedDay: EDITED, asOfDay: AS_OF });
}

/** `3 concrete 11-24`: level, kind and due date. */
function summary(text: string): string {
  const { level, isPlaceholder, isConcrete, vague, due } = judged(text);
  const kind = [isPlaceholder && 'placeholder', isConcrete && 'concrete', vague && 'vague'].filter(Boolean).join('+');
  if (due === null) return `${level} ${kind}`;
  const { month, day } = civil(due);
  return `${level} ${kind} ${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

describe('as good as blank', () => {
  test.each([
    'n/a',
    '-',
    '.',
    'xxx',
    'asdf',
    'test',
    'TBD',
    'TBD - see notes',
    'none',
    'Next steps',
    'see notes',
    '12345',
    '🤞',
    '🔥🔥',
    '[Next Step]',
    '{{next_step}}',
    '<insert next step>',
    '=HYPERLINK("http://x.example","click")',
    '<script>alert(1)</script>',
    'https://docs.example/abc',
    'Dear John, ignore all previous instructions',
    'same as last week',
    'à définir',
    'por definir',
    'a definir',
  ])('%s', (text) => expect(summary(text)).toBe('1 placeholder'));
});

describe('an intention, a wait or a report, and no action', () => {
  test.each([
    'Demo scheduled',
    'Demo',
    'Call',
    'Follow up',
    'Follow up next week',
    'Follow up with Sarah',
    'Check in',
    'check back in Q1',
    'Touch base after the holidays',
    'Waiting on legal',
    'Waiting for signature',
    'Pending PO',
    'with procurement',
    'in legal review',
    'Contract out for signature',
    "ball's in their court",
    'left vm',
    'LVM 11/16',
    'No answer, will try again',
    'Sent proposal 11/10',
    'Nurture',
    'keep in touch',
    'Qualify',
    'Build champion',
    'Close the deal',
    'Get verbal',
    'Legal reviewing redlines',
    'Sync w/ SE',
    'Internal sync',
    'Talk to manager about discount',
    'Discuss pricing',
    'Contract expires 12/31',
    'Ping Raj',
    'Customer said they would sign next week',
    'hoping to sign this week',
    'hope they like it',
    'Try to get a meeting with CFO',
    'Trying to schedule demo',
    'Prep for QBR',
    'Reviewing contract internally',
    'Customer reviewing proposal',
    'Reviewing with team, decision next week',
    'Finalize',
    'negotiate',
    'Move forward',
    'Moving to procurement',
    'Get through security review',
    'complete MEDDIC',
    'Update close date',
    'Update CRM',
    'need to find out budget',
    'Find out who signs',
    'identify EB',
    'multithread into IT',
    'Send email',
    'Email',
    'Emailed',
    'Email sent 11/16, follow up',
    '11/2 called\n11/9 called\n11/16 called, no answer',
    'next week',
    'soon',
    'ASAP',
    'Dana',
    'Dana Kim, CFO',
    'No budget until FY27',
    'Not interested',
    'Lost to competitor',
    'no budget, revisit in Q2',
    'Add to nurture',
    'Awaiting signature, should be this week',
    'Docusign out, chasing',
    'Docusign sent, waiting',
    'lol who knows',
    'pray',
    'beg for the PO',
    'bug them again',
    'Great call!',
    'Great call with Dana, she loves it',
    'Second demo',
    'NDA',
    'Proposal',
    'Pricing',
    'Contract',
    'legal',
    'do not contact',
    'unresponsive',
    'Reach out again next month',
    'Cancelled, reschedule',
    'no show, rebook',
    'Reconnect in Jan',
    'FY27 budget approved, PO in Jan',
    'verbal yes, paper this week',
    'Need to get legal involved',
    'Thank you note',
    "Awaiting customer's feedback on the proposal sent 11/10",
    'New contact: bob@x.example',
    'phone tag',
    'Try mobile',
    'send info',
    'send more info next week',
    'RFP',
    'Rückmeldung abwarten',
    'Wartet auf Freigabe',
    'Nachfassen',
    'Kunde meldet sich',
    'Meldet sich im Januar',
    'in Kontakt bleiben',
    'kein Interesse',
    'Relancer',
    'Relancer la semaine prochaine',
    'En attente de retour',
    'Dar seguimiento',
    'Esperando respuesta del cliente',
    'pendiente de firma',
    'Aguardando retorno',
    'Fazer follow up',
    'Cobrar retorno',
  ])('%s', (text) => expect(summary(text)).toBe('1 vague'));
});

describe('a concrete action without a date', () => {
  test.each([
    'Send contract',
    'Schedule demo',
    'call him',
    'Get PO',
    'Get discount approval from deal desk',
    'Need discount approval',
    'Contract expires 12/31, send renewal quote',
    'Call Raj',
    'Raj is going to send the redlines',
    'Get meeting with CFO',
    'book meeting with CFO',
    'Ask Tom to intro us to the CFO',
    'Intro to CFO',
    'Set up call',
    'Set up POC environment',
    'Prepare proposal',
    'Review contract',
    'Finalize contract',
    'Negotiating terms',
    'Meet the economic buyer',
    'Send breakup email',
    'to send quote',
    'will send quote',
    'sending quote',
    'send quote next week',
    "call Tom when he's back from PTO",
    'Reach out to Tom to schedule demo',
    'Add Tom on LinkedIn',
    'Call in January',
    'Loop in legal',
    'Escalate to VP',
    'Ask for referral',
    'call main line',
    'send case studies + pricing',
    'Provide references',
    'Angebot senden',
    'Hr. Weber anrufen',
    'Demo vereinbaren',
    'Envoyer le devis',
    'Enviar propuesta',
    'Llamar la próxima semana',
    'Enviar proposta',
  ])('%s', (text) => expect(summary(text)).toBe('2 concrete'));
});

describe('a concrete action whose date has passed', () => {
  test.each([
    ['Send over the contract tomorrow', '11-17'],
    ['call raj tmrw', '11-17'],
    ['11/16: Spoke with Dana, sending SOW tomorrow. 11/9: demo went well', '11-17'],
    ['Call Dana this afternoon', '11-16'],
    ['call 11/17', '11-17'],
    ['call 10/30', '10-30'],
    ['morgen anrufen', '11-17'],
    ['Llamar mañana', '11-17'],
    ['Ligar para João amanhã', '11-17'],
  ])('%s', (text, due) => expect(summary(text)).toBe(`2 concrete ${due}`));
});

describe('a date without a concrete action', () => {
  test.each([
    ['Follow up 11/24', '11-24'],
    ['close 11/30', '11-30'],
    ['close by EOM', '11-30'],
    ['Go live 12/1', '12-01'],
    ['Decision by 11/30', '11-30'],
    ['Budget decision 12/15', '12-15'],
    ['Renewal 12/31', '12-31'],
    ['should sign by 11/24', '11-24'],
    ['Expecting PO by 11/24', '11-24'],
    ['Emailed Dana 11/12. Follow up Friday.', '11-20'],
    ['11/24', '11-24'],
    ['Friday', '11-20'],
    ['Dana 11/24', '11-24'],
    ['Tom back 11/30', '11-30'],
    ["Don't call until 11/30", '11-30'],
    ['Revisit 1/15', '01-15'],
    ['Budget opens Jan 1', '01-01'],
    ['signature expected 11/20', '11-20'],
    ['Awaiting feedback by 11/20', '11-20'],
    ['shortlist decision 12/1', '12-01'],
    ['nachfassen KW 48', '11-23'],
    ['GF-Entscheidung am 30.11.', '11-30'],
  ])('%s', (text, due) => expect(summary(text)).toBe(`2 vague ${due}`));
});

describe('a concrete action with a date ahead', () => {
  test.each([
    ['Email Dana the SOW by Friday', '11-20'],
    ['Schedule a demo with the IT team for next Thursday', '11-26'],
    ['Demo scheduled for 11/24', '11-24'],
    ['Sent proposal, call Thurs to review', '11-19'],
    ['Get contract signed by EOM', '11-30'],
    ['get PO by Friday', '11-20'],
    ['PO 11/30', '11-30'],
    ['Redlines due 11/24', '11-24'],
    ['Legal to return redlines by 11/25', '11-25'],
    ['Meeting Thursday', '11-19'],
    ['Mtg w/ team 11/20 2pm', '11-20'],
    ['Onsite 12/3-12/4 w/ ops team', '12-03'],
    ['Lunch w/ Priya 11/23', '11-23'],
    ['QBR 12/10', '12-10'],
    ['kickoff 12/1', '12-01'],
    ['POC starts 11/23', '11-23'],
    ['board meets 12/3', '12-03'],
    ['Contract ends 12/31, call Raj 11/24', '11-24'],
    ['Raj sending security questionnaire Friday', '11-20'],
    ['They will send redlines by Friday', '11-20'],
    ['Complete security review by 11/30', '11-30'],
    ['11/16 - spoke w/ Dana. Next step: Dana to send redlines by 11/20', '11-20'],
    ['Next step: call Dana 11/19', '11-19'],
    ['[11/12 JB] sent pricing [11/16 JB] call w/ CFO booked 11/20', '11-20'],
    ['2026-11-10: left vm\n2026-11-16: scheduled intro for 2026-11-19', '11-19'],
    ['Break up email Friday', '11-20'],
    ['DocuSign to Dana 11/19', '11-19'],
    ['2nd demo w/ IT 11/23', '11-23'],
    ['1) send NDA 2) schedule tech call 11/23 3) proposal 12/1', '11-23'],
    ['QA session on 11/20', '11-20'],
    ['quote to be sent 11/19', '11-19'],
    ['Quote by Wed', '11-18'],
    ["I'll send quote Thurs", '11-19'],
    ['Send quote in 2 weeks', '11-30'],
    ['Waiting on Tom, will call him 11/20', '11-20'],
    ['If no response by 11/20, call Tom', '11-20'],
    ['Send calendar invite for 11/24', '11-24'],
    ['invite sent for 11/24 2pm', '11-24'],
    ['Meeting moved to 11/24', '11-24'],
    ['Demo rescheduled to 11/24', '11-24'],
    ['Rescheduled to 11/24', '11-24'],
    ['No show 11/12, rebook for 11/20', '11-20'],
    ['Wed 11/18 call', '11-18'],
    ['call after 1/1', '01-01'],
    ['proposal presentation to exec committee 12/8, need deck from SE by 12/1', '12-01'],
    ['Sign 11/20', '11-20'],
    ['signing 11/20 w/ CFO', '11-20'],
    ['Reference call w/ Acme 11/24', '11-24'],
    ['RFP due 11/30', '11-30'],
    ['Customer to confirm go/no-go by Fri', '11-20'],
    ['Angebot bis 20.11. senden', '11-20'],
    ['Angebot an Herrn Maier schicken bis 24.11.', '11-24'],
    ['Termin 24.11.', '11-24'],
    ['Vertrag zur Unterschrift, Rücklauf bis 27.11.', '11-27'],
    ['Unterlagen nachreichen bis Freitag', '11-20'],
    ['Envoyer le devis avant vendredi', '11-20'],
    ['Appeler M. Martin jeudi', '11-19'],
    ['démo prévue le 26/11', '11-26'],
    ['Enviar propuesta a Carlos el viernes', '11-20'],
    ['Demo el jueves 26 a las 10h', '11-26'],
    ['Enviar proposta até sexta', '11-20'],
    ['Demo agendada para 26/11', '11-26'],
  ])('%s', (text, due) => expect(summary(text)).toBe(`3 concrete ${due}`));
});

describe("an action, a date, a person on the customer's side and a purpose", () => {
  test.each([
    ['Follow up with Sarah on pricing 11/24', '11-24'],
    ['Proposal review call w/ CFO Maria Lopez 11/24 to finalize terms', '11-24'],
    ['Discuss pricing with Tom on Thursday', '11-19'],
    ['Meeting with Tom Thursday to discuss pricing', '11-19'],
    ['Ping Raj Thursday re security questionnaire', '11-19'],
    ['Send security questionnaire to CISO by 11/20; review call 11/24', '11-20'],
    ['Next steps: \n- send SOW by 11/20\n- call w/ CFO 11/24', '11-20'],
    ['JB 11/16: demo set for 11/19 with Dana and Raj to validate API', '11-19'],
    ['Great demo, next call 11/24 w/ Dana to cover integration', '11-24'],
    ['Tech deep dive 11/20 11am ET w/ Sanjay (Director, Platform Eng) — agenda: SSO, rate limits', '11-20'],
    ['Call w/ VP Ops 11/19 re: rollout plan', '11-19'],
    ['Verbal from CFO, contract to Jane (GC) 11/18 for sig', '11-18'],
    ['Submit RFP response by 11/30 to procurement lead Ana Ruiz for shortlist', '11-30'],
    ['Security review w/ their CISO 11/24', '11-24'],
    ['Termin am 24.11. mit Fr. Schulz (Einkaufsleiterin) zur Preisverhandlung', '11-24'],
    ['Hr. Weber am Do 19.11. anrufen wegen Vertrag', '11-19'],
    ['Workshop mit IT-Leiter Krause 25.11. 10 Uhr, Thema Schnittstellen', '11-25'],
    ['RDV le 24/11 avec Mme Dupont (DAF) pour valider le budget', '11-24'],
    ['Point téléphonique le 25 novembre à 14h avec Claire Petit sur le contrat', '11-25'],
    ['Reunión 24/11 con Ana Ruiz (directora de compras) para revisar contrato', '11-24'],
    ['Reunião dia 24/11 com Marina (gerente de TI) para validar escopo', '11-24'],
  ])('%s', (text, due) => expect(summary(text)).toBe(`4 concrete ${due}`));
});

test('a blank field is neither vague nor overdue', () => {
  for (const text of [null, '', '  \n ', '\u200b'])
    expect(judged(text)).toMatchObject({ level: 1, due: null, vague: false, overdue: false, isPlaceholder: true });
});

test('a due date before as-of is overdue, one on as-of is not', () => {
  expect(judged('call Dana 11/17')).toMatchObject({ level: 2, overdue: true });
  expect(judged('call Dana 11/18')).toMatchObject({ level: 3, overdue: false });
});

test('a range or a named week is overdue once its last day has passed', () => {
  expect(judged('onsite 11/17-11/19')).toMatchObject({ level: 3, due: dayOf(2026, 11, 17), overdue: false });
  expect(judged('Termin KW 46 mit Einkauf')).toMatchObject({ level: 2, overdue: true });
});

test('the newest entry of a log counts, whichever way the log runs', () => {
  const down = '11/16 JB: call w/ CFO set for 11/20\n11/9 JB: sent deck\n11/2 JB: demo 11/5';
  const up = '11/2 JB: demo 11/5. 11/9 JB: sent deck. 11/16 JB: call w/ CFO set for 11/20';
  expect(judged(down)).toMatchObject({ level: 3, due: dayOf(2026, 11, 20) });
  expect(judged(up)).toMatchObject({ level: 3, due: dayOf(2026, 11, 20) });
});

test('a list of dated plans is no log: the first date ahead counts', () => {
  expect(judged('11/20: send SOW. 11/24: call. 11/30: sign')).toMatchObject({
    level: 3,
    due: dayOf(2026, 11, 20),
  });
});

test('the spans quote what decided', () => {
  const text = 'Call Dana Kim (CFO) 11/24 to review pricing';
  const { spans } = judged(text);
  const quoted = Object.fromEntries(
    Object.entries(spans).map(([part, { start, end }]) => [part, text.slice(start, end)]),
  );
  expect(quoted).toEqual({ action: 'Call', date: '11/24', person: 'Dana', purpose: 'to review' });
  const waiting = 'Waiting on legal';
  const { vague } = judged(waiting).spans;
  expect(waiting.slice(vague?.start, vague?.end)).toBe('Waiting on');
});

test('any text is judged without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { level, due, overdue, isConcrete, vague, spans } = judged(text);
      expect(vague && isConcrete).toBe(false);
      expect(overdue && due === null).toBe(false);
      expect(level === 1 && isConcrete).toBe(false);
      for (const { start, end } of Object.values(spans)) expect(start < end && end <= text.length).toBe(true);
    }),
  );
});

test('the same text is judged the same way again', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('call', 'Dana', '11/24', 'waiting on', 'PO', ',', '.', '\n', 'to', 'send', 'CFO', 'next week'),
        { maxLength: 30 },
      ),
      (words) => {
        expect(judged(words.join(' '))).toEqual(judged(words.join(' ')));
      },
    ),
  );
});

test('ten megabytes of noise end', () => {
  for (const noise of ['call ', '1/', 'a.b@', 'to to to ', '11/24 ', '([{', '\u202eab'])
    expect(judged(noise.repeat(10_000_000 / noise.length)).level).toBeGreaterThanOrEqual(1);
});
