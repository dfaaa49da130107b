const SMALLEST = 16;

const roomFor = (least: number, length: number): number => Math.max(SMALLEST, least, Math.ceil(length * 1.5));

/** The same column of whole numbers below 2^31, or a longer copy of it where it has less room than that. */
export function grownInts(old: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  if (least <= old.length) return old;
  const next = new Int32Array(roomFor(least, old.length));
  next.set(old);
  return next;
}

/** The same column of any numbers, or a longer copy of it where it has less room than that. */
export function grownFloats(old: Float64Array<ArrayBuffer>, least: number): Float64Array<ArrayBuffer> {
  if (least <= old.length) return old;
  const next = new Float64Array(roomFor(least, old.length));
  next.set(old);
  return next;
}

/** The same bytes, or a longer copy of them where there is less room than that. */
export function grownBytes(old: Buffer, least: number): Buffer {
  if (least <= old.length) return old;
  const next = Buffer.allocUnsafeSlow(roomFor(least, old.length));
  next.set(old);
  return next;
}
