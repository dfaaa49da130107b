import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Imports and re-exports that are loaded with the module: not those of types alone, nor `import()`. */
const STATIC = /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm;

const importsOf = (file: URL): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(STATIC)].map(([, name = '']) => name);

/** Every module that loading one module loads, and the packages they name. */
function loadedWith(entry: URL): { readonly modules: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const modules = new Set<string>();
  const packages = new Set<string>();
  const queue = [entry];
  for (const file of queue) {
    if (modules.has(file.href)) continue;
    modules.add(file.href);
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) queue.push(new URL(name, file));
      else if (!name.startsWith('node:')) packages.add(name);
    }
  }
  return { modules, packages };
}

const source = (path: string): URL => new URL(`../src/${path}`, import.meta.url);

it('help loads no package, so that it starts in the time of a bare Node and a little', () => {
  const { modules, packages } = loadedWith(source('cli.ts'));
  expect([...packages]).toEqual([]);
  expect([...modules].every((href) => existsSync(fileURLToPath(href)))).toBe(true);
  expect(modules.size).toBeGreaterThan(10);
});

it('a list of rules loads no package but that of colors: neither schemas nor a language are needed to show it', () => {
  const shown = ['commands/listed-rules.ts', 'commands/show.ts', 'pages/rule-list.ts'].map((path) =>
    loadedWith(source(path)),
  );
  expect([...new Set(shown.flatMap(({ packages }) => [...packages]))]).toEqual(['chalk']);
});

it('the search finds what a configuration loads', () => {
  expect([...loadedWith(source('config/load.ts')).packages]).toEqual(expect.arrayContaining(['yaml', 'zod']));
});
