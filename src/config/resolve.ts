import { resolve } from 'node:path';
import type * as z from 'zod';
import { type Duration, parseDuration } from '../lib/duration.ts';
import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import { canon, type RowType, rowTypes } from '../model/fields.ts';
import type { filesSchema } from './columns-schema.ts';
import type {
  Expression,
  FileMapping,
  Override,
  PackChoice,
  RoutingChoice,
  RuleSetting,
  ScopeChoice,
  SourceChoice,
} from './config.ts';
import type { WrittenRouting } from './routing-schema.ts';
import type { WrittenConfig, WrittenRuleSettings, WrittenStages } from './schema.ts';
import type { WrittenScope } from './scope-schema.ts';
import type { StageDraft } from './stages.ts';

/** `demo`, `salesforce`, `hubspot`, or a path, which is resolved against `base` (the flag and the file agree on this). */
export function resolveSource(written: NonNullable<WrittenConfig['source']>, base: string): SourceChoice {
  if (typeof written !== 'string')
    return 'hubspot' in written
      ? { kind: 'hubspot', leads: written.hubspot.leads, api: written.hubspot.api }
      : {
          kind: 'salesforce',
          targetOrg: written.salesforce['target-org'],
          apiVersion: written.salesforce['api-version'],
          noteBodies: written.salesforce['note-bodies'],
        };
  if (written === 'demo' || written === 'salesforce' || written === 'hubspot') return { kind: written };
  return { kind: 'path', path: resolve(base, written) };
}

/** Packs that we ship are named `threadcount/…`; everything else is a folder. */
export function resolvePack(written: string, base: string): PackChoice {
  if (/^threadcount\/[a-z0-9-]+$/.test(written)) return { kind: 'shipped', id: written };
  return { kind: 'folder', path: resolve(base, written) };
}

export function resolveDuration(written: string): Duration {
  const read = parseDuration(written);
  if ('message' in read) throw new Error(`a duration that the schema let through: ${written}`);
  return read;
}

/** Its place is looked for when a problem asks for it: what the build has parsed would be parsed again to find it. */
function expressionAt(document: YamlDocument, path: YamlPath, source: string): Expression {
  const { file } = document;
  const place = () => document.scalarSource(path) ?? { file, line: 1, column: 1, raw: undefined };
  const origin = {
    file,
    get line() {
      return place().line;
    },
    get column() {
      return place().column;
    },
    get raw() {
      return place().raw;
    },
  };
  return { source, origin };
}

export function resolveStages(document: YamlDocument, base: YamlPath, written: WrittenStages): readonly StageDraft[] {
  return written.map(({ name, group, exit }, i) => ({
    name,
    group,
    exit: exit?.map((source, k) => expressionAt(document, [...base, i, 'exit', k], source)),
  }));
}

export function resolveRules(document: YamlDocument, base: YamlPath, written: WrittenRuleSettings): RuleSetting[] {
  return Object.entries(written).map(([rule, setting]) => {
    const at = [...base, rule];
    if (setting === 'off') return { rule, isOff: true, params: {}, severity: undefined, at };
    const { params = {}, severity } = setting;
    const choices = typeof severity === 'string' ? [{ is: severity }] : severity;
    return {
      rule,
      isOff: false,
      params,
      at,
      severity: choices?.map(({ when, is }, i) =>
        when === undefined ? { is } : { is, when: expressionAt(document, [...at, 'severity', i, 'when'], when) },
      ),
    };
  });
}

export function resolveOverrides(document: YamlDocument, written: WrittenConfig['overrides']): readonly Override[] {
  return written.map(({ when, rules }, i) => ({
    when: expressionAt(document, ['overrides', i, 'when'], when),
    rules: resolveRules(document, ['overrides', i, 'rules'], rules),
  }));
}

export function resolveRouting(document: YamlDocument, written: WrittenRouting): RoutingChoice {
  return {
    routes: written.routes.map(({ name, when, owner, from, until }, i) => ({
      name,
      when: expressionAt(document, ['routes', i, 'when'], when),
      owners: typeof owner === 'string' ? [owner] : owner,
      from,
      until,
    })),
    grace: written.grace === undefined ? undefined : resolveDuration(written.grace),
    exceptionField: written.exceptions?.field,
    locate: document.position,
  };
}

/** `base` is where the scope stands in its document. */
export function resolveScope(document: YamlDocument, base: YamlPath, written: WrittenScope): ScopeChoice {
  return {
    reps: written.reps ?? [],
    teams: written.teams ?? [],
    exclude: (written.exclude ?? []).map(({ reason, when, rep, records }, i) => ({
      reason,
      when: when === undefined ? undefined : expressionAt(document, [...base, 'exclude', i, 'when'], when),
      rep,
      records,
    })),
  };
}

/** Canonical names in place of their other spellings. */
function canonicalKeys<T>(type: RowType, written: Readonly<Record<string, T | undefined>>): Record<string, T> {
  const known = Object.entries(canon[type]);
  const canonical = (name: string) => known.find(([, { aliases }]) => aliases.includes(name))?.[0] ?? name;
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, held]) => (held === undefined ? [] : [[canonical(name), held]])),
  );
}

type WrittenFiles = z.output<typeof filesSchema>;

/** In the order in which a dataset streams its row types. */
export function resolveFiles(written: WrittenFiles, base: string): readonly FileMapping[] {
  return rowTypes.flatMap((type) => {
    const held = written[type] ?? [];
    return [held].flat().map(({ file, id, columns = {}, values = {}, dates }, i) => ({
      type,
      file,
      path: resolve(base, file),
      columns: { ...(id !== undefined && { id }), ...canonicalKeys(type, columns) },
      values: canonicalKeys(type, values),
      dates,
      at: Array.isArray(held) ? ['files', type, i] : ['files', type],
    }));
  });
}

export function resolveFields(written: WrittenConfig['fields']) {
  return Object.fromEntries(
    rowTypes.flatMap((type) => {
      const held = written[type];
      return held === undefined ? [] : [[type, canonicalKeys(type, held)]];
    }),
  );
}
