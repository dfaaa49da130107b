import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Beside the compiled code, where the build writes it; beside the source there is none. */
const file = new URL('../parsed.json', import.meta.url);

/** What the text of a YAML file is known by: a text that was changed since is not known. */
export const textKey = (text: string): string => createHash('sha256').update(text).digest('base64');

let table: ReadonlyMap<string, unknown> | undefined;

function open(): ReadonlyMap<string, unknown> {
  if (!existsSync(file)) return new Map();
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(typeof read === 'object' && read !== null ? Object.entries(read) : []);
}

/** The data of a YAML text that the build has parsed already; `undefined` of any other. */
export function parsedBefore(text: string): unknown {
  table ??= open();
  return table.size === 0 ? undefined : table.get(textKey(text));
}
