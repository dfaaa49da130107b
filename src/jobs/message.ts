import type { Seat } from '../audit/portion.ts';
import type { Share } from '../audit/share.ts';
import { type Problem, SourceError, UserError } from '../lib/errors.ts';

/** What a helper is started with. */
export interface Started<Order> {
  /** What it is to do: plain data. */
  readonly order: Order;
  readonly seat: Seat;
}

/** What a helper says, once, at its end. */
export type Message = { readonly share: Share } | { readonly error: ToldError };

/** An error as it passes from thread to thread: cloned errors lose their class and what they carry. */
interface ToldError {
  readonly kind: 'user' | 'source' | 'bug';
  readonly problems: readonly Problem[];
  readonly message: string;
  readonly stack: string | undefined;
}

export function tellError(error: unknown): ToldError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof UserError) return { kind: 'user', problems: error.problems, message, stack };
  if (error instanceof SourceError) return { kind: 'source', problems: error.problems, message, stack };
  return { kind: 'bug', problems: [], message, stack };
}

/** The error as it was, with the stack that it had where it happened. */
export function errorTold({ kind, problems, message, stack }: ToldError): Error {
  const errors = {
    user: () => new UserError(problems),
    source: () => new SourceError(problems),
    bug: () => new Error(message),
  };
  const error = errors[kind]();
  if (stack !== undefined) error.stack = stack;
  return error;
}
