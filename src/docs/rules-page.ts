import type * as z from 'zod';
import { type PackFiles, readPackFiles, shippedRules } from '../config/rule-files.ts';
import { UserError } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import { scenarioSchema } from '../rulebook/scenario.ts';
import { packSchema, ruleSchema } from '../rulebook/schema.ts';
import { anchor, block, page, prose, table } from './markdown.ts';
import { parametersOf, ruleEntry, ruleLine, type WrittenRule } from './rule-entry.ts';

const INTRODUCTION = `A rule is one YAML file, \`rules/<area>/<name>.yaml\`. It applies to the records for which its first condition
holds, and a record passes when what the rule expects of it is true. Where something that decides is unknown, the rule
is *not evaluable* on that record: never a finding, never a pass. Names, types and functions are listed in
[fields.md](fields.md). A team changes defaults, severities and switches in \`threadcount.yaml\`, without touching a rule:

\`\`\`yaml
rules: { status/stale-lead: { params: { working: 10d } }, roles/untyped: off, next-steps/too-far: { severity: info } }
\`\`\`

Confidence in where a default comes from: **A** several independent or primary sources (**A-** with a reservation),
**B** vendor data or credible practice, **C** single or second-hand, **card** the skill card, **guide** the certification
guide, **house** our own choice. Durations: \`m h d w\`, and \`bd bh\` in business time. Examples are laid over an open,
owned record of 2026-11-18 whose other fields are unknown; they are tested.`;

/** Reads a shipped YAML file, which is right or our own mistake. */
function read<S extends z.ZodType>(schema: S, text: string, name: string): z.output<S> {
  const checked = validate(schema, parseYaml(text, name));
  if ('value' in checked) return checked.value;
  throw new UserError(checked.problems);
}

function areaSection(area: string, rules: readonly WrittenRule[]): readonly string[] {
  const head = ['Rule', 'Title', 'On', 'Severity', 'Defaults', 'Confidence'];
  return [`## ${area}`, table(head, rules.map(ruleLine)), ...rules.map(ruleEntry)];
}

const SCENARIOS = `A scenario is seen on a record when its condition holds there and at least one rule that names it was evaluated, and
passed when none of those rules fails. Records of which the condition is unknown are counted as unclear.`;

/** Each scenario with its condition and the rules that prove it. */
function scenarioSection(scenarios: PackFiles['scenarios'], rules: readonly WrittenRule[]): readonly string[] {
  if (scenarios.size === 0) return [];
  const entries = [...scenarios].map(([id, { text, name }]) => {
    const { title, situation, standard, on, when, params } = read(scenarioSchema, text, name);
    const proofs = rules.filter(({ file }) => file.scenarios.some((one) => one === id));
    const links = proofs.map((rule) => `[\`${rule.id}\`](#${anchor(rule.id)})`).join(', ');
    const lines = [
      `- **On** ${on.join(', ')}`,
      ...(Object.keys(params).length === 0 ? [] : [`- **Defaults** ${parametersOf({ params })}`]),
      `- **Rules** ${links === '' ? '–' : links}`,
    ].join('\n');
    return [`### Scenario ${id}`, prose(`${title}. ${situation} ${standard}`), lines, `Seen when\n\n${block(when)}`];
  });
  return ['## Scenarios', SCENARIOS, ...entries.flat()];
}

/** docs/rules.md: every rule of a folder of packs, area by area in the order of pack.yaml. */
export function rulesPage(files: PackFiles = readPackFiles(shippedRules, '')): string {
  const { packs } = read(packSchema, files.pack.text, files.pack.name);
  const rules = [...files.rules].map(([id, { text, name }]) => ({ id, file: read(ruleSchema, text, name) }));
  const sections = packs.flatMap(({ areas }) =>
    areas.flatMap((area) => {
      const own = rules.filter(({ id }) => id.startsWith(`${area}/`));
      return own.length === 0 ? [] : areaSection(area, own);
    }),
  );
  const overview = packs.map((pack) => [
    prose(pack.id),
    pack.version,
    pack['review-by'],
    pack.areas.map((area) => `[${area}](#${area})`).join(', '),
  ]);
  return page('the files in `rules/`', [
    '# Rules',
    INTRODUCTION,
    table(['Pack', 'Version', 'Review by', 'Areas'], overview),
    ...sections,
    ...scenarioSection(files.scenarios, rules),
  ]);
}
