import { createRequire } from 'node:module';

/** The faces of a certificate; each falls back on `sans`, which covers most scripts. */
export const faces = {
  sans: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  serif: 'DejaVuSerif.ttf',
  strong: 'DejaVuSerif-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
} as const;

export type Face = keyof typeof faces;

export interface Fonts {
  readonly pathOf: (face: Face) => string;
  /** The face that has the character: the one asked for, else `sans`; `undefined` where none has it. */
  readonly faceFor: (character: string, face: Face) => Face | undefined;
}

interface Coverage {
  hasGlyphForCodePoint(code: number): boolean;
}

/** Reads which characters each face has. The fonts come with a package, so every machine draws the same. */
export function openFonts(): Fonts {
  const require = createRequire(import.meta.url);
  const fontkit: { openSync(path: string): Coverage } = require('fontkit');
  const paths = {
    sans: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
    serif: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSerif.ttf'),
    strong: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf'),
    mono: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
  };
  const open = new Map<Face, Coverage>();
  const coverageOf = (face: Face): Coverage => {
    const found = open.get(face) ?? fontkit.openSync(paths[face]);
    open.set(face, found);
    return found;
  };
  const has = (character: string, face: Face): boolean =>
    coverageOf(face).hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  return {
    pathOf: (face) => paths[face],
    faceFor: (character, face) => [face, 'sans' as const].find((one) => has(character, one)),
  };
}
