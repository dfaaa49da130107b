import { dataPart } from './script/data.ts';
import { keysPart } from './script/keys.ts';
import { listPart } from './script/list.ts';
import { pagesPart } from './script/pages.ts';

/** Our own script, whole: plain JavaScript of today's browsers, as it stands in the file. */
export const script = `'use strict';\n(() => {${[dataPart, listPart, pagesPart, keysPart].join('')}})();\n`;
