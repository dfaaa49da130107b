import type { CertificateContent } from '../../model/certificate.ts';
import type { Case } from '../content/case.ts';
import { reinforcementOf } from './reinforcement.ts';
import { remediationOf } from './remediation.ts';

/** What comes next: what is to be mended where the standard was missed, and practice after every decision. */
export const planOf = (one: Case): CertificateContent['plan'] => ({
  remediation: one.decided.verdict === 'not-certified' ? remediationOf(one) : null,
  reinforcement: reinforcementOf(one),
});
