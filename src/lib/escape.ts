export { displayWidth, truncate, wrap } from './display-width.ts';

/** What `terminalSafe` does with line ends: one space each, or kept as `\n`. */
export interface TerminalOptions {
  readonly newlines?: 'space' | 'keep' | undefined;
}

const LINE_ENDS = /\r\n|[\n\u0085\u2028\u2029]/g;
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
const HANGUL_FILLERS = /[\u115f\u1160\u3164\uffa0]/g;
/**
 * Characters that take no room: bidirectional controls, zero-width spaces and joiners, tags, variation selectors, soft
 * hyphens, annotations. They can reorder or hide text, and terminals disagree on them; without them little is lost.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const LONE_SURROGATES = /\p{Cs}/gu;
/** More marks on one letter than any script needs: they would run over the lines above and below. */
const STACKED_MARKS = /(?<=\p{Mn}{6})\p{Mn}/gu;
const BEYOND_ASCII = /[^\u0020-\u007e]/;

/**
 * Makes text from a CRM safe to print on a terminal. Control characters become their visible pictures (ESC is ␛, so an
 * escape sequence shows and does nothing), those of the 8-bit range �, tabs and line ends a space; invisible
 * and bidirectional controls are removed. Applying it twice changes nothing.
 */
export function terminalSafe(text: string, { newlines = 'space' }: TerminalOptions = {}): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text
    .replace(LINE_ENDS, newlines === 'keep' ? '\n' : ' ')
    .replace(CONTROLS, picture)
    .replace(HANGUL_FILLERS, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(STACKED_MARKS, '');
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 9) return ' ';
  if (code < 32) return String.fromCharCode(0x2400 + code);
  return code === 127 ? '\u2421' : '\ufffd';
}
