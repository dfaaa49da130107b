const ASCII = 128;
const COMBINING = /\p{M}+/gu;

/** Lower case without diacritics, the form in which lexicons and texts are compared. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(COMBINING, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l');
}

/** Whether a word holds ASCII characters only, so that nothing is to be undone in it. */
export function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= ASCII) return false;
  return true;
}
