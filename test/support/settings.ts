import { parseYaml } from '../../src/lib/yaml.ts';
import type { RuleSettings } from '../../src/rulebook/load.ts';
import type { PlacedSetting } from '../../src/rulebook/parameters.ts';
import { originOf } from '../../src/rulebook/place.ts';

/** What a team says of one rule in these tests. */
export interface Said {
  readonly isOff?: boolean;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly severity?: PlacedSetting['severity'];
  /** With a condition it is an override. */
  readonly when?: string;
}

/** Settings and overrides as a threadcount.yaml would place them: each rule on a line of its own, from line 1 on. */
export function settingsOf(said: readonly (readonly [rule: string, Said])[]): RuleSettings {
  const text = said.map(([rule, one]) => `${rule}: ${JSON.stringify(one)}`).join('\n');
  const document = parseYaml(text, 'threadcount.yaml');
  const placed = ([rule, { isOff = false, params = {}, severity }]: readonly [string, Said]): PlacedSetting => ({
    isOff,
    params,
    severity,
    locate: (path, of) => document.position([rule, ...path], of),
  });
  return {
    settings: new Map(said.filter(([, { when }]) => when === undefined).map((one) => [one[0], placed(one)])),
    overrides: new Map(
      said.flatMap((one) => {
        const [rule, { when: source }] = one;
        if (source === undefined) return [];
        return [[rule, [{ ...placed(one), when: { source, origin: originOf(document, [rule, 'when']) } }]] as const];
      }),
    ),
  };
}
