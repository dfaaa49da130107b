import { layout } from './style/layout.ts';
import { list } from './style/list.ts';
import { media } from './style/media.ts';
import { parts } from './style/parts.ts';
import { tokens } from './style/tokens.ts';

/** The whole style sheet: it names no font to fetch and no image. */
export const style = [tokens, layout, parts, list, media].join('');
