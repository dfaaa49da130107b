import type { Config, RuleSetting } from '../config/config.ts';
import type { Patch } from '../config/patch.ts';
import type { YamlPath } from '../lib/yaml.ts';
import type { RuleSettings } from './load.ts';
import type { PlacedOverride, PlacedSetting } from './parameters.ts';

/** What a configuration says of rules. */
export type RuleChoices = Pick<Config, 'rules' | 'overrides' | 'locate'> & {
  readonly routing: Pick<NonNullable<Config['routing']>, 'grace' | 'locate'> | undefined;
};

const placed = (locate: Config['locate'], { isOff, params, severity, at }: RuleSetting): PlacedSetting => ({
  isOff,
  params,
  severity,
  locate: (path: YamlPath, of) => locate([...at, ...path], of),
});

/** The grace of routing.yaml is a parameter of the rule that it belongs to. */
function routingGrace({ routing }: RuleChoices): readonly (readonly [string, PlacedSetting])[] {
  if (routing?.grace === undefined) return [];
  const { amount, unit } = routing.grace;
  const params = { grace: `${amount}${unit}` };
  return [['ownership/misrouted', { isOff: false, params, severity: undefined, locate: routing.locate }]];
}

/** What is said of a rule later counts; parameters and severities that it does not speak of stay. */
export function settingsOf(config: RuleChoices, patches: readonly Patch[] = []): RuleSettings {
  const settings = new Map<string, PlacedSetting>(routingGrace(config));
  const overrides = new Map<string, PlacedOverride[]>();
  for (const layer of [config, ...patches]) {
    for (const rule of layer.rules) {
      const own = placed(layer.locate, rule);
      const before = settings.get(rule.rule);
      const params = { ...before?.params, ...own.params };
      settings.set(rule.rule, { ...own, params, severity: own.severity ?? before?.severity });
    }
    for (const { when, rules } of layer.overrides) {
      for (const rule of rules)
        overrides.set(rule.rule, [...(overrides.get(rule.rule) ?? []), { ...placed(layer.locate, rule), when }]);
    }
  }
  return { settings, overrides };
}
