import { existsSync, readFileSync } from 'node:fs';
import { configFileName, findUpwards } from '../config/find-file.ts';
import { shippedTexts } from '../config/rule-files.ts';
import type { RuleList } from '../pages/rule-list.ts';

/** What the build writes: the shipped rules as they are without a configuration, and the texts that they were read from. */
export interface ListedRules {
  readonly texts: string;
  readonly list: RuleList;
}

/** Beside the compiled code; beside the source there is none. */
const file = new URL('../listed.json', import.meta.url);

/**
 * The list that the build has made, so that nothing need be compiled to show it; `undefined` where a configuration has
 * a say in it, or a file was changed since.
 */
export function listedRules(cwd: string): RuleList | undefined {
  if (findUpwards(configFileName, cwd) !== undefined || !existsSync(file)) return undefined;
  const { texts, list }: ListedRules = JSON.parse(readFileSync(file, 'utf8'));
  return texts === shippedTexts() ? list : undefined;
}
