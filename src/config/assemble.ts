import { resolve } from 'node:path';
import type * as z from 'zod';
import type { CalendarOptions } from '../facts/calendar-options.ts';
import type { YamlDocument } from '../lib/yaml.ts';
import type { Config } from './config.ts';
import { contentHash } from './hash.ts';
import type { leaveSchema, rolesSchema, startedSchema } from './people-schema.ts';
import * as resolved from './resolve.ts';
import type { WrittenRouting } from './routing-schema.ts';
import type { defaultsSchema, processesSchema, WrittenConfig } from './schema.ts';
import type { WrittenScope } from './scope-schema.ts';
import { layStages } from './stages.ts';
import { resolveStore } from './store-address.ts';
import { resolveTrustedKeys, type WrittenTrustedKeys } from './trusted-keys-schema.ts';
import { resolvePolicy, resolveWaivers, waiverList, waiversPath } from './waivers.ts';
import type { WrittenWaivers } from './waivers-schema.ts';

type Part =
  | 'config'
  | 'routing'
  | 'scope'
  | 'waivers'
  | 'leave'
  | 'started'
  | 'roles'
  | 'trustedKeys'
  | 'defaults'
  | 'processes';

/** The contents of all files, as their schemas let them through. */
export interface Written {
  readonly config: WrittenConfig;
  readonly routing: WrittenRouting | undefined;
  /** Of a file of its own; `scope:` of the configuration may hold it as well. */
  readonly scope: WrittenScope | undefined;
  readonly waivers: WrittenWaivers | undefined;
  readonly leave: z.output<typeof leaveSchema> | undefined;
  readonly started: z.output<typeof startedSchema> | undefined;
  readonly roles: z.output<typeof rolesSchema> | undefined;
  readonly trustedKeys: WrittenTrustedKeys | undefined;
  readonly defaults: z.output<typeof defaultsSchema>;
  readonly processes: z.output<typeof processesSchema>;
}

export type Documents = { readonly [P in Part]: YamlDocument | undefined } & {
  readonly [P in 'config' | 'defaults' | 'processes']: YamlDocument;
};

/** Lays what a team wrote over the defaults, and makes every path absolute. */
export function assemble(written: Written, documents: Documents, file: string | undefined, base: string): Config {
  const { config, defaults } = written;
  return {
    file,
    source: config.source === undefined ? undefined : resolved.resolveSource(config.source, base),
    calendar: calendarOf({ ...defaults.calendar, ...config.calendar }),
    dateOrder: config.text?.['date-order'] ?? defaults.text['date-order'],
    currency: config.currency,
    files: resolved.resolveFiles(config.files, base),
    fields: resolved.resolveFields(config.fields),
    leadStatuses: { ...defaults.statuses.lead, ...config.statuses?.lead },
    stages: stagesOf(written, documents),
    internalDomains: config['internal-domains'].map((domain) => domain.toLowerCase()),
    packs: (config.packs ?? defaults.packs).map((pack) => resolved.resolvePack(pack, base)),
    rules: resolved.resolveRules(documents.config, ['rules'], config.rules),
    overrides: resolved.resolveOverrides(documents.config, config.overrides),
    routing: documents.routing && written.routing && resolved.resolveRouting(documents.routing, written.routing),
    scope: scopeOf(written, documents),
    waivers: waiversOf(written, documents, base),
    leave: leaveOf(written.leave),
    started: startedOf(written.started),
    roles: rolesOf(written.roles),
    trustedKeys: trustedKeysOf(written),
    store: resolveStore(config.store ?? defaults.store, base),
    keepsMirror: config.mirror ?? true,
    closedWithin: resolved.resolveDuration(config['closed-within'] ?? defaults['closed-within']),
    redact: config.redact ?? defaults.redact,
    hash: hashOf(written),
    locate: documents.config.position,
  };
}

function calendarOf(written: NonNullable<WrittenConfig['calendar']>): CalendarOptions {
  const { timezone, days, hours, holidays } = written;
  return { timezone, days, hours, holidays, fiscalYearStarts: written['fiscal-year-starts'] };
}

function stagesOf({ config, processes }: Written, documents: Documents) {
  const shipped = processes.processes.map(({ name, stages }, i) => ({
    name,
    stages: resolved.resolveStages(documents.processes, ['processes', i, 'stages'], stages),
  }));
  return layStages(shipped, config.stages && resolved.resolveStages(documents.config, ['stages'], config.stages));
}

function scopeOf({ config, scope }: Written, documents: Documents): Config['scope'] {
  if (documents.scope && scope) return resolved.resolveScope(documents.scope, [], scope);
  const own = typeof config.scope === 'object' ? config.scope : {};
  return resolved.resolveScope(documents.config, ['scope'], own);
}

function waiversOf({ config, defaults, waivers }: Written, documents: Documents, base: string): Config['waivers'] {
  const path = waiversPath(config.waivers);
  return {
    ...resolvePolicy(config.waivers, defaults.waivers),
    file: path === undefined ? undefined : resolve(base, path),
    list: resolveWaivers(waivers, documents.waivers),
  };
}

function leaveOf(written: Written['leave']): Config['leave'] {
  const list = Array.isArray(written) ? written : (written?.leave ?? []);
  return list.map(({ rep, from, to }) => ({ rep, from, to }));
}

const startedOf = (written: Written['started']): Config['started'] =>
  Array.isArray(written) ? written : (written?.started ?? []);

const rolesOf = (written: Written['roles']): Config['roles'] =>
  Array.isArray(written) ? written : (written?.roles ?? []);

/** Of a file of its own, or of threadcount.yaml itself. */
function trustedKeysOf({ config, trustedKeys }: Written): Config['trustedKeys'] {
  const own = config['trusted-keys'];
  return resolveTrustedKeys(typeof own === 'object' ? own : trustedKeys);
}

/** Where data comes from and where results go changes no verdict; other files count by what is in them, not by name. */
function hashOf({ config, routing, scope, waivers, leave, started, roles, defaults, processes }: Written): string {
  const { source: _source, store: _store, mirror: _mirror, people: _people, 'trusted-keys': _keys, ...named } = config;
  const { routing: _routing, scope: own, waivers: _waivers, ...policy } = named;
  const inScope = typeof own === 'object' ? own : scope;
  const held = waiverList(waivers);
  const inForce = held.length === 0 ? {} : { waivers: held };
  return contentHash({
    policy,
    routing,
    ...(inScope && { scope: inScope }),
    ...inForce,
    leave,
    started,
    ...(roles === undefined ? {} : { roles }),
    defaults,
    processes,
  });
}
