import { readAgain, type Stream } from '../../model/dataset.ts';

async function* each<T>(streams: readonly (() => Stream<T>)[]): AsyncGenerator<readonly T[]> {
  for (const open of streams) yield* open();
}

/** One stream after the other; read again where all of them can be. */
export function chain<T>(streams: readonly Stream<T>[]): Stream<T> {
  const agains = streams.flatMap(({ again }) => again ?? []);
  const again = agains.length < streams.length ? undefined : () => each(agains);
  return readAgain(each(streams.map((stream) => () => stream)), again);
}

/** Makes any number of rows of each row, and some more after the last. */
export async function* eachRow<A, B>(
  stream: Stream<A>,
  take: (row: A, out: B[]) => void,
  last?: (out: B[]) => void,
): AsyncGenerator<readonly B[]> {
  for await (const rows of stream) {
    const out: B[] = [];
    for (const row of rows) take(row, out);
    if (out.length > 0) yield out;
  }
  const rest: B[] = [];
  last?.(rest);
  if (rest.length > 0) yield rest;
}

/** Reads a stream to its end. */
export async function drain<T>(stream: Stream<T>, take: (row: T) => void): Promise<void> {
  for await (const rows of stream) for (const row of rows) take(row);
}
