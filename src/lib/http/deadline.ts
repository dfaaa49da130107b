/** A limit on the time that something is waited for. When it is over, whatever is under way is ended. */
export interface Deadline {
  /** What to end; whoever is set last counts. */
  readonly guard: (end: () => void) => void;
  readonly stop: () => void;
  readonly hasExpired: () => boolean;
}

/** Starts the clock: a timer of the platform, since what hangs is the platform's too. */
export function startDeadline(milliseconds: number): Deadline {
  let end: (() => void) | undefined;
  let hasExpired = false;
  const timer = setTimeout(
    () => {
      hasExpired = true;
      end?.();
    },
    Math.max(milliseconds, 0),
  );
  return {
    guard: (next) => {
      end = next;
      if (hasExpired) next();
    },
    stop: () => clearTimeout(timer),
    hasExpired: () => hasExpired,
  };
}
