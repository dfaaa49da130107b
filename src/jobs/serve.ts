import { parentPort, workerData } from 'node:worker_threads';
import type { Seat } from '../audit/portion.ts';
import type { Share } from '../audit/share.ts';
import { type Message, type Started, tellError } from './message.ts';

/** The life of a helper: it does what it was started for, hands over what came of it, and ends. */
export async function serve<Order>(judge: (order: Order, seat: Seat) => Promise<Share>): Promise<void> {
  const { order, seat }: Started<Order> = workerData;
  const say = (message: Message): void => parentPort?.postMessage(message);
  try {
    say({ share: await judge(order, seat) });
  } catch (error) {
    say({ error: tellError(error) });
  }
}
