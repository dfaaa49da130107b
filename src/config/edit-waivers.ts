import { canonicalJson } from '../lib/canonical-json.ts';
import { UserError } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import { appendItem, type NewItem } from '../lib/yaml-append.ts';

import { type WaiverPolicy, waiverList, waiverProblems } from './waivers.ts';
import { type WrittenWaiver, waiversSchema } from './waivers-schema.ts';

/** What a file of waivers holds; a file of nothing but comments holds none. Throws with everything that is wrong. */
function read(text: string, file: string, policy: WaiverPolicy): readonly WrittenWaiver[] {
  const parsed = parseYaml(text, file);
  const document = parsed.problems.length === 0 && parsed.value === null ? { ...parsed, value: [] } : parsed;
  const found = validate(waiversSchema, document);
  if ('problems' in found) throw new UserError(found.problems);
  const problems = waiverProblems(found.value, document, policy);
  if (problems.length > 0) throw new UserError(problems);
  return waiverList(found.value);
}

const opening = `# Waivers: findings that do not count, for a time, and who answers for that.
# Written by threadcount waive; comments and everything else in this file stay as they are.
`;

/**
 * The text of a file of waivers with one more. What it held stays as it was written; that is checked. Throws a
 * `UserError` where the file or the waiver is wrong.
 */
export function addWaiver(
  before: string | undefined,
  { waiver, comment }: { readonly waiver: WrittenWaiver; readonly comment: string | undefined },
  { file, policy }: { readonly file: string; readonly policy: WaiverPolicy },
): string {
  const text = before ?? opening;
  const held = read(text, file, policy);
  const item: NewItem = { value: { ...waiver }, comment };
  const after = appendItem(text, 'waivers', item);
  const wanted = canonicalJson([...held, waiver]);
  if (canonicalJson(heldIn(after, file)) === wanted) {
    read(after, file, policy);
    return after;
  }
  throw new UserError({
    message: 'the list is written in a way that cannot be added to',
    at: { file },
    hint: `add it by hand: ${JSON.stringify(waiver)}`,
  });
}

function heldIn(text: string, file: string): unknown {
  const found = validate(waiversSchema, parseYaml(text, file));
  return 'problems' in found ? undefined : waiverList(found.value);
}
