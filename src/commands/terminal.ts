import type { Io } from '../lib/io.ts';

/** NO_COLOR and FORCE_COLOR count before what the terminal can do. */
export function wantsColor({ env, stdout }: Io, isColored: boolean): boolean {
  if (!isColored || (env.NO_COLOR ?? '') !== '') return false;
  const forced = env.FORCE_COLOR;
  return forced === undefined || forced === '' ? stdout.isTTY && env.TERM !== 'dumb' : !['0', 'false'].includes(forced);
}

/** Terminals that say who they are and are known to take links; others would print them. */
const LINKING = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio)$/;

/** Links of the terminal: where it is known to take them, or as FORCE_HYPERLINK says. */
export function wantsLinks({ env, stdout }: Io): boolean {
  const forced = env.FORCE_HYPERLINK;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (!stdout.isTTY || env.TERM === 'dumb' || (env.CI ?? '') !== '') return false;
  const isVte = Number(env.VTE_VERSION ?? 0) >= 5000;
  const isNamed =
    LINKING.test(env.TERM_PROGRAM ?? '') || /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(env.TERM ?? '');
  return isVte || isNamed || [env.WT_SESSION, env.KONSOLE_VERSION].some((one) => (one ?? '') !== '');
}

/** Columns to write to: those of the terminal, those that COLUMNS names, else 80. */
export function widthOf({ env, stdout }: Io): number {
  const named = Number(env.COLUMNS);
  const width = stdout.columns ?? (Number.isInteger(named) && named > 0 ? named : 80);
  return Math.min(Math.max(width, 40), 160);
}
