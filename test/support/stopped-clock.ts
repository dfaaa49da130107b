/** A clock that stands still until it is moved. */
export function stoppedClock(at: number) {
  let now = at;
  return {
    now: () => now,
    move: (by: number) => {
      now += by;
    },
    set: (to: number) => {
      now = to;
    },
  };
}
