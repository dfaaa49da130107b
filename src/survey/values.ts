import { parseNumber } from '../lib/number-format.ts';
import { looksLikeDate } from './dates.ts';

/** From this share of its values on, a column is what most of them are. */
const MOST = 0.8;

const mostly = (values: readonly string[], test: (value: string) => boolean): boolean =>
  values.length > 0 && values.filter(test).length >= values.length * MOST;

const BOOLEAN = /^(?:true|false|yes|no|y|n|0|1|ja|nein|oui|non|s[ií]|x)$/i;

export const areDates = (values: readonly string[]): boolean => mostly(values, looksLikeDate);
export const areNumbers = (values: readonly string[]): boolean =>
  mostly(values, (value) => parseNumber(value) !== undefined);
export const areBooleans = (values: readonly string[]): boolean => mostly(values, (value) => BOOLEAN.test(value));
export const areAddresses = (values: readonly string[]): boolean =>
  mostly(values, (value) => /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(value));
/** Ids have no blanks, and are no dates and no addresses. */
export const areIds = (values: readonly string[]): boolean => mostly(values, (value) => /^[^\s@]{1,60}$/.test(value));
export const areUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;
