import { type Check, fails, holds } from '../../certify/verify/check.ts';
import { rederive } from '../../history/rederive.ts';
import { UserError } from '../../lib/errors.ts';
import type { Certificate } from '../../model/certificate.ts';
import { readBundle } from '../../stores/bundle.ts';
import { bytesOf } from './read.ts';

/** Differences that are named; the rest is counted. */
const MOST = 5;

type Packs = Certificate['content']['standards']['packs'];

const packWords = (packs: Packs): string => packs.map(({ id, version }) => `${id} ${version}`).join(', ');
const packKey = (packs: Packs): string => packs.map(({ id, version, hash }) => `${id} ${version} ${hash}`).join(', ');

/** Evidence that was judged by other rules is no evidence for this certificate: there is nothing to hold it against. */
function refuseOtherRules({ content: { standards } }: Certificate, packs: Packs, file: string): void {
  if (packKey(standards.packs) === packKey(packs)) return;
  throw new UserError({
    message: `was judged by ${packWords(packs)}; the certificate stands on ${packWords(standards.packs)}${
      packWords(packs) === packWords(standards.packs) ? ' with other rules in them' : ''
    }`,
    at: { file },
    hint: 'give the file that certify --evidence wrote with this very certificate',
  });
}

/** Holds a certificate against its evidence, and decides again from it. */
export function evidenceChecks(certificate: Certificate, file: string, cwd: string): readonly Check[] {
  const read = readBundle(bytesOf(file, cwd));
  if ('problem' in read) {
    if (!read.isChanged) throw new UserError({ ...read.problem, at: { file } });
    return [fails('evidence', `${file}: ${read.problem.message}`)];
  }
  const { run } = read.evidence;
  const isSame = read.hash === certificate.content.evidence.hash;
  if (!isSame) refuseOtherRules(certificate, run.result.packs, file);
  if (!isSame) return [fails('evidence', `${file} is not the evidence that this certificate was made from`)];
  const { differences, records, checks, taken } = rederive(run, certificate.content);
  const whole = `${checks} checks on ${records} records judged again`;
  const told = taken === 0 ? whole : `${whole}, ${taken} taken as found since their texts are not stored`;
  const more = differences.length > MOST ? [fails('verdict', `and ${differences.length - MOST} more differences`)] : [];
  return [
    holds('evidence', 'the one that the certificate was made from'),
    ...differences.slice(0, MOST).map((words) => fails('verdict', words)),
    ...more,
    ...(differences.length === 0 ? [holds('verdict', `comes out the same: ${told}`)] : []),
  ];
}
