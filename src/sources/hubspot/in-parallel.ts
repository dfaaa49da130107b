/** Requests under way at once; more would only wait for their turn. */
const AT_ONCE = 3;

/**
 * Does a task for each item, a few at a time; results are in the order of the items. A failure ends it, once what is
 * under way has ended too.
 */
export async function inParallel<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let next = 0;
  let hasFailed = false;
  const work = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const at = next;
      next += 1;
      const item = items.at(at);
      if (item === undefined) continue;
      try {
        results.set(at, await task(item));
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

/** In parts of so many. */
export const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
