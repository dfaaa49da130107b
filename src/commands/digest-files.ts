import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SourceError, UserError } from '../lib/errors.ts';
import { jsonText } from '../lib/json-text.ts';
import type { Digest, DigestMessage } from '../model/digest.ts';
import { digestMarkdown } from '../pages/digest.ts';
import { saveAll } from './outputs.ts';

const INDEX = 'digests.json';

/** Throws a `UserError` where messages cannot go there: before any work is done. */
export function checkFolder(folder: string, cwd: string): void {
  const path = resolve(cwd, folder);
  if (existsSync(path) && !statSync(path).isDirectory())
    throw new UserError({ message: `--output ${folder}: a file, and a folder is needed` });
}

/** What a file may be called anywhere: small letters, digits and dashes. */
const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** A name for each message; those that would be called the same get a number. */
function namesOf(messages: readonly DigestMessage[]): readonly string[] {
  const used = new Set<string>();
  return messages.map(({ manager }) => {
    const base =
      manager === null ? 'no-manager' : slugOf(manager.name ?? manager.email ?? manager.id ?? '') || 'manager';
    let name = base;
    for (let i = 2; used.has(name); i += 1) name = `${base}-${i}`;
    used.add(name);
    return name;
  });
}

const isName = (name: unknown): name is string => typeof name === 'string' && /^[a-z0-9-]+\.(?:md|json)$/.test(name);

/** The messages of an earlier digest: whoever sends what lies there must not send them twice. */
function earlier(folder: string): readonly string[] {
  const path = join(folder, INDEX);
  if (!existsSync(path)) return [];
  try {
    const { messages } = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(messages) ? messages.flatMap(({ markdown, json }) => [markdown, json]).filter(isName) : [];
  } catch {
    return [];
  }
}

/** Makes the folder, and puts into words what the file system refuses. */
function makeFolder(path: string, folder: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `--output ${folder}: the folder could not be made: ${reason}` });
  }
}

/** Writes a Markdown and a JSON file for each message, and the list of them; gives the names. All of them, or none. */
export function writeDigest({ messages, ...digest }: Digest, folder: string, cwd: string): readonly string[] {
  const path = resolve(cwd, folder);
  makeFolder(path, folder);
  const names = namesOf(messages);
  const files = messages.flatMap((message, i) => [
    { name: `${names[i]}.md`, content: digestMarkdown(digest, message) },
    { name: `${names[i]}.json`, content: `${jsonText({ ...digest, ...message }, 2)}\n` },
  ]);
  const list = messages.map(({ manager }, i) => ({ manager, markdown: `${names[i]}.md`, json: `${names[i]}.json` }));
  const index = { name: INDEX, content: `${jsonText({ ...digest, messages: list }, 2)}\n` };
  const kept = new Set(files.map(({ name }) => name));
  const stale = earlier(path).filter((name) => !kept.has(name));
  saveAll([...files, index].map(({ name, content }) => ({ path: join(path, name), content })));
  for (const name of stale) rmSync(join(path, name), { force: true });
  return [...files, index].map(({ name }) => name);
}
