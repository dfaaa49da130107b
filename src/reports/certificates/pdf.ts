import type { Certificate } from '../../model/certificate.ts';
import type { CertificateReport } from './certificate-report.ts';
import { planSheetOf } from './plan-sheet.ts';
import { sheetOf } from './sheet.ts';

/** Said where a name or a text holds characters that the fonts of the PDF do not have. */
const STAND_INS = ' ⟨U+…⟩ stands for a character that this document has no font for; the HTML form shows it.';

async function render(certificate: Certificate): Promise<Uint8Array> {
  const [{ openPaper }, { front }, { planPage }] = await Promise.all([
    import('./pdf/paper.ts'),
    import('./pdf/front.ts'),
    import('./pdf/plan.ts'),
  ]);
  const sheet = sheetOf(certificate);
  const plan = planSheetOf(certificate.content);
  const paper = openPaper({
    title: `${sheet.name}, ${sheet.certification}: ${sheet.kind}`,
    at: new Date(certificate.ledger.at),
  });
  const texts = [
    sheet.name,
    sheet.about,
    sheet.certification,
    ...sheet.facts.map(([, value]) => value),
    ...sheet.evidence.flatMap(({ record, quote }) => [record, quote]),
    ...sheet.reliance,
  ];
  front(paper, sheet, { coach: plan.coach, note: paper.lacks(texts) ? STAND_INS : '' });
  const isCertified = sheet.verdict === 'certified' || sheet.verdict === 'provisional';
  if (!isCertified || plan.dates.length > 0) planPage(paper, plan, sheet.name);
  return paper.end();
}

/** The same page on paper: A4, within what Letter prints too. Equal certificates give equal bytes. */
export const pdf: CertificateReport = {
  name: 'pdf',
  extension: '.pdf',
  about: 'one page to print, hang up or send',
  render,
};
