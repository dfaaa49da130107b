import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, rolldown } from 'rolldown';

/*
 * Puts the compiled program and the packages that most commands need together in few files: Node takes longer to find
 * and read six hundred of them than a small audit takes to judge. All lie in one folder, as deep as the folders of the
 * sources, so that what a module finds beside itself (`../../rules/`, its worker) is found from there too.
 */

const compiled = fileURLToPath(new URL('../', import.meta.url));
const target = join(compiled, 'bundle');

/** Packages that are put in. Those of one source, store or format stay outside, and are loaded where they are used. */
const inlined = new Set(['@marcbachmann/cel-js', 'chalk', 'cli-table3', 'commander', 're2js', 'yaml', 'zod']);

const packageOf = (name: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;

const isPath = (name: string): boolean => /^(?:[./]|[A-Za-z]:[\\/])/.test(name);

/** What an inlined package needs is inlined with it. */
const isOutside = (name: string, importer: string | undefined): boolean =>
  !isPath(name) && !inlined.has(packageOf(name)) && importer?.includes('node_modules') !== true;

rmSync(target, { recursive: true, force: true });

/** Modules that threads begin with: each is a file of its own, by its own name. */
const workers = readdirSync(compiled, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?:^|[-\\/])worker\.js$/.test(name),
);

/** What is loaded together lies together, with all that it imports: help first, then pages, then what an audit needs. */
const groups = [
  { name: 'start', test: /[\\/]cli\.js$/, priority: 4 },
  { name: 'page', test: /[\\/](?:commands[\\/](?:listed-rules|show)|pages[\\/]rule-list)\.js$/, priority: 3 },
  { name: 'workbench', test: /[\\/]commands[\\/]workbench\.js$/, priority: 2 },
  { name: 'auditing', test: /[\\/](?:audit|commands[\\/](?:outputs|gates|redaction))\.js$/, priority: 1 },
];

/** The folders of the packages that lie in a chunk: `…/node_modules/zod/`. */
const packagesIn = ({ moduleIds }: OutputChunk): readonly string[] =>
  moduleIds.flatMap(
    (id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(id.replace(/^\0/, ''))?.[0] ?? [],
  );

/** Whoever passes code of others on passes on their license with it. */
function licenseOf(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const title =
    folder
      .split(/[\\/]node_modules[\\/]/)
      .at(-1)
      ?.replaceAll('\\', '/')
      .slice(0, -1) ?? basename(folder);
  const text = name === undefined ? 'See its package.json.' : readFileSync(join(folder, name), 'utf8').trim();
  return `${title}\n\n${text}\n`;
}

const bundle = await rolldown({
  input: {
    cli: join(compiled, 'cli.js'),
    ...Object.fromEntries(workers.map((name) => [basename(name, '.js'), join(compiled, name)])),
  },
  platform: 'node',
  external: isOutside,
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.write({
  dir: target,
  format: 'esm',
  chunkFileNames: '[name].js',
  comments: { annotation: false, jsdoc: false, legal: true },
  codeSplitting: { groups },
});
const folders = new Set(output.flatMap((part) => (part.type === 'chunk' ? packagesIn(part) : [])));
writeFileSync(
  join(target, 'LICENSES.txt'),
  [...folders]
    .sort()
    .map(licenseOf)
    .join(`\n${'-'.repeat(72)}\n\n`),
);
