/** Lists shorter than this are copied to grow: to push would make room for 17 at once, and most records have few. */
const SHORT = 8;

/** The list with one more at its end. May change and return the list that it was given. */
export function appended<T>(list: T[], item: T): T[] {
  if (list.length < SHORT) return list.concat([item]);
  list.push(item);
  return list;
}
