import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import { locate, type Origin, type Place } from './expression/locate.ts';

/** The scalar that a text was read from, so that errors can point into it. */
export function originOf(document: YamlDocument, path: YamlPath): Origin {
  const { file, line = 1, column = 1 } = document.position(path, 'value');
  return document.scalarSource(path) ?? { file, line, column };
}

/** The places of a text that was read from a scalar; the scalar is looked for when the first is asked for. */
export const placeIn =
  (document: YamlDocument, path: YamlPath, text: string): Place =>
  (offset) =>
    locate(originOf(document, path), text, offset);
