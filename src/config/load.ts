import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { type Problem, UserError } from '../lib/errors.ts';
import { inOrder, validate } from '../lib/validate.ts';
import { parseYaml, type YamlDocument, type YamlPath } from '../lib/yaml.ts';
import { assemble } from './assemble.ts';
import type { Config } from './config.ts';
import { missing, readDocument } from './documents.ts';
import { configFileName, exists, findUpwards } from './find-file.ts';
import { leaveSchema, rolesSchema, startedSchema } from './people-schema.ts';
import { resolvePack, resolveSource } from './resolve.ts';
import { mendRouteNames, routingSchema } from './routing-schema.ts';
import { configSchema, defaultsSchema, processesSchema } from './schema.ts';
import { scopeSchema } from './scope-schema.ts';
import { trustedKeysSchema } from './trusted-keys-schema.ts';
import { resolvePolicy, waiverProblems } from './waivers.ts';
import { waiversSchema } from './waivers-schema.ts';

export interface LoadOptions {
  /** `--config`; relative to `cwd`. */
  readonly flag?: string | undefined;
  /** Absolute. The search for threadcount.yaml begins here and goes up. */
  readonly cwd: string;
  /** Without a flag, take the defaults alone: the demo has a configuration of its own. */
  readonly ignoreDiscovered?: boolean;
  /** A flag names another source, so that of the file need not exist. */
  readonly hasOtherSource?: boolean;
  /** `threadcount waive` makes the file of waivers, so it need not exist. */
  readonly createsWaivers?: boolean;
}

const defaultsFolder = fileURLToPath(new URL('../../rules/defaults/', import.meta.url));

/**
 * Finds, reads and checks threadcount.yaml and the files it refers to. Throws a `UserError` with everything that is
 * wrong in any of them, each at its line and column.
 */
export function loadConfig(options: LoadOptions): Config {
  const { flag, cwd } = options;
  const found = options.ignoreDiscovered ? undefined : findUpwards(configFileName, cwd);
  const file = flag === undefined ? found : resolve(cwd, flag);
  const base = file === undefined ? cwd : dirname(file);
  const config = orElse({}, file === undefined ? parseYaml('', configFileName) : readDocument(file, cwd));
  const referred = (path: YamlPath) => referredDocument(config, path, base, cwd);
  const waivers = referred(['waivers']) ?? referred(['waivers', 'file']);
  const routing = referred(['routing']);
  const documents = {
    config,
    routing: routing && { ...routing, value: mendRouteNames(routing.value) },
    scope: orElse({}, referred(['scope'])),
    waivers: orElse([], waivers),
    leave: orElse([], referred(['people', 'leave'])),
    started: orElse([], referred(['people', 'started'])),
    roles: orElse([], referred(['people', 'roles'])),
    trustedKeys: orElse([], referred(['trusted-keys'])),
    defaults: readDocument(resolve(defaultsFolder, configFileName), cwd),
    processes: readDocument(resolve(defaultsFolder, 'stages.yaml'), cwd),
  };
  const problems: Problem[] = [];
  const check = checker(problems);
  const written = {
    config: check(configSchema, documents.config),
    routing: check(routingSchema, documents.routing),
    scope: check(scopeSchema, documents.scope),
    waivers: check(waiversSchema, documents.waivers),
    leave: check(leaveSchema, documents.leave),
    started: check(startedSchema, documents.started),
    roles: check(rolesSchema, documents.roles),
    trustedKeys: check(trustedKeysSchema, documents.trustedKeys),
    defaults: check(defaultsSchema, documents.defaults),
    processes: check(processesSchema, documents.processes),
  };
  const absent = absentReferences(config, base, options);
  const { config: own, defaults, processes } = written;
  if (defaults && documents.waivers)
    problems.push(...waiverProblems(written.waivers, documents.waivers, resolvePolicy(own?.waivers, defaults.waivers)));
  if (problems.length > 0 || absent.length > 0 || !own || !defaults || !processes)
    throw new UserError(byFile(config.file, [...absent, ...problems]));
  return assemble({ ...written, config: own, defaults, processes }, documents, file, base);
}

type Check = <S extends z.ZodType>(schema: S, document: YamlDocument | undefined) => z.output<S> | undefined;

function checker(problems: Problem[]): Check {
  return (schema, document) => {
    if (document === undefined) return undefined;
    const checked = validate(schema, document);
    if ('value' in checked) return checked.value;
    problems.push(...checked.problems);
    return undefined;
  };
}

/** A file that holds nothing but comments says nothing, which is no mistake. */
function orElse<D extends YamlDocument | undefined>(value: unknown, document: D): D {
  return document?.value === null ? { ...document, value } : document;
}

/** The document that the configuration names at `path`, where it exists; a path is followed even if others are wrong. */
function referredDocument(config: YamlDocument, path: YamlPath, base: string, cwd: string): YamlDocument | undefined {
  const written = textAt(config.value, path);
  if (written === undefined) return undefined;
  const file = resolve(base, written);
  return exists(file) ? readDocument(file, cwd) : undefined;
}

/** Everything that the configuration refers to and that is not there. */
function absentReferences(config: YamlDocument, base: string, options: LoadOptions): readonly Problem[] {
  const files = [
    ['routing'],
    ['scope'],
    ['people', 'leave'],
    ['people', 'started'],
    ['people', 'roles'],
    ['trusted-keys'],
    ...(options.createsWaivers ? [] : [['waivers'], ['waivers', 'file']]),
  ];
  const packs = listAt(config.value, 'packs').map((_, i) => ['packs', i]);
  const source = options.hasOtherSource ? [] : [['source']];
  return [...files, ...packs, ...source].flatMap((path) => {
    const written = textAt(config.value, path);
    const target = written && targetOf(path[0], written, base);
    return (target && missing(written, target, () => config.position(path, 'value'))) || [];
  });
}

function targetOf(key: string | number | undefined, written: string, base: string): string | undefined {
  const target =
    key === 'packs'
      ? resolvePack(written, base)
      : key === 'source'
        ? resolveSource(written, base)
        : { path: resolve(base, written) };
  return 'path' in target ? target.path : undefined;
}

function textAt(value: unknown, path: YamlPath): string | undefined {
  let at = value;
  for (const step of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined;
  return typeof at === 'string' && at !== '' ? at : undefined;
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const held: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(held) ? held : [];
}

/** Those of the main file first, in its order. */
function byFile(main: string, problems: readonly Problem[]): readonly Problem[] {
  const isMain = ({ at }: Problem) => at?.file === main;
  return [...inOrder(problems.filter(isMain)), ...problems.filter((problem) => !isMain(problem))];
}
