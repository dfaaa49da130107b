import { Worker } from 'node:worker_threads';
import type { Seat } from '../audit/portion.ts';
import type { Share } from '../audit/share.ts';
import type { Helpers } from '../audit/together.ts';
import { isMemoryFull, memoryFull } from '../lib/memory-full.ts';
import { errorTold, type Message, type Started } from './message.ts';

/** Helpers that are at work. */
export interface StartedHelpers extends Helpers {
  /** Ends whatever is still at work; nothing of it is left behind. */
  readonly stop: () => Promise<void>;
}

interface HelperOptions<Order> {
  /** The module that a helper runs; it calls `serve`. */
  readonly entry: URL;
  readonly count: number;
  /** The same for all of them: plain data. */
  readonly order: Order;
  /** Megabytes that the objects of each may take. */
  readonly heapMb: number;
}

/** Each job reads everything: in all, one needs the least. */
const FEWER = 'give fewer --jobs';

/** One thread; the promise is kept or broken exactly once, whatever ends it. */
function startHelper<Order>({ entry, order, heapMb }: HelperOptions<Order>, seat: Seat) {
  const workerData: Started<Order> = { order, seat };
  const worker = new Worker(entry, { workerData, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  const share = new Promise<Share>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('share' in message) resolve(message.share);
      else reject(errorTold(message.error));
    });
    worker.on('messageerror', reject);
    worker.on('error', (error: Error) => reject(isMemoryFull(error) ? memoryFull(heapMb, FEWER) : error));
    worker.on('exit', (code) => reject(new Error(`a job ended without a word (${code})`)));
  });
  return { worker, share };
}

/** Starts threads that share an audit with this one. */
export function startHelpers<Order>(options: HelperOptions<Order>): StartedHelpers {
  const { count } = options;
  const helpers = Array.from({ length: count }, (_, i) => startHelper(options, { number: i + 1, of: count + 1 }));
  let failure: { readonly error: unknown } | undefined;
  for (const { share } of helpers) {
    share.catch((error: unknown) => {
      failure ??= { error };
    });
  }
  return {
    count,
    check: () => {
      if (failure !== undefined) throw failure.error;
    },
    shares: () => Promise.all(helpers.map(({ share }) => share)),
    stop: async () => {
      await Promise.all(helpers.map(({ worker }) => worker.terminate()));
    },
  };
}
