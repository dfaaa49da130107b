import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';

/** `sha256:…` over parsed content: keys are sorted, so neither their order nor comments, line ends or quotes matter. */
export function contentHash(content: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(content)).digest('hex')}`;
}
