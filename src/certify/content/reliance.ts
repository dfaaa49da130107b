import { byCodeUnit } from '../../lib/code-order.ts';
import type { CertificateContent } from '../../model/certificate.ts';
import type { Case } from './case.ts';
import { isAbout } from './excerpt.ts';

type Reliance = CertificateContent['reliance'];

function waiversOf({ rep, rubric }: Case): Reliance['waivers'] {
  const waivers = new Map<string, Reliance['waivers'][number]>();
  for (const finding of rep.findings) {
    if (finding.waiver === null || !isAbout(rubric, finding)) continue;
    const known = waivers.get(finding.waiver.id);
    waivers.set(finding.waiver.id, { ...finding.waiver, findings: (known?.findings ?? 0) + 1 });
  }
  return [...waivers.values()].sort((a, b) => byCodeUnit(a.id, b.id));
}

const appealsOf = ({ rep, rubric }: Case): Reliance['appeals'] =>
  rep.findings.flatMap((finding) => {
    const { fingerprint, rule, appeal } = finding;
    if (appeal === null || !isAbout(rubric, finding)) return [];
    const { status, reason, ruledBy, ruling } = appeal;
    return [{ fingerprint, rule, status, reason, ruledBy, ruling }];
  });

/** Evaluations, waivers and appeals that the decision relies on beside records. */
export const relianceOf = (one: Case): Reliance => ({
  evaluations: (one.decided.basis?.given ?? []).map((given) => ({ ...given })),
  waivers: waiversOf(one),
  appeals: appealsOf(one),
});
