import { isUtf8 } from 'node:buffer';
import { type ByteSource, openBytes, peek } from './byte-stream.ts';
import { type ByteWindow, emptyWindow, fillWindow } from './byte-window.ts';
import { detectEncoding, ENCODING_SAMPLE_BYTES, isUtf8Part, toUtf8 } from './encoding.ts';
import { type SetAside, type SetAsideLog, setAside } from './set-aside.ts';

/** Longest line in bytes; a longer one is set aside. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** Most lines in a batch. */
const BATCH_LINES = 4096;

/** One JSON text and the line it stands on, from 1. The value may be of any JSON type. */
export interface JsonLine {
  readonly line: number;
  readonly value: unknown;
}

/** What was read so far; complete once `batches` has ended. */
export interface JsonLinesTally {
  readonly records: number;
  readonly setAside: SetAside;
}

export interface JsonLinesFile {
  /** The values, for one pass; the file is closed after it. */
  batches(): AsyncIterable<readonly JsonLine[]>;
  tally(): JsonLinesTally;
  /** Gives up a file whose batches are not read to the end. */
  close(): Promise<void>;
}

interface LineReader {
  readonly window: ByteWindow;
  readonly setAside: SetAsideLog;
  line: number;
  /** The whole window is UTF-8. */
  clean: boolean;
  /** The rest of the line belongs to one that was set aside. */
  skipping: boolean;
}

/**
 * Reads JSON Lines (UTF-8, or UTF-16 by its byte-order mark or zero bytes). Blank lines are skipped; a line that is
 * not JSON, not in the encoding or longer than 8 MiB is set aside. Memory does not depend on the size of the file.
 * A path that does not exist is a `UserError`, one that cannot be read a `SourceError`, both thrown by `batches`.
 */
export function readJsonLines(source: ByteSource): JsonLinesFile {
  const bytes = openBytes(source);
  const reader: LineReader = {
    window: emptyWindow(),
    setAside: { count: 0, first: [] },
    line: 1,
    clean: false,
    skipping: false,
  };
  let records = 0;

  async function* batches(): AsyncGenerator<readonly JsonLine[]> {
    try {
      const raw = await peek(bytes, ENCODING_SAMPLE_BYTES);
      const { encoding } = detectEncoding(raw);
      for await (const _ of fillWindow(reader.window, toUtf8(raw.stream, encoding))) {
        for (const batch of windowBatches(reader)) {
          records += batch.length;
          yield batch;
        }
      }
    } finally {
      await bytes.close();
    }
  }
  return { batches, tally: () => ({ records, setAside: reader.setAside }), close: () => bytes.close() };
}

/** What the window holds, in batches none of which is empty. */
function* windowBatches(reader: LineReader): Generator<readonly JsonLine[]> {
  const { bytes, at, end, final } = reader.window;
  reader.clean = isUtf8Part(bytes.subarray(at, end), final);
  let batch: readonly JsonLine[];
  do {
    batch = takeLines(reader);
    if (batch.length > 0) yield batch;
  } while (batch.length === BATCH_LINES);
}

/** Reads lines that the window holds whole, up to a full batch. */
function takeLines(reader: LineReader): readonly JsonLine[] {
  const { window } = reader;
  const taken: JsonLine[] = [];
  while (taken.length < BATCH_LINES && window.at < window.end) {
    const end = window.bytes.indexOf(10, window.at);
    if (end >= window.end && !window.final) {
      skipLongLine(reader);
      break;
    }
    if (!reader.skipping) takeLine(reader, end, taken);
    reader.skipping = false;
    reader.line++;
    window.at = Math.min(end + 1, window.end);
  }
  return taken;
}

/** A line that is too long is dropped as it comes, so that it never has to fit into memory. */
function skipLongLine(reader: LineReader): void {
  const { window } = reader;
  if (!reader.skipping && window.end - window.at <= MAX_LINE_BYTES) return;
  if (!reader.skipping) setAside(reader.setAside, reader.line, TOO_LONG);
  reader.skipping = true;
  window.at = window.end;
}

const TOO_LONG = 'a line longer than 8 MiB';

function takeLine(reader: LineReader, end: number, taken: JsonLine[]): void {
  const { clean, line, window } = reader;
  const { bytes, at } = window;
  if (end - at > MAX_LINE_BYTES) setAside(reader.setAside, line, TOO_LONG);
  else if (!clean && !isUtf8(bytes.subarray(at, end))) setAside(reader.setAside, line, 'bytes that are not UTF-8');
  else {
    const text = bytes.toString('utf8', at, end);
    const parsed = parse(text);
    if (parsed) taken.push({ line, value: parsed.value });
    else if (text.trim() !== '') setAside(reader.setAside, line, 'not valid JSON');
  }
}

/** The engine's own message is not passed on: it differs between versions and quotes the line. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
