// Numbers that look random and are the same on every run.

/** A whole number of 32 bits from a few others. */
export function mix(...numbers) {
  let value = 0x9e3779b9;
  for (const number of numbers) {
    value = Math.imul(value ^ (number >>> 0), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13) ^ Math.floor(number / 4294967296), 0xc2b2ae35);
    value ^= value >>> 16;
  }
  return value >>> 0;
}

/** From 0 up to, but not, `below`. */
export const pickBelow = (below, ...numbers) => mix(...numbers) % below;

/** The same items in another order, block by block, so that nothing long has to be held. */
export function* shuffled(items, seed, block = 1000) {
  let held = [];
  let round = 0;
  for (const item of items) {
    held.push(item);
    if (held.length < block) continue;
    yield* shuffle(held, seed + round);
    held = [];
    round += 1;
  }
  yield* shuffle(held, seed + round);
}

function shuffle(items, seed) {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = pickBelow(last + 1, seed, last);
    [items[last], items[other]] = [items[other], items[last]];
  }
  return items;
}
