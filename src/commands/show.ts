import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { jsonText } from '../lib/json-text.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { PageOptions } from '../pages/explanation.ts';
import { oneOf, type Typed } from './command.ts';
import { wantsColor, widthOf } from './terminal.ts';

const formats = ['terminal', 'json'];

/** The same thing for people and for machines. */
export interface Shown {
  readonly data: unknown;
  readonly page: (options: PageOptions) => string;
}

/** Throws a `UserError` for a format that does not exist: before any work is done. */
export function checkFormat(typed: Typed, known: readonly string[] = formats): string {
  const format = oneOf(typed, 'format') ?? 'terminal';
  if (known.includes(format)) return format;
  const hint = didYouMean(format, known) ?? `one of ${known.join(', ')}`;
  throw new UserError({ message: `--format: no format "${format}" here`, hint });
}

/** Writes a page to standard output in the format asked for. Throws a `UserError` for one that does not exist. */
export function showPage(typed: Typed, io: Io, { data, page }: Shown): void {
  const format = checkFormat(typed);
  const isColored = wantsColor(io, typed.options.color !== false);
  io.stdout.write(format === 'json' ? `${jsonText(data, 2)}\n` : page({ width: widthOf(io), isColored }));
}
