import { createHash } from 'node:crypto';
import { UserError } from '../lib/errors.ts';

/** One of several jobs that share an audit: `2/8`. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

const MOST = 1000;

/** Reads `--shard 2/8`. */
export function parseShard(written: string): Shard {
  const [, number = '0', of = '0'] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(written) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (shard.of > 0 && shard.number <= shard.of && shard.of <= MOST) return shard;
  throw new UserError({
    message: `--shard: "${written}" is no part of a whole`,
    hint: 'write 2/8 for the second of eight',
  });
}

/** Whether an owner falls to a shard: the same on every machine, and whoever else there is. */
export const isOwnOf =
  ({ number, of }: Shard) =>
  (owner: string): boolean =>
    createHash('sha256').update(owner).digest().readUInt32BE(0) % of === number - 1;
