import { SaxesParser } from 'saxes';
import { fromBufferPromise } from 'yauzl';

/** A cell as a spreadsheet would take it in. */
export interface ReadCell {
  readonly at: string;
  readonly type: 'text' | 'number';
  readonly value: string;
  readonly style: number;
}

export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly ReadCell[])[];
  readonly elements: ReadonlySet<string>;
  readonly filter: string | undefined;
  readonly links: ReadonlyMap<string, string>;
}

/** Every file of an archive, unpacked; its checksums are held against what is there. */
export async function unzip(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    const { crc32 } = await import('node:zlib');
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName}: wrong checksum`);
    files.set(entry.fileName, content.toString('utf8'));
  }
  return files;
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function parse(
  xml: string,
  on: { open?: (element: Element) => void; close?: (name: string) => void; text?: (text: string) => void },
) {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => on.open?.({ name, attributes }));
  parser.on('closetag', ({ name }) => on.close?.(name));
  parser.on('text', (text) => on.text?.(text));
  parser.write(xml).close();
}

function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  parse(xml, { open: (element) => elements.push(element) });
  return elements;
}

/** What spreadsheets make of `_x0041_` in text. */
const decoded = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

function readSheet(name: string, xml: string, links: string | undefined): ReadSheet {
  const rows: ReadCell[][] = [];
  const elements = new Set<string>();
  const targets = new Map(
    elementsOf(links ?? '<x/>').map(({ attributes }) => [attributes.Id, attributes.Target ?? '']),
  );
  const linked = new Map<string, string>();
  let [filter, cell, value]: [string | undefined, Element | undefined, string] = [undefined, undefined, ''];
  parse(xml, {
    open: (element) => {
      elements.add(element.name);
      if (element.name === 'row') rows.push([]);
      if (element.name === 'c') [cell, value] = [element, ''];
      if (element.name === 'autoFilter') filter = element.attributes.ref;
      if (element.name === 'hyperlink')
        linked.set(element.attributes.ref ?? '', targets.get(element.attributes['r:id']) ?? '');
    },
    text: (text) => {
      value += text;
    },
    close: (closed) => {
      if (closed !== 'c' || cell === undefined) return;
      const { r = '', t, s } = cell.attributes;
      if (t !== undefined && t !== 'inlineStr') throw new Error(`${r}: a cell of type ${t}`);
      if (t === undefined && !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(value))
        throw new Error(`${r}: "${value}" is no number`);
      rows.at(-1)?.push({ at: r, type: t === undefined ? 'number' : 'text', value: decoded(value), style: Number(s) });
    },
  });
  return { name, rows, elements, filter, links: linked };
}

/** Opens a workbook as a spreadsheet would: by its relations, every part well-formed and every cell of a known type. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly ReadSheet[]> {
  const files = await unzip(bytes);
  const file = (path: string): string => {
    const found = files.get(path);
    if (found === undefined) throw new Error(`no ${path}`);
    return found;
  };
  for (const [path, text] of files) parse(text, { open: () => void path });
  const targets = new Map(
    elementsOf(file('xl/_rels/workbook.xml.rels')).map(({ attributes }) => [attributes.Id, attributes.Target]),
  );
  return elementsOf(file('xl/workbook.xml'))
    .filter(({ name }) => name === 'sheet')
    .map(({ attributes }) => {
      const target = targets.get(attributes['r:id']) ?? '';
      const links = files.get(`xl/${target.replace('worksheets/', 'worksheets/_rels/')}.rels`);
      return readSheet(attributes.name ?? '', file(`xl/${target}`), links);
    });
}
