import { readPackFiles, shippedRules } from '../../src/config/rule-files.ts';
import { loadRulebook, type PackFolder, type RuleSettings } from '../../src/rulebook/load.ts';
import type { Rulebook } from '../../src/rulebook/rule.ts';

/** The rules as they are shipped. */
export const shippedRulebook = (): Rulebook => loadRulebook([readPackFiles(shippedRules, shippedRules)]);

const pack = `packs: [{ id: our/pack, version: 1.0.0, review-by: 2027-02-15, areas: [status, next-steps] }]`;

/** A pack folder of these rule files, by id, as they would lie under `our-rules/`. */
export const packFolder = (rules: Readonly<Record<string, string>>, packFile = pack): PackFolder => ({
  pack: { name: 'our-rules/pack.yaml', text: packFile },
  rules: new Map(Object.entries(rules).map(([id, text]) => [id, { name: `our-rules/${id}.yaml`, text }])),
});

/** The rulebook of these rule files under a team's settings. */
export const rulebookWith = (rules: Readonly<Record<string, string>>, settings?: RuleSettings): Rulebook =>
  loadRulebook([packFolder(rules)], settings);
