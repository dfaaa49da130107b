import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import type { Place } from './expression/compile.ts';
import { locate } from './expression/locate.ts';

/** Where the characters of a text stand in the YAML file that it was read from. */
export function placeIn(document: YamlDocument, path: YamlPath, source: string): Place {
  const scalar = document.scalarSource(path);
  return scalar === undefined ? () => document.position(path, 'value') : (offset) => locate(scalar, source, offset);
}
