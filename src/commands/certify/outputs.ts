import { certificateText } from '../../certify/certificate-text.ts';
import { type Problem, UserError } from '../../lib/errors.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { CertificateReport } from '../../reports/certificates/certificate-report.ts';
import * as reports from '../../reports/certificates/index.ts';

/** The form that is verified: the same bytes wherever it is written. */
const json: CertificateReport = {
  name: 'json',
  extension: '.json',
  about: 'the certificate itself, which threadcount verify checks',
  render: (certificate: Certificate) => certificateText(certificate),
};

const roll: readonly CertificateReport[] = [json, ...Object.values(reports)];

/** How each file is written, by its ending. Throws a `UserError` with every ending that stands for nothing. */
export function formsOf(files: readonly string[]): readonly CertificateReport[] {
  const found = files.map((file) => roll.find(({ extension }) => file.toLowerCase().endsWith(extension)));
  const problems = found.flatMap((form, i): readonly Problem[] =>
    form === undefined
      ? [
          {
            message: `--output ${files[i]}: a certificate is not written in this format`,
            hint: `one of ${roll.map(({ extension }) => extension).join(', ')}`,
          },
        ]
      : [],
  );
  if (problems.length > 0) throw new UserError(problems);
  return found.flatMap((form) => form ?? []);
}
