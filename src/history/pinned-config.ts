import * as z from 'zod';
import type { Config, Expression } from '../config/config.ts';
import { parseDuration } from '../lib/duration.ts';
import { SourceError } from '../lib/errors.ts';
import { severities } from '../model/rule.ts';
import type { RuleChoices } from '../rulebook/settings.ts';

/** What a configuration decides, by this name among the files of a run. */
export const configName = 'configuration.json';

const at = { file: configName, line: 1, column: 1 } as const;

const expression = z.string().transform((source): Expression => ({ source, origin: at }));

const setting = z
  .object({
    rule: z.string(),
    isOff: z.boolean(),
    params: z.record(z.string(), z.unknown()),
    severity: z.array(z.object({ when: expression.optional(), is: z.enum(severities) })).optional(),
  })
  .transform(({ severity, ...rest }) => ({
    ...rest,
    at: [],
    severity: severity?.map(({ when, is }) => (when === undefined ? { is } : { when, is })),
  }));

const grace = z.string().transform((text) => {
  const duration = parseDuration(text);
  return 'message' in duration ? undefined : duration;
});

/** What judging again needs of a configuration; the rest is there to be read. */
const pinnedSchema = z.object({
  calendar: z.object({
    timezone: z.string().optional(),
    days: z.union([z.string(), z.array(z.string())]).optional(),
    hours: z.string().optional(),
    holidays: z.array(z.string()).optional(),
    fiscalYearStarts: z.number().optional(),
  }),
  packs: z.array(z.object({ shipped: z.string().optional(), folder: z.string().optional() })),
  only: z.array(z.string()),
  rules: z.array(setting),
  overrides: z.array(z.object({ when: expression, rules: z.array(setting) })),
  grace: grace.optional(),
});

export type PinnedConfig = Omit<z.output<typeof pinnedSchema>, 'rules' | 'overrides' | 'grace'> & {
  readonly choices: RuleChoices;
};

const isExpression = (value: object): value is Expression => 'source' in value && 'origin' in value;

/** Plain data: expressions as they were written, without their places. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (isExpression(value)) return value.source;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'at' && typeof inner !== 'function');
  return Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]));
}

/** What a run rests on beside its rules: neither where data came from, nor where it went, nor any path. */
export function configText(config: Config, only: readonly string[], folders: readonly string[]): string {
  const {
    file: _file,
    source: _source,
    store: _store,
    waivers: _waivers,
    hash: _hash,
    locate: _locate,
    trustedKeys: _trustedKeys,
    roles,
    ...policy
  } = config;
  let folder = 0;
  const packs = config.packs.map((pack) =>
    pack.kind === 'shipped' ? { shipped: pack.id } : { folder: folders[folder++] ?? '' },
  );
  const files = config.files.map(({ path: _path, ...mapping }) => mapping);
  const inUse = roles.length === 0 ? {} : { roles };
  const duration = config.routing?.grace;
  const told = duration === undefined ? {} : { grace: `${duration.amount}${duration.unit}` };
  return `${JSON.stringify(plain({ ...policy, ...inUse, files, packs, only, ...told }), null, 1)}\n`;
}

/** Reads it back. Throws a `SourceError` for what this version cannot read. */
export function readConfig(text: string): PinnedConfig {
  const read = pinnedSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new SourceError({ message: 'cannot be read by this version', at: { file: configName } });
  const { rules, overrides, grace: given, ...rest } = read.data;
  const locate = () => at;
  const routing = given === undefined ? undefined : { grace: given, locate };
  return { ...rest, choices: { rules, overrides, routing, locate } };
}

/** Keys that choose and change rules: what they do is seen on the rules themselves. */
const ofRules = new Set(['rules', 'overrides', 'packs', 'only', 'grace']);

/** The rest of a configuration, key by key: the setting that records were read and facts derived by. */
export function policyIn(text: string): readonly (readonly [string, string])[] {
  const read: unknown = JSON.parse(text);
  const entries = typeof read === 'object' && read !== null ? Object.entries(read) : [];
  return entries
    .filter(([key]) => !ofRules.has(key))
    .map(([key, value]) => [`${configName}: ${key}`, JSON.stringify(value)] as const);
}
