/** Done when it is first asked for, and not again. */
export function once<T>(task: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= task();
    return started;
  };
}
