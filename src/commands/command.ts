import type { Io } from '../lib/io.ts';

/** An option as help shows it and the parser takes it: `--as-of <iso>`, `--rep <who...>`. */
export interface CommandOption {
  readonly flags: string;
  readonly about: string;
  /** Given several times, the values add up. */
  readonly isRepeatable?: boolean;
}

/** What was typed: the arguments, and the options by camel-case name. */
export interface Typed {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** One verb. `run` imports what it needs, so that help costs next to nothing; it gives the exit code. */
export interface Command {
  /** `audit`, or `rules list` for a verb of a group. */
  readonly name: string;
  readonly summary: string;
  /** `<record>`, `[file]`: in angle brackets when it must be given. */
  readonly args?: readonly string[];
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
  readonly run: (typed: Typed, io: Io) => Promise<number>;
  /** The megabytes for which it wants a thread of its own; `undefined` where it wants none. */
  readonly room?: (typed: Typed, io: Io) => Promise<number | undefined>;
}

/** An option that takes one value. */
export const oneOf = ({ options }: Typed, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** An option that may be given several times. */
export const allOf = ({ options }: Typed, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
};

export const isGiven = ({ options }: Typed, name: string): boolean => options[name] === true;
