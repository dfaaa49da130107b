/** One thing that was held against a certificate: what, how it came out, and why where that is not plain. */
export interface Check {
  readonly name: string;
  /** `null`: not checked, since what it takes was not given. */
  readonly holds: boolean | null;
  readonly words: string;
}

export const holds = (name: string, words: string): Check => ({ name, holds: true, words });
export const fails = (name: string, words: string): Check => ({ name, holds: false, words });
export const skipped = (name: string, words: string): Check => ({ name, holds: null, words });
