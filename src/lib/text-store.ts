import { grownInts } from './grown.ts';

/** Texts by place, outside of the heap: one byte a character where Latin-1 has them all, else two. */
export interface TextStore {
  /** Puts a text in a place; what stood there is forgotten. */
  readonly put: (place: number, text: string) => void;
  /** The text of a place in which one was put. */
  readonly at: (place: number) => string;
}

const SMALLEST = 256;
/** Texts are written into blocks of this many bytes, so that more of them move nothing. */
const LARGEST = 1024 * 1024;

const WIDE = /[^\0-\xff]/;

/** Begins empty. What was forgotten is given back once it is more than a third of all. */
export function startTextStore(): TextStore {
  let blocks: Buffer[] = [];
  let used = 0;
  let [written, forgotten] = [0, 0];
  let [blockOf, starts] = [new Int32Array(0), new Int32Array(0)];
  /** In bytes; below zero where a character takes two. */
  let lengths = new Int32Array(0);

  /** A block with room for so many bytes from `used` on. */
  const blockFor = (bytes: number): Buffer => {
    const last = blocks.at(-1);
    if (last !== undefined && used + bytes <= last.length) return last;
    const next = Buffer.allocUnsafeSlow(Math.max(bytes, Math.min(LARGEST, Math.max(SMALLEST, written))));
    blocks.push(next);
    used = 0;
    return next;
  };
  const stand = (place: number, bytes: number): void => {
    blockOf[place] = blocks.length - 1;
    starts[place] = used;
    used += bytes;
    written += bytes;
  };
  const bytesAt = (place: number, all: readonly Buffer[]): Buffer | undefined =>
    all[blockOf[place] ?? 0]?.subarray(starts[place], (starts[place] ?? 0) + Math.abs(lengths[place] ?? 0));
  const giveBack = (): void => {
    const before = blocks;
    blocks = [];
    [written, forgotten] = [0, 0];
    for (let place = 0; place < lengths.length; place += 1) {
      const bytes = lengths[place] === 0 ? undefined : bytesAt(place, before);
      if (bytes === undefined) continue;
      blockFor(bytes.length).set(bytes, used);
      stand(place, bytes.length);
    }
  };
  return {
    put: (place, text) => {
      const isWide = WIDE.test(text);
      const bytes = text.length * (isWide ? 2 : 1);
      blockOf = grownInts(blockOf, place + 1);
      starts = grownInts(starts, place + 1);
      lengths = grownInts(lengths, place + 1);
      forgotten += Math.abs(lengths[place] ?? 0);
      lengths[place] = 0;
      if (forgotten > LARGEST && forgotten > written / 3) giveBack();
      blockFor(bytes).write(text, used, isWide ? 'utf16le' : 'latin1');
      stand(place, bytes);
      lengths[place] = isWide ? -bytes : bytes;
    },
    at: (place) => bytesAt(place, blocks)?.toString((lengths[place] ?? 0) < 0 ? 'utf16le' : 'latin1') ?? '',
  };
}
