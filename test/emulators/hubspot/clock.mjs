// The clock of the emulator: it runs, and can be set and moved.

/** @param {{ at?: number, isStopped?: boolean }} [options] */
export function startClock({ at, isStopped = false } = {}) {
  let offset = at === undefined ? 0 : at - Date.now();
  let stopped = isStopped ? (at ?? Date.now()) : undefined;
  return {
    now: () => stopped ?? Date.now() + offset,
    move: (milliseconds) => {
      if (stopped === undefined) offset += milliseconds;
      else stopped += milliseconds;
    },
    set: (instant) => {
      if (stopped === undefined) offset = instant - Date.now();
      else stopped = instant;
    },
  };
}
